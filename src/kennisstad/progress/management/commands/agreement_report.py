# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from kennisstad.agreement.management.finding import agreement_with
from kennisstad.fieldwork.management.finding import day_named, number_between
from kennisstad.lib.files import shown
from kennisstad.lib.writing import write_whole
from kennisstad.progress.account.writing import digest
from kennisstad.progress.account_files import MEDIA, bytes_of
from kennisstad.progress.accounting import judge_period
from kennisstad.progress.drawing import Made, made_of
from kennisstad.progress.gathering import gather
from kennisstad.progress.models import Account
from kennisstad.web.management.refusing import refusals_told

DAYS = ("agreement", "from", "until")
PRINTED = ("json", "csv")
LARGEST = 2**31 - 1


class Command(BaseCommand):
    help = "Write the account of a period: of a version and two days, without keeping it, or one that is kept"
    example = "kennisstad agreement report --agreement 2023 --from 2025-01-01 --until 2025-12-31 -o 2025.pdf"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agreement", metavar="KEY", help="the version that stood on the last day")
        parser.add_argument("--from", metavar="DAY", help="the first day, such as 2025-01-01")
        parser.add_argument("--until", metavar="DAY", help="the last day, such as 2025-12-31")
        parser.add_argument(
            "--account",
            type=number_between(1, LARGEST),
            metavar="NUMBER",
            help="an account that is kept, instead",
        )
        parser.add_argument(
            "--format", choices=list(MEDIA), help="else by the ending of the file, and JSON without a file"
        )
        parser.add_argument("--language", choices=["nl", "en"], default="nl", help="else nl; JSON has both")
        parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="else it is printed")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path | None = options["output"]
        kind = options["format"] or _ending(out)
        if out is None and kind not in PRINTED:
            raise CommandError(f"Name the file to write: -o report.{kind}")
        with refusals_told():
            made = _kept(options) if options["account"] else _gathered(options)
            content = bytes_of(made, kind, options["language"])
        if out is None:
            self.stdout.write(content.decode(), ending="")
            return
        try:
            write_whole(out, content)
        except OSError as fault:
            raise CommandError(f"{shown(out, 200)} cannot be written: {fault.strerror}.") from fault
        self.stdout.write(f"Wrote {shown(out, 200)}. The fingerprint of its figures is {made.digest}.")


def _kept(options: dict[str, Any]) -> Made:
    if any(options[name] for name in DAYS):
        raise CommandError("Name an account by --account, or a version and two days. Not both.")
    account = Account.objects.filter(pk=options["account"]).first()
    if account is None:
        raise CommandError(f"There is no account {options['account']}.")
    return made_of(account)


def _gathered(options: dict[str, Any]) -> Made:
    if not all(options[name] for name in DAYS):
        raise CommandError("Name a version and its days: --agreement KEY --from DAY --until DAY.")
    agreement = agreement_with(options["agreement"])
    first, last = day_named(options["from"]), day_named(options["until"])
    judge_period(agreement, starts_on=first, ends_on=last, today=localdate())
    figures = gather(agreement, starts_on=first, ends_on=last)
    return Made(figures, digest(figures))


def _ending(out: Path | None) -> str:
    if out is None:
        return "json"
    ending = out.suffix.lower().removeprefix(".")
    if ending not in MEDIA:
        raise CommandError(f"Say what to write: --format {', '.join(MEDIA)}.")
    return ending
