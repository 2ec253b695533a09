# SPDX-License-Identifier: EUPL-1.2
"""Tie the example's projects and results to commitments, with figures and a view on how it goes.

The ties are written as they stood, with their own days: the actions would put lines of old days behind
newer ones in the journal.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from kennisstad.accounts.models import Role
from kennisstad.agreement.models import Agreement, Commitment, Figure
from kennisstad.agreement.queries import agreement_on
from kennisstad.demo import files
from kennisstad.demo.actions.ground import Ground, note
from kennisstad.demo.days import Days
from kennisstad.demo.files import AssessmentEntry, FigureEntry, ProgressFile, Tie
from kennisstad.demo.queries import made
from kennisstad.progress.accounting import draft, publish
from kennisstad.progress.models import Assessment, Evidence, Serving
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
    at = _moment(project.starts_on, tie.project, days)
    serving = Serving(commitment=commitment, project=project, linked_at=at, linked_by=manager)
    serving.save()
    if tie.evidence:
        shown_at = _moment(project.result.handed_over_on, tie.project, days)
        Evidence.objects.create(
            commitment=commitment, result=project.result, linked_at=shown_at, linked_by=manager
        )


def _moment(day: date, key: str, days: Days) -> datetime:
    """Give a moment of a day, or of yesterday for a day that is to come."""
    return days.moment(max(1, (days.day(0) - day).days), 13, key)


def _measure(commitment: Commitment, said: FigureEntry, ground: Ground, days: Days) -> Figure:
    figure = Figure.objects.create(
        commitment=commitment,
        value=Decimal(said.value),
        unit=said.unit,
        measured_on=days.day(said.days_ago),
        source=said.source,
        entered_at=days.moment(said.days_ago - AFTER, 10, said.commitment),
        entered_by=ground.users["programma"],
    )
    for language in files.LANGUAGES:
        figure.texts.create(language=language, definition=getattr(said, language))
    return figure


def _assess(commitment: Commitment, said: AssessmentEntry, ground: Ground, days: Days) -> Assessment:
    assessment = Assessment.objects.create(
        commitment=commitment,
        verdict=said.verdict,
        at=days.moment(said.days_ago, 11, said.commitment),
        by=ground.users["programma"],
        role=Role.PROGRAMME_MANAGER,
    )
    for language in files.LANGUAGES:
        assessment.texts.create(language=language, because=getattr(said, language))
    return assessment


def account_for_last_year(days: Days) -> None:
    """Publish the account of last year, of the example's version that stood on its last day."""
    today = days.day(0)
    first, last = date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    agreement = agreement_on(last)
    if agreement is None or not Agreement.objects.filter(made(Agreement), pk=agreement.pk).exists():
        return
    account = draft(agreement, starts_on=first, ends_on=last, by=None, at=days.at)
    publish(account, by=None, at=days.at)
    note([account])
