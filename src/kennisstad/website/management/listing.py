# SPDX-License-Identifier: EUPL-1.2
"""List projects or results at the command line, by the choices that the site's own lists have."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.core.management.base import OutputWrapper as Out
from django.utils import timezone
from django.utils.translation import override

from kennisstad.lib.files import on_a_terminal
from kennisstad.lib.sheets import csv_text
from kennisstad.website import facets, gathering
from kennisstad.website.facets import FACETS, SORTS, BadChoice
from kennisstad.website.finding import Found, find

HELP = {
    "district": "in this district, by its name in addresses",
    "theme": "under this theme, by its name in addresses",
    "partner": "of this partner, by its name in addresses",
    "level": "of a course of this level: mbo, hbo or wo",
    "year": "of this year",
    "status": "that are so far: planned, running, handed-over, given-back or stopped",
}


def add_arguments(parser: ArgumentParser) -> None:
    for name in FACETS:
        said = f"{HELP[name]}; may be said more than once"
        parser.add_argument(f"--{name}", action="append", default=[], help=said)
    parser.add_argument("--sort", choices=SORTS, default=SORTS[0], help="the order of the list")
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="the language of the words")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="as a table, with all there is to tell")
    form.add_argument("--json", action="store_true", help="for programs")


def write(kind: str, options: dict[str, Any], into: Out) -> None:
    """Write what was found, in the language asked for.

    Raises:
        CommandError: a choice that cannot be made.
    """
    with override(options["language"]):
        found = _found(kind, options)
        if options["csv"]:
            into.write(csv_text(gathering.rows(found)), ending="")
            return
        records = gathering.records(found)
    if options["json"]:
        into.write(json.dumps(records, indent=2, ensure_ascii=False, default=str))
        return
    if not records:
        into.write("Nothing fits this choice.")
    for record in records:
        number = record[kind.removesuffix("s")]
        into.write(on_a_terminal(f"{number}: {record['title']}  ({record['status']}; {record['carrier']})"))


def _found(kind: str, options: dict[str, Any]) -> Found:
    said = [(name, value) for name in FACETS for value in options[name]]
    try:
        asked = facets.read([*said, ("sort", options["sort"])])
        return find(kind, asked, timezone.localdate())
    except BadChoice as bad:
        raise CommandError(str(bad)) from bad
