# SPDX-License-Identifier: EUPL-1.2
"""Commitments as desks show them: how far each is, whose it is, and what can be linked to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise

from kennisstad.accounts.models import Role, User
from kennisstad.agreement.models import Agreement, Commitment, Figure, Owner
from kennisstad.agreement.models.commitment import CommitmentQuerySet
from kennisstad.agreement.queries import agreement_on, owners_gone
from kennisstad.partners.models import Partner
from kennisstad.progress.models import Assessment, Evidence, ReportDay, Serving, Verdict
from kennisstad.progress.queries import standings
from kennisstad.progress.state import Standing, State
from kennisstad.progress.wording import STATES
from kennisstad.projects.models import Project, Result

VIEWS = ("all", "overdue", "no-evidence", "owner-left")
"""What the list can be narrowed to; the first is shown when nothing is chosen."""
MOST_FOUND = 20
LARGEST_KEY = 2**31 - 1


@dataclass(frozen=True)
class Row:
    """A commitment with where it stands today, and the owners that left."""

    commitment: Commitment
    standing: Standing
    gone: Sequence[Partner] = ()
    projects: Sequence[Project] = ()
    """Of the reader's own organisations, where that was asked for."""

    @property
    def state(self) -> str | Promise:
        return STATES[self.standing.state]

    @property
    def verdict(self) -> str | Promise:
        return Verdict(self.standing.verdict).label if self.standing.verdict else ""

    @property
    def is_overdue(self) -> bool:
        return self.standing.state == State.OVERDUE

    @property
    def shows_nothing(self) -> bool:
        return self.standing.state == State.NO_EVIDENCE


@dataclass(frozen=True)
class Promises:
    """How the commitments of a version stand, in numbers, and by when owners tell how far they are."""

    number: int
    overdue: int
    without_evidence: int
    owner_left: int
    report_on: date | None


def promises(today: date, *, of: User | None = None) -> Promises:
    """Count all commitments of the version that stands today, or what one partner editor's partners owe."""
    counted = Commitment.objects.filter(agreement=version_today(today))
    if of is not None:
        counted = counted.filter(owners__partner__in=of.partners_as(Role.PARTNER_EDITOR)).distinct()
    found = list(counted.select_related("agreement"))
    stands, gone = standings(found, today).values(), owners_gone(found, today)
    day = next_report_day(today)
    return Promises(
        number=len(found),
        overdue=sum(one.state == State.OVERDUE for one in stands),
        without_evidence=sum(one.state == State.NO_EVIDENCE for one in stands),
        owner_left=len(gone),
        report_on=day.on if day else None,
    )


def version_today(today: date) -> Agreement | None:
    """Give the version that stands today, else the newest that was signed."""
    return agreement_on(today) or Agreement.objects.public().newest().first()


def rows_of(commitments: CommitmentQuerySet, today: date) -> list[Row]:
    """Say of each commitment where it stands; eight queries however many."""
    owners = Prefetch("owners", queryset=Owner.objects.select_related("partner").order_by("pk"))
    found = list(
        commitments.in_order()
        .select_related("agreement", "article", "theme")
        .prefetch_related("texts", owners)
    )
    stands, gone = standings(found, today), owners_gone(found, today)
    return [Row(one, stands[one.pk], gone.get(one.pk, ())) for one in found]


def narrowed(rows: list[Row], view: str) -> list[Row]:
    """Keep what one of `VIEWS` asks for."""
    if view == "overdue":
        return [row for row in rows if row.is_overdue]
    if view == "no-evidence":
        return [row for row in rows if row.shows_nothing]
    return [row for row in rows if row.gone] if view == "owner-left" else rows


def whole_commitment(pk: int) -> Commitment | None:
    """One commitment with all that its desk shows; a fixed number of queries."""
    owners = Owner.objects.select_related("partner").order_by("pk")
    servings = Serving.objects.select_related("project__carrier").order_by("pk")
    evidence = Evidence.objects.select_related("result").order_by("pk")
    figures = Figure.objects.newest().prefetch_related("texts")
    found = Commitment.objects.select_related("agreement", "article", "theme", "budget", "carries_on")
    found = found.prefetch_related(
        "texts",
        "agreement__texts",
        "article__texts",
        "theme__texts",
        Prefetch("owners", queryset=owners),
        Prefetch("figures", queryset=figures),
        Prefetch("servings", queryset=servings.prefetch_related("project__texts")),
        Prefetch("evidence", queryset=evidence.prefetch_related("result__texts")),
        Prefetch("assessments", queryset=Assessment.objects.newest().prefetch_related("texts")),
    )
    return found.filter(pk=pk).first()


def standing_links(commitment: Commitment) -> tuple[list[Serving], list[Evidence]]:
    """Give the projects and results that nobody took away from a whole commitment."""
    servings = cast("list[Serving]", list(commitment.servings.all()))
    evidence = cast("list[Evidence]", list(commitment.evidence.all()))
    return [one for one in servings if not one.unlinked_at], [one for one in evidence if not one.unlinked_at]


def projects_found(words: str, *, but: Sequence[int]) -> list[Project]:
    """Look projects up by number or title, for linking; the newest first."""
    if not words:
        return []
    found = Project.objects.filter(Q(texts__title__icontains=words) | _number("pk", words)).exclude(
        pk__in=but
    )
    return list(found.distinct().newest().prefetch_related("texts")[:MOST_FOUND])


def results_found(words: str, *, but: Sequence[int]) -> list[Result]:
    """Look results up by the number or title of the result or its project, for linking; the newest first."""
    if not words:
        return []
    either = Q(texts__title__icontains=words) | Q(project__texts__title__icontains=words)
    found = Result.objects.filter(either | _number("pk", words) | _number("project", words)).exclude(
        pk__in=but
    )
    return list(found.distinct().newest().prefetch_related("texts")[:MOST_FOUND])


def owed_by(user: User, today: date) -> list[Row]:
    """What the organisations of a partner editor owe under the version that stands today."""
    version = version_today(today)
    mine = user.partners_as(Role.PARTNER_EDITOR)
    owed = Commitment.objects.filter(agreement=version, owners__partner__in=mine).distinct()
    rows = rows_of(owed, today)
    serving = _projects_serving([row.commitment for row in rows], mine)
    return [replace(row, projects=serving.get(row.commitment.pk, ())) for row in rows]


def next_report_day(today: date) -> ReportDay | None:
    return ReportDay.objects.filter(on__gte=today).order_by("on").first()


def _number(field: str, words: str) -> Q:
    number = int(words) if words.isdecimal() and len(words) <= len(str(LARGEST_KEY)) else 0
    return Q(**{field: number}) if 0 < number <= LARGEST_KEY else Q(pk__in=[])


def _projects_serving(commitments: Sequence[Commitment], mine: Sequence[int]) -> dict[int, list[Project]]:
    """Give, by commitment, the projects of these organisations that serve it; two queries."""
    ties = Serving.objects.standing().filter(commitment__in=commitments)
    ties = ties.filter(Q(project__carrier__in=mine) | Q(project__partners__in=mine)).distinct()
    read = ties.order_by("pk").select_related("project").prefetch_related("project__texts")
    found: dict[int, list[Project]] = {}
    for tie in cast("QuerySet[Serving]", read):
        found.setdefault(tie.commitment_id, []).append(tie.project)
    return found
