# SPDX-License-Identifier: EUPL-1.2
"""What people say of commitments: what serves and shows them, how far they are, and by when to tell."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import Role, User
from kennisstad.agreement.actions.holding import Words, hold_living, note, write
from kennisstad.agreement.models import Commitment
from kennisstad.progress.models import Assessment, Evidence, ReportDay, Serving, Verdict
from kennisstad.projects.models import Project, Result
from kennisstad.web.refusals import NotNow


@transaction.atomic
def serve(commitment: Commitment, project: Project, *, by: User | None, at: datetime) -> Serving:
    """Say that a project works on a commitment.

    Raises:
        NotNow: that was said before, or the commitment cannot be told of.
    """
    hold_living(commitment)
    if Serving.objects.standing().filter(commitment=commitment, project=project).exists():
        raise NotNow(_("This project is linked to the commitment already."))
    serving = Serving.objects.create(commitment=commitment, project=project, linked_at=at, linked_by=by)
    note("commitment.project-linked", commitment, by, at, project=project.pk)
    return serving


@transaction.atomic
def stop_serving(serving: Serving, *, by: User | None, at: datetime) -> None:
    """Say that a project works on a commitment no more; that it did stays in the history.

    Raises:
        NotNow: that was said before.
    """
    _unlink(serving, at)
    note("commitment.project-unlinked", serving.commitment, by, at, project=serving.project_id)


@transaction.atomic
def show_result(commitment: Commitment, result: Result, *, by: User | None, at: datetime) -> Evidence:
    """Say that a result shows what came of a commitment.

    Raises:
        NotNow: that was said before, or the commitment cannot be told of.
    """
    hold_living(commitment)
    if Evidence.objects.standing().filter(commitment=commitment, result=result).exists():
        raise NotNow(_("This result is linked to the commitment already."))
    evidence = Evidence.objects.create(commitment=commitment, result=result, linked_at=at, linked_by=by)
    note("commitment.result-linked", commitment, by, at, result=result.pk)
    return evidence


@transaction.atomic
def take_away(evidence: Evidence, *, by: User | None, at: datetime) -> None:
    """Say that a result shows nothing of a commitment any more; that it did stays in the history.

    Raises:
        NotNow: that was said before.
    """
    _unlink(evidence, at)
    note("commitment.result-unlinked", evidence.commitment, by, at, result=evidence.result_id)


@transaction.atomic
def assess(
    commitment: Commitment,
    *,
    verdict: Verdict,
    words: Words,
    by: User | None,
    at: datetime,
    role: Role = Role.PROGRAMME_MANAGER,
) -> Assessment:
    """Say how far a commitment is, and why; pages show it beside what is derived.

    Raises:
        NotNow: it says not why, or the commitment cannot be told of.
    """
    hold_living(commitment)
    assessment = _say(commitment, verdict, words, role, by, at)
    note("commitment.assessed", commitment, by, at, verdict=str(verdict))
    return assessment


@transaction.atomic
def take_back(
    commitment: Commitment,
    *,
    words: Words,
    by: User | None,
    at: datetime,
    role: Role = Role.PROGRAMME_MANAGER,
) -> Assessment:
    """Take the assessment that counts back, and say why; what is derived stands alone again.

    Raises:
        NotNow: there is none that counts.
    """
    hold_living(commitment)
    last = commitment.assessments.newest().first()
    if last is None or not last.verdict:
        raise NotNow(_("There is no assessment that counts, so nothing was taken back."))
    assessment = _say(commitment, "", words, role, by, at)
    note("commitment.assessment-taken-back", commitment, by, at)
    return assessment


@transaction.atomic
def set_report_day(*, on: date, remind_on: date, by: User | None, at: datetime) -> ReportDay:
    """Set a day by which owners must have told how far they are, and when they are reminded.

    Raises:
        NotNow: the day has passed, the reminder comes after it, or it was set before.
    """
    if on < localdate(at):
        raise NotNow(_("This day has passed. Choose a later one."))
    if remind_on > on:
        raise NotNow(_("The reminder would come after the day itself. Choose an earlier one."))
    if ReportDay.objects.filter(on=on).exists():
        raise NotNow(_("This day was set before."))
    day = ReportDay.objects.create(on=on, remind_on=remind_on)
    note("report-day.set", day, by, at, on=on.isoformat())
    return day


@transaction.atomic
def remove_report_day(day: ReportDay, *, by: User | None, at: datetime) -> None:
    """Take a report day off, as long as nobody was reminded of it.

    Raises:
        NotNow: the owners had a letter.
    """
    day.refresh_from_db(from_queryset=ReportDay.objects.select_for_update())
    if day.reminded_at is not None:
        raise NotNow(_("The owners had a letter about this day, so it stays."))
    note("report-day.removed", day, by, at, on=day.on.isoformat())
    day.delete()


def _unlink(link: Serving | Evidence, at: datetime) -> None:
    found: QuerySet[Any] = type(link)._default_manager.select_for_update()
    link.refresh_from_db(from_queryset=found)
    if link.unlinked_at is not None:
        raise NotNow(_("This link was taken away already."))
    link.unlinked_at = max(at, link.linked_at)
    link.save(update_fields=["unlinked_at"])


def _say(
    commitment: Commitment, verdict: str, words: Words, role: Role, by: User | None, at: datetime
) -> Assessment:
    if not any(said.get("because", "").strip() for said in words.values()):
        raise NotNow(_("Say why: everybody reads it beside the assessment."))
    assessment = Assessment.objects.create(commitment=commitment, verdict=verdict, at=at, by=by, role=role)
    write(assessment, words)
    return assessment
