# SPDX-License-Identifier: EUPL-1.2
"""Take over from a file what an institution asks of residents outside the platform."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kennisstad.audit.actions import record
from kennisstad.fieldwork.actions.refusing import hold
from kennisstad.fieldwork.actions.sharing import propose_sharing
from kennisstad.fieldwork.models import Fieldwork, Kind, Status
from kennisstad.fieldwork.queries import ledgers
from kennisstad.fieldwork.study_file import FoundStudy, StudyFile
from kennisstad.lib.files import Problem, Report, UnusableFile
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner


@transaction.atomic
def import_studies(found: StudyFile, *, by_id: int | None, at: datetime) -> Report:
    """Take over studies from outside the platform, all rows or none.

    They are written down as they are, also where they are more than an area bears: the ledger tells what
    happens. Doing it twice changes nothing the second time.

    Raises:
        UnusableFile: some row cannot be used; the message names each one.
    """
    partners = dict(Partner.objects.values_list("key", "pk"))
    areas = {area.code: area for area in Area.objects.all()}
    problems = [*found.problems, *_unknown(found, partners, areas)]
    if problems:
        told = "\n".join(f"  {problem}" for problem in problems)
        raise UnusableFile(f"Nothing was taken over; {len(problems)} rows cannot be used:\n{told}")
    report, places = Report(), {areas[study.area].pk for study in found.studies}
    hold(places)
    for study in found.studies:
        _take_over(study, areas[study.area], partners[study.partner], report, by_id=by_id, at=at)
    report.notes += _over(places, found)
    return report


def _unknown(found: StudyFile, partners: Mapping[str, int], areas: Mapping[str, Area]) -> list[Problem]:
    problems = []
    for study in found.studies:
        if study.partner not in partners:
            problems.append(Problem(f"line {study.line}", f"there is no organisation {study.partner!r}."))
        if study.area not in areas:
            problems.append(Problem(f"line {study.line}", f"there is no area {study.area!r}."))
    return problems


def _take_over(
    study: FoundStudy, area: Area, partner_id: int, report: Report, *, by_id: int | None, at: datetime
) -> None:
    known: dict[str, Any] = {
        "study": study.study,
        "partner_id": partner_id,
        "area": area,
        "kind": Kind(study.kind),
        "street": study.street,
        "starts_on": study.starts_on,
        "project": None,
    }
    said = {
        "ends_on": study.ends_on,
        "number": study.number,
        "number_done": study.number_done,
        "status": Status.PLANNED if study.number_done is None else Status.DONE,
    }
    before = Fieldwork.objects.filter(**known).first()
    if before and all(getattr(before, name) == value for name, value in said.items()):
        report.same.append(study.study)
        return
    work, new = Fieldwork.objects.update_or_create(**known, defaults=said)
    (report.new if new else report.changed).append(study.study)
    facts = {"area": area.pk, "number": work.counted_number}
    record("fieldwork.taken-over", subject=work, by_id=by_id, at=at, **facts)
    if new and work.is_to_come:
        propose_sharing(work, at=at)


def _over(places: set[int], found: StudyFile) -> list[str]:
    """Name the areas of which more is asked now than they bear, with the term."""
    first = min(study.starts_on for study in found.studies)
    names = dict(Area.objects.filter(pk__in=places).values_list("pk", "name"))
    notes = []
    for pk, ledger in sorted(ledgers(places, first).items()):
        terms = {term for study in found.studies for term in study.terms}
        for term in sorted(terms):
            if ledger.threshold is not None and ledger.load(term) > ledger.threshold:
                more = f"{ledger.load(term)} contacts, more than {ledger.threshold}"
                notes.append(f"{names[pk]} has {more}, in {term.key}.")
    return notes
