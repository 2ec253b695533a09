# SPDX-License-Identifier: EUPL-1.2
"""Reads of what is linked to commitments; how far they are is derived in `state`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F, Value
from django.utils.timezone import localdate

from kennisstad.agreement.models import Commitment, Figure
from kennisstad.progress.models import Assessment, Evidence, Serving
from kennisstad.progress.state import Dossier, Passport, Said, Standing, Tie, standing_on


def dossiers(commitments: Iterable[Commitment]) -> dict[int, Dossier]:
    """Give all that tells how far these commitments are, by number; two queries however many.

    Their `agreement` must have been read with them.
    """
    asked = list(commitments)
    keys = [one.pk for one in asked]
    lines, figures = _lines(keys), _figures(keys)
    return {
        one.pk: Dossier(
            starts_on=one.promised_on or one.agreement.starts_on,
            due_on=one.due_on,
            target=one.target,
            falls=one.falls,
            projects=lines[one.pk].projects,
            results=lines[one.pk].results,
            figures=figures[one.pk],
            assessments=lines[one.pk].assessments,
        )
        for one in asked
    }


def standings(commitments: Iterable[Commitment], day: date) -> dict[int, Standing]:
    """Say where these commitments stood at the end of a day, by number; two queries."""
    return {key: standing_on(dossier, day) for key, dossier in dossiers(commitments).items()}


@dataclass
class _Lines:
    projects: list[Tie] = field(default_factory=list)
    results: list[Tie] = field(default_factory=list)
    assessments: list[Said] = field(default_factory=list)


def _lines(keys: list[int]) -> Mapping[int, _Lines]:
    """Read what was linked to commitments and how they were assessed; one query for all three."""
    mine: dict[str, Any] = {"commitment__in": keys}
    none = Value("")
    servings = Serving.objects.filter(**mine).values_list(
        Value("project"), "commitment", "project", "linked_at", "unlinked_at", none
    )
    evidence = Evidence.objects.filter(**mine).values_list(
        Value("result"), "commitment", "result", "linked_at", "unlinked_at", none
    )
    assessments = Assessment.objects.filter(**mine).values_list(
        Value("assessment"), "commitment", "pk", "at", F("at"), "verdict"
    )
    found: dict[int, _Lines] = defaultdict(_Lines)
    # All of them: who linked, unlinked and linked again at one moment did so twice.
    for kind, key, ident, at, until, verdict in servings.union(evidence, assessments, all=True):
        if kind == "assessment":
            found[key].assessments.append(Said(ident, verdict, localdate(at)))
        else:
            ties = found[key].projects if kind == "project" else found[key].results
            ties.append(Tie(ident, localdate(at), _day(until)))
    return found


def _figures(keys: list[int]) -> Mapping[int, list[Passport]]:
    found: dict[int, list[Passport]] = defaultdict(list)
    rows = Figure.objects.filter(commitment__in=keys).order_by("pk")
    names = ("commitment", "pk", "value", "measured_on", "entered_at", "withdrawn_at")
    for key, ident, value, measured_on, entered, withdrawn in rows.values_list(*names):
        found[key].append(Passport(ident, value, measured_on, localdate(entered), _day(withdrawn)))
    return found


def _day(moment: datetime | None) -> date | None:
    return localdate(moment) if moment else None
