# SPDX-License-Identifier: EUPL-1.2
"""Say whether letters from a domain will be believed: its SPF, DKIM and DMARC, explained."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from kennisstad.languages.models import Language
from kennisstad.lib.files import UnusableFile, on_a_terminal, read_text
from kennisstad.mail import server, signature
from kennisstad.mail.deliverability import loading
from kennisstad.mail.deliverability.checking import check
from kennisstad.mail.deliverability.finding import Finding, Level, Part, Reason
from kennisstad.mail.deliverability.given import Given, NotRecords, from_json
from kennisstad.mail.deliverability.records import Answer, Records, Standing, Type, is_name
from kennisstad.mail.deliverability_wording import LEVELS, NO_LIBRARY, says


class Command(BaseCommand):
    help = "Explain SPF, DKIM and DMARC of a domain: given as text, in a file, or looked up"
    example = "kennisstad mail check city.example --dkim mail2027 --language nl"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("domain", help="the one behind the @ of the sender")
        parser.add_argument("--spf", action="append", metavar="RECORD", help="its SPF record, as text")
        parser.add_argument(
            "--dkim",
            action="append",
            default=[],
            metavar="SELECTOR[=RECORD]",
            help="a key's name, with or without its record; may be given again",
        )
        parser.add_argument("--dmarc", action="append", metavar="RECORD", help="its DMARC record, as text")
        parser.add_argument("--file", help="all records of the domain: a zone file, or JSON (.json)")
        parser.add_argument(
            "--look-up", action="store_true", help="ask DNS for what was not given; alone, it always does"
        )
        parser.add_argument(
            "--from", dest="sender", help="the sender of letters; else that of KENNISSTAD_SMTP"
        )
        parser.add_argument("--language", choices=Language.values, default="en", help="of the answer")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            domain = options["domain"].lower().removesuffix(".")
            if not is_name(domain):
                raise CommandError(
                    _("“%s” is no domain. Write it as city.example; names beyond a to z as xn--…")
                    % on_a_terminal(domain[:80])
                )
            selectors = [one.partition("=")[0].strip() for one in options["dkim"]] or _own_selector()
            found = check(
                domain,
                _records(options, domain),
                selectors=selectors,
                sender=_sender(options["sender"]).rpartition("@")[2],
            )
            # What was given as SPF was meant as such, whatever it looks like.
            said = [_as_meant(one) for one in found] if options["spf"] else found
            self._tell(said, as_json=options["json"])

    def _tell(self, found: Sequence[Finding], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps([_row(one) for one in found], ensure_ascii=False, indent=2))
        for one in [] if as_json else found:
            means, advice = says(one)
            self.stdout.write(on_a_terminal(f"{one.part:<6} {LEVELS[one.level]!s:<10} {means}"))
            if advice:
                self.stdout.write(on_a_terminal(f"{'':<17} → {advice}"))
        unseen = [
            part for part in (Part.SPF, Part.DKIM, Part.DMARC) if part not in {one.part for one in found}
        ]
        if unseen and not as_json:
            told = _("Not looked at, for no record was given: %(parts)s. --look-up asks DNS for them.")
            self.stdout.write(told % {"parts": ", ".join(unseen)})
        problems = sum(one.level is Level.PROBLEM for one in found)
        if problems:
            raise CommandError(_("Problems: %(number)s.") % {"number": problems})


def _as_meant(one: Finding) -> Finding:
    return replace(one, reason=Reason.SPF_NOT_SPF) if one.reason is Reason.SPF_NONE else one


def _row(one: Finding) -> dict[str, Any]:
    means, advice = says(one)
    return {
        "part": one.part,
        "level": one.level,
        "reason": one.reason,
        "facts": dict(one.facts),
        "says": means,
        "do": advice,
    }


def _sender(named: str | None) -> str:
    if named is not None:
        return named
    try:
        set_ = server.read(settings.SMTP_URL)
    except server.NotAMailServer as error:
        raise CommandError(f"{error}.") from error
    return set_.sender if set_ else ""


def _own_selector() -> list[str]:
    """Give the selector of the key that we sign with, if we do."""
    try:
        named = signature.read(settings.DKIM)
    except signature.NotASelector as error:
        raise CommandError(f"{error}.") from error
    return [named.selector] if named else []


def _records(options: dict[str, Any], domain: str) -> Records:
    """Lay what was given over what is asked, if anything is."""
    given = _given(options, domain)
    keys = [one.partition("=") for one in options["dkim"]]
    texts = {
        domain: tuple(options["spf"] or ()),
        f"_dmarc.{domain}": tuple(options["dmarc"] or ()),
        **{
            f"{selector.strip()}._domainkey.{domain}".lower(): (record,)
            for selector, equals, record in keys
            if equals
        },
    }
    over = Given({(name, Type.TXT): values for name, values in texts.items() if values})
    asks = options["look_up"] or not (over.known or given)
    below = [given] if given else []
    return Layers([over, *below, *([_lookup().Looked()] if asks else [])])


def _given(options: dict[str, Any], domain: str) -> Given | None:
    if not options["file"]:
        return None
    try:
        text = read_text(Path(options["file"]))
        if options["file"].lower().endswith(".json"):
            return from_json(text, domain)
        given: Given = _lookup().from_zone(text, domain)
    except (UnusableFile, NotRecords) as error:
        raise CommandError(on_a_terminal(str(error))) from error
    return given


def _lookup() -> Any:
    try:
        return loading.lookup()
    except loading.NoLibrary as missing:
        raise CommandError(str(NO_LIBRARY)) from missing


class Layers:
    """Records from several places; the first that knows answers."""

    def __init__(self, places: Sequence[Records]) -> None:
        self._places = places

    def get(self, name: str, kind: Type) -> Answer:
        answers = (place.get(name, kind) for place in self._places)
        nothing = Answer(Standing.NOT_GIVEN)
        return next((one for one in answers if one.standing is not Standing.NOT_GIVEN), nothing)
