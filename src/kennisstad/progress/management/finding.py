# SPDX-License-Identifier: EUPL-1.2
"""What the commands about commitments are told: which one, and what is linked to it."""

from django.core.management.base import CommandError

from kennisstad.agreement.models import Commitment
from kennisstad.lib.files import shown
from kennisstad.projects.models import Project, Result


def commitment_with(key: str) -> Commitment:
    """Find a commitment by its key.

    Raises:
        CommandError: there is none.
    """
    found = Commitment.objects.select_related("agreement").filter(key=key).first()
    if found is None:
        raise CommandError(
            f"There is no commitment {shown(key)}. See them all with: kennisstad commitment list"
        )
    return found


def project_with(number: int) -> Project:
    found = Project.objects.filter(pk=number).first()
    if found is None:
        raise CommandError(f"There is no project {number}.")
    return found


def result_with(number: int) -> Result:
    found = Result.objects.filter(pk=number).first()
    if found is None:
        raise CommandError(f"There is no result {number}.")
    return found
