# SPDX-License-Identifier: EUPL-1.2
"""What the commands about agreements are told: which one, and which day."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import CommandError

from kennisstad.agreement.models import Agreement
from kennisstad.lib.files import shown


def agreement_with(key: str) -> Agreement:
    """Find a version by its key.

    Raises:
        CommandError: there is none.
    """
    found = Agreement.objects.select_related("follows").filter(key=key).first()
    if found is None:
        known = ", ".join(Agreement.objects.oldest().values_list("key", flat=True)) or "none yet"
        raise CommandError(f"There is no agreement {shown(key)}. Known are: {known}.")
    return found


def day(said: str) -> date:
    """Read a day, written as 2027-04-15."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise ArgumentTypeError(f"{shown(said)} is not a day; write it as 2027-04-15") from None
