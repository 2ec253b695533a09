# SPDX-License-Identifier: EUPL-1.2
"""Read the account of a period from the database as plain data; the number of queries does not grow."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from kennisstad.agreement.models import Agreement
from kennisstad.citylab.models import Question
from kennisstad.progress.account.shape import FORMAT, Figures, GivingBack, Placed, Project, Result, Rows
from kennisstad.progress.account.summing import totals
from kennisstad.progress.promises import promises
from kennisstad.progress.theme_places import Places, titles
from kennisstad.projects.models import GivingBack as GivingBackRecord
from kennisstad.projects.models import Project as ProjectRecord
from kennisstad.projects.models import ProjectText, ResultText, Status
from kennisstad.projects.models import Result as ResultRecord


def gather(agreement: Agreement, *, starts_on: date, ends_on: date) -> Figures:
    """Give all that an account of these days shows, under the themes of this version.

    What ran, was handed over, given back or asked in the period is in it, whatever version it began under:
    an old theme counts as what it went on as. How far a commitment is, is as it stood at the end of the last
    day, by the figures that are known now; so is the status of a project. Hidden budgets are left out.
    """
    places, days = Places(agreement), (starts_on, ends_on)
    asked = Question.objects.public().whole().filter(sent_at__date__range=days)
    rows: Rows = {
        "themes": places.themes,
        "districts": places.districts,
        "commitments": promises(agreement, starts_on=starts_on, ends_on=ends_on),
        "projects": _projects(that_ran(starts_on, ends_on), places),
        "results": _results(ResultRecord.objects.filter(handed_over_on__range=days), places),
        "givings": _givings(GivingBackRecord.objects.filter(on__range=days), places),
        "questions": _questions(asked, places),
    }
    return {
        **rows,
        "format": FORMAT,
        "agreement": {
            "key": agreement.key,
            "name": {text.language: text.name for text in agreement.texts.order_by("language")},
            "starts_on": agreement.starts_on.isoformat(),
            "ends_on": agreement.ends_on.isoformat(),
        },
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
        "totals": totals(rows),
    }


def that_ran(starts_on: date, ends_on: date) -> QuerySet[ProjectRecord]:
    """Keep the projects that had begun by the last day, and had not ended before the first.

    What was given back and never closed ended on the last day that it was given back.
    """
    back_later = GivingBackRecord.objects.filter(project=OuterRef("pk"), on__gte=starts_on)
    still = Q(ended_on__isnull=True) & (~Q(status=Status.GIVEN_BACK) | Exists(back_later))
    begun = ProjectRecord.objects.exclude(status=Status.PLANNED).filter(starts_on__lte=ends_on)
    return begun.filter(Q(ended_on__gte=starts_on) | still)


def _projects(running: QuerySet[ProjectRecord], places: Places) -> list[Project]:
    place = places.of_projects(running)
    called = titles(ProjectText.objects.filter(project__in=running.values("pk")), "project")
    names = ("pk", "carrier__name", "status", "starts_on", "ended_on")
    return [
        {
            **place(pk, pk),
            "title": called[pk],
            "carrier": carrier,
            "status": status,
            "starts_on": first.isoformat(),
            "ended_on": last.isoformat() if last else None,
        }
        for pk, carrier, status, first, last in running.order_by("starts_on", "pk").values_list(*names)
    ]


def _results(handed_over: QuerySet[ResultRecord], places: Places) -> list[Result]:
    place = places.of_projects(ProjectRecord.objects.filter(result__in=handed_over.values("pk")))
    called = titles(ResultText.objects.filter(result__in=handed_over.values("pk")), "result")
    rows = handed_over.order_by("handed_over_on", "pk").values_list("pk", "project", "handed_over_on")
    return [
        {**place(pk, project), "project": project, "title": called[pk], "handed_over_on": day.isoformat()}
        for pk, project, day in rows
    ]


def _givings(given_back: QuerySet[GivingBackRecord], places: Places) -> list[GivingBack]:
    place = places.of_projects(ProjectRecord.objects.filter(givings_back__in=given_back.values("pk")))
    rows = given_back.order_by("on", "pk").values_list("pk", "project", "on", "form")
    return [
        {**place(pk, project), "project": project, "on": day.isoformat(), "form": form}
        for pk, project, day, form in rows
    ]


def _questions(asked: QuerySet[Question], places: Places) -> list[Placed]:
    place = places.of_questions(asked)
    return [place(pk, pk) for pk in asked.order_by("sent_at", "pk").values_list("pk", flat=True)]
