# SPDX-License-Identifier: EUPL-1.2
"""Reads of what is linked to commitments; how far they are is derived in `state`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import F
from django.utils.timezone import localdate

from kennisstad.agreement.models import Commitment, Figure
from kennisstad.progress.models import Assessment, Evidence, Serving
from kennisstad.progress.state import Dossier, Passport, Said, Standing, Tie, standing_on


def dossiers(commitments: Iterable[Commitment]) -> dict[int, Dossier]:
    """Give all that tells how far these commitments are, by number; four queries however many.

    Their `agreement` must have been read with them.
    """
    asked = list(commitments)
    keys = [one.pk for one in asked]
    projects, results = _ties(Serving, "project", keys), _ties(Evidence, "result", keys)
    figures, assessments = _figures(keys), _assessments(keys)
    return {
        one.pk: Dossier(
            starts_on=one.promised_on or one.agreement.starts_on,
            due_on=one.due_on,
            target=one.target,
            falls=one.falls,
            projects=projects[one.pk],
            results=results[one.pk],
            figures=figures[one.pk],
            assessments=assessments[one.pk],
        )
        for one in asked
    }


def standings(commitments: Iterable[Commitment], day: date) -> dict[int, Standing]:
    """Say where these commitments stood at the end of a day, by number; four queries."""
    return {key: standing_on(dossier, day) for key, dossier in dossiers(commitments).items()}


def _ties(model: type[Serving] | type[Evidence], end: str, keys: list[int]) -> Mapping[int, list[Tie]]:
    found: dict[int, list[Tie]] = defaultdict(list)
    rows = model._default_manager.filter(commitment__in=keys).order_by("pk")
    for key, ident, linked, unlinked in rows.values_list("commitment", end, "linked_at", "unlinked_at"):
        found[key].append(Tie(ident, localdate(linked), _day(unlinked)))
    return found


def _figures(keys: list[int]) -> Mapping[int, list[Passport]]:
    found: dict[int, list[Passport]] = defaultdict(list)
    rows = Figure.objects.filter(commitment__in=keys).order_by("pk")
    names = ("commitment", "pk", "value", "measured_on", "entered_at", "withdrawn_at")
    for key, ident, value, measured_on, entered, withdrawn in rows.values_list(*names):
        found[key].append(Passport(ident, value, measured_on, localdate(entered), _day(withdrawn)))
    return found


def _assessments(keys: list[int]) -> Mapping[int, list[Said]]:
    found: dict[int, list[Said]] = defaultdict(list)
    rows = Assessment.objects.filter(commitment__in=keys).order_by(F("at"), "pk")
    for key, ident, verdict, at in rows.values_list("commitment", "pk", "verdict", "at"):
        found[key].append(Said(ident, verdict, localdate(at)))
    return found


def _day(moment: datetime | None) -> date | None:
    return localdate(moment) if moment else None
