# SPDX-License-Identifier: EUPL-1.2
"""Show the school years of an institution, or of a part of it, published or expected."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kennisstad.education.calendar.shifting import school_year
from kennisstad.education.calendar.terms import YEARS, Term, order
from kennisstad.education.calendar.years import Year
from kennisstad.education.management.places import add_parts, partner_called, place
from kennisstad.education.queries import calendar_years


class Command(BaseCommand):
    help = "Show an institution's school years: semesters, blocks, holidays and exceptions"
    example = "kennisstad calendar show universiteit-leiden --year 2026"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("partner", help="key of the institution")
        add_parts(parser)
        parser.add_argument(
            "--year", type=int, help="the school year that begins in it; else this and the next"
        )
        parser.add_argument("--json", action="store_true", help="for a machine to read")

    def handle(self, *args: Any, **options: Any) -> None:
        of, asked = place(partner_called(options["partner"]), options), options["year"]
        if asked is not None and asked not in YEARS:
            raise CommandError(f"{asked} is no school year between {YEARS[0]} and {YEARS[-1]}.")
        now = school_year(timezone.localdate())
        found = calendar_years(of, [now, now + 1] if asked is None else [asked])
        if options["json"]:
            self.stdout.write(json.dumps([_as_json(year) for _, year in sorted(found.items())], indent=2))
            return
        if not found:
            raise CommandError("Of this school year nothing is known, nor of the one before.")
        for _, year in sorted(found.items()):
            for line in _in_lines(year):
                self.stdout.write(line)


def _in_lines(year: Year) -> Iterator[str]:
    state = "expected, foretold from the year before" if year.expected else f"version {year.version}"
    yield f"{year.year}-{year.year + 1}: {state} ({year.origin}{f', {year.source}' if year.source else ''})"
    for term in sorted(year.terms, key=order):
        name = term.names.get("en") or term.names.get("nl") or ""
        expected = " (expected)" if term.expected and not year.expected else ""
        yield f"  {term.starts} to {term.ends}  {term.kind:<10}{name}".rstrip() + expected


def _as_json(year: Year) -> dict[str, Any]:
    return {
        "year": year.year,
        "expected": year.expected,
        "origin": year.origin,
        "source": year.source,
        "version": year.version,
        "terms": [_term_as_json(term) for term in sorted(year.terms, key=order)],
    }


def _term_as_json(term: Term) -> dict[str, Any]:
    return {
        "kind": term.kind,
        "name": dict(term.names),
        "starts": term.starts.isoformat(),
        "ends": term.ends.isoformat(),
        "same_date": term.same_date,
        "expected": term.expected,
    }
