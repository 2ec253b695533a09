# SPDX-License-Identifier: EUPL-1.2
"""Tie the example's projects and results to commitments, with figures and a view on how it goes."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from kennisstad.agreement.actions.figures import add_figure
from kennisstad.agreement.models import Agreement, Commitment, Figure
from kennisstad.agreement.queries import agreement_on
from kennisstad.demo import files
from kennisstad.demo.actions.ground import Ground, note
from kennisstad.demo.days import Days
from kennisstad.demo.files import AssessmentEntry, FigureEntry, ProgressFile, Tie
from kennisstad.demo.queries import made
from kennisstad.progress.accounting import draft, publish
from kennisstad.progress.actions import assess, serve, show_result
from kennisstad.progress.models import Assessment, Verdict
from kennisstad.projects.models import Project

AFTER = 3
"""So many days after a figure was measured it is entered."""


def tie_to_commitments(
    told: ProgressFile, ground: Ground, projects: Mapping[str, Project], days: Days
) -> None:
    """Do all that the file tells of commitments that the example made; a site's own stay as they are.

    Args:
        projects: the example's projects by their keys in the files.
    """
    ours = Commitment.objects.filter(agreement__in=Agreement.objects.filter(made(Agreement)))
    commitments = {one.key: one for one in ours}
    for tie in told.ties:
        if tie.commitment in commitments:
            _tie(commitments[tie.commitment], projects[tie.project], tie, ground, days)
    for figure in told.figures:
        if figure.commitment in commitments:
            note([_measure(commitments[figure.commitment], figure, ground, days)])
    for assessment in told.assessments:
        if assessment.commitment in commitments:
            note([_assess(commitments[assessment.commitment], assessment, ground, days)])


def _tie(commitment: Commitment, project: Project, tie: Tie, ground: Ground, days: Days) -> None:
    manager = ground.users["programma"]
    serve(commitment, project, by=manager, at=_moment(project.starts_on, tie.project, days))
    if tie.evidence:
        shown_at = _moment(project.result.handed_over_on, tie.project, days)
        show_result(commitment, project.result, by=manager, at=shown_at)


def _moment(day: date, key: str, days: Days) -> datetime:
    """Give a moment of a day, or of yesterday for a day that is to come."""
    return days.moment(max(1, (days.day(0) - day).days), 13, key)


def _measure(commitment: Commitment, said: FigureEntry, ground: Ground, days: Days) -> Figure:
    return add_figure(
        commitment,
        value=Decimal(said.value),
        unit=said.unit,
        measured_on=days.day(said.days_ago),
        source=said.source,
        words={language: {"definition": getattr(said, language)} for language in files.LANGUAGES},
        by=ground.users["programma"],
        at=days.moment(said.days_ago - AFTER, 10, said.commitment),
    )


def _assess(commitment: Commitment, said: AssessmentEntry, ground: Ground, days: Days) -> Assessment:
    return assess(
        commitment,
        verdict=Verdict(said.verdict),
        words={language: {"because": getattr(said, language)} for language in files.LANGUAGES},
        by=ground.users["programma"],
        at=days.moment(said.days_ago, 11, said.commitment),
    )


def account_for_last_year(days: Days) -> None:
    """Publish the account of last year, of the example's version that stood on its last day."""
    today = days.day(0)
    first, last = date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    agreement = agreement_on(last)
    if agreement is None or not Agreement.objects.filter(made(Agreement), pk=agreement.pk).exists():
        return
    account = draft(agreement, starts_on=first, ends_on=last, by=None, at=days.moment(1, 9, "account"))
    publish(account, by=None, at=days.moment(1, 10, "account"))
    note([account])
