# SPDX-License-Identifier: EUPL-1.2
"""What the commands of the ledger are told: an area, a term, a day."""

import re
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date

from django.core.management.base import CommandError

from kennisstad.fieldwork.load.terms import Term
from kennisstad.lib.files import shown
from kennisstad.neighbourhoods.models import Area

WHOLE_NUMBER = re.compile(r"[+-]?\d{1,16}", re.ASCII)


def area_named(said: str) -> Area:
    """Find an area by its code, its address word or its name.

    Raises:
        CommandError: there is none, or more than one has that name.
    """
    for field in ("code", "slug", "name__iexact"):
        found = list(Area.objects.filter(**{field: said}).by_name()[:2])
        if len(found) == 1:
            return found[0]
        if found:
            codes = " and ".join(area.code for area in found)
            raise CommandError(f"More than one area is called {shown(said)}: {codes}. Give its code.")
    raise CommandError(f"There is no area {shown(said)}. Give its name or its code, such as WK054608.")


def term_named(said: str) -> Term:
    try:
        return Term.named(said)
    except ValueError:
        raise CommandError(f"{shown(said)} is not a term. Write it as 2026-autumn or 2027-spring.") from None


def day_named(said: str) -> date:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise CommandError(f"{shown(said)} is not a day. Write it as 2027-04-15.") from None
    if not 2000 <= day.year < 2100:
        raise CommandError(f"{shown(said)} is not a day of this century. Look at the year again.")
    return day


def number_between(least: int, most: int) -> Callable[[str], int]:
    """Give what reads a whole number from `least` to `most`."""

    def read(said: str) -> int:
        if not WHOLE_NUMBER.fullmatch(said):
            raise ArgumentTypeError(f"{shown(said)} is no whole number")
        if not least <= int(said) <= most:
            raise ArgumentTypeError(f"{said} is not a number from {least} to {most}")
        return int(said)

    return read
