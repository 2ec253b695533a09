# SPDX-License-Identifier: EUPL-1.2
"""Which institution, and which part of it, somebody means at the command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db.models import Q

from kennisstad.education.models import Department, DepartmentText, Level
from kennisstad.education.queries import Place
from kennisstad.partners.models import Partner


def partner_called(key: str) -> Partner:
    """Give the partner with this key.

    Raises:
        CommandError: there is none; it names those there are.
    """
    try:
        return Partner.objects.get(key=key)
    except Partner.DoesNotExist as error:
        known = ", ".join(Partner.objects.order_by("key").values_list("key", flat=True))
        raise CommandError(f"There is no partner {key!r}. Known are: {known or 'none yet'}.") from error


def add_parts(parser: ArgumentParser) -> None:
    """Let somebody name a part of an institution."""
    parser.add_argument("--department", default="", help="a faculty by its id or name; else the institution")
    parser.add_argument("--level", choices=Level.values, default="", help="one level; else all of them")


def place(partner: Partner, options: dict[str, Any]) -> Place:
    """Give the place that the options name.

    Raises:
        CommandError: the institution has no such department, or several.
    """
    if not options["department"]:
        return Place(partner.pk, None, options["level"])
    called = Q(external_id=options["department"]) | Q(texts__name__iexact=options["department"])
    found = Department.objects.filter(called, partner=partner).distinct().order_by("pk")
    match [*found[:2]]:
        case [only]:
            return Place(partner.pk, only.pk, options["level"])
        case []:
            raise CommandError(
                f"{partner.key} has no department {options['department']!r}. {_known(partner)}"
            )
    raise CommandError(f"{partner.key} has several departments {options['department']!r}: use an id.")


def _known(partner: Partner) -> str:
    names = DepartmentText.objects.filter(department__partner=partner).values_list("name", flat=True)
    return f"Known are: {'; '.join(sorted(set(names))) or 'none yet'}."
