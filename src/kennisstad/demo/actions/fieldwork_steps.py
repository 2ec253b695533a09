# SPDX-License-Identifier: EUPL-1.2
"""Fill the ledger: what districts bear, who asked what of residents, and who asked for rest."""

from collections.abc import Mapping

from kennisstad.demo.actions.ground import Ground, note
from kennisstad.demo.days import Days
from kennisstad.demo.fieldwork_file import FieldworkFile, StudyEntry
from kennisstad.fieldwork.actions import Plan, import_studies, pause, plan, set_limit, set_norms
from kennisstad.fieldwork.models import Fieldwork, Kind, Limit, Norms, Pause
from kennisstad.fieldwork.study_file import FoundStudy, StudyFile
from kennisstad.neighbourhoods.models import Area
from kennisstad.projects.models import Project


def fill_ledger(told: FieldworkFile, ground: Ground, projects: Mapping[str, Project], days: Days) -> None:
    """Do all that the file tells; what a city has of its own is left as it is.

    Args:
        projects: the example's projects by their keys in the files.
    """
    _plan(told, ground, projects, days)
    studies = [_study(line, entry, days) for line, entry in enumerate(told.studies, start=1)]
    import_studies(StudyFile(studies), by_id=None, at=days.at)
    note(Fieldwork.objects.filter(project__isnull=True, study__in=[entry.study for entry in told.studies]))
    _say_what_fits(told, ground, days)
    _pause(told, ground, days)


def _plan(told: FieldworkFile, ground: Ground, projects: Mapping[str, Project], days: Days) -> None:
    for entry in told.plans:
        project, area = projects[entry.project], ground.areas[entry.area]
        asks = Plan(Kind(entry.kind), area, entry.number, days.day(0), days.day(-entry.ends_in_days))
        by = ground.users["makelaar"]
        plan(project, asks=asks, by=by, at=days.at)


def _study(line: int, entry: StudyEntry, days: Days) -> FoundStudy:
    return FoundStudy(
        partner=entry.partner,
        study=entry.study,
        kind=entry.kind,
        area=entry.area,
        street="",
        starts_on=days.day(entry.starts_days_ago),
        ends_on=days.day(-entry.ends_in_days),
        number=entry.number,
        number_done=entry.number_done,
        line=line,
    )


def _say_what_fits(told: FieldworkFile, ground: Ground, days: Days) -> None:
    manager = ground.users["programma"]
    if not Norms.objects.exists():
        note([set_norms(**told.norms, by=manager, at=days.at)])
    for entry in told.limits:
        area = Area.objects.get(code=entry.area)
        if Limit.objects.filter(area=area).exists():
            continue
        set_limit(area, threshold=entry.threshold, rest_days=entry.rest_days, by=manager, at=days.at)
        note(Limit.objects.filter(area=area))


def _pause(told: FieldworkFile, ground: Ground, days: Days) -> None:
    director, today = ground.users["wijkregisseur"], days.day(0)
    for entry in told.pauses:
        area, last = Area.objects.get(code=entry.area), days.day(-entry.ends_in_days)
        if Pause.objects.reaching(today).filter(area=area).exists():
            continue
        reasons = {str(language): words for language, words in entry.reason.items()}
        note([pause(area, starts_on=today, ends_on=last, reasons=reasons, by=director, at=days.at)])
