# SPDX-License-Identifier: EUPL-1.2
"""Clear the example: what it made up goes, what this site has come to use stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Q, QuerySet

from kennisstad.accounts.models import HeldRole, Role, User
from kennisstad.agreement.models import Agreement, Commitment, Figure, Theme
from kennisstad.audit.actions import record
from kennisstad.campus.models import Campus, HousingProject, Site, SpinOff
from kennisstad.citylab import pairs
from kennisstad.citylab.models import Question
from kennisstad.demo import queries
from kennisstad.demo.actions.pages import speak_of_any_city
from kennisstad.demo.actions.welcome import remove_welcome
from kennisstad.demo.actions.written import remove_pages
from kennisstad.demo.models import ExampleRecord
from kennisstad.demo.queries import Dependents, made
from kennisstad.education.models import AcademicSession, Calendar, Course, Department, ImportRun, Offering
from kennisstad.fieldwork.models import Fieldwork, Limit, Norms, Pause
from kennisstad.mail.models import Letter
from kennisstad.neighbourhoods.models import Area, City, Outline, PostcodeArea
from kennisstad.newsletter.models import Issue
from kennisstad.partners.models import Expert, Partner
from kennisstad.progress.models import Account, Assessment, Evidence, Serving
from kennisstad.projects.models import GivingBack, Project, Result, ResultFile
from kennisstad.rounds.models import Round, RoundQuestion, Team
from kennisstad.rounds.models import Status as RoundStatus
from kennisstad.schools.models import Booking, Offer, School
from kennisstad.website.models import ThemeIntroduction
from kennisstad.years.models import Day, Year

M = TypeVar("M", bound=models.Model)


class StillNeeded(Exception):
    """Records of this site's own hang on the example; the message names them."""

    def __init__(self, dependents: Dependents) -> None:
        super().__init__(
            f"These records of your own hang on the example: {', '.join(dependents)}. "
            "Place or join them elsewhere, or remove them too with --with-dependents. Nothing was changed."
        )


@dataclass(frozen=True)
class Cleared:
    """What went and what stays, by kind, and how many administrators are left."""

    removed: Mapping[str, int]
    kept: Mapping[str, int]
    administrators: int


@transaction.atomic
def clear(*, at: datetime, passwords: Path | None = None, with_dependents: bool = False) -> Cleared:
    """Remove what the example made.

    Its questions, projects, rounds, courses, groups, people and letters go. City, districts, partners and
    agreements are real: what an own record uses, or somebody changed since, stays and is this site's own from
    now on. The journal keeps its lines.

    Args:
        passwords: the file with the sign-ins; it goes as well.
        with_dependents: remove own questions, projects and rounds that hang on the example's, too.
    Raises:
        StillNeeded: there are such records, and they were not to be removed.
    """
    if not ExampleRecord.objects.exists():
        return Cleared({}, {}, _administrators())
    dependents = queries.own_dependents()
    if any(dependents) and not with_dependents:
        raise StillNeeded(dependents)
    before = queries.counts()
    remove_pages()
    # What an editor went on with, and perhaps sent, is this site's own.
    _remove(_unused(Issue.objects.filter(made(Issue)), Issue.objects.none()), told_at=at)
    _remove_ledger()
    _remove_rounds(dependents)
    _remove_road(dependents, at)
    _remove_schools(at)
    _remove_courses(at)
    remove_welcome(at)
    _remove(User.objects.filter(made(User)))
    _remove_fields(at)
    _remove_ground()
    # What was learned from the example's texts goes with them.
    pairs.learn_from_records(by=None, at=at)
    kept = queries.counts()
    removed = {kind: count - kept[kind] for kind, count in before.items()}
    ExampleRecord.objects.all().delete()
    record("example.cleared", subject=City(pk=1), by_id=None, at=at, **removed)
    if passwords:
        transaction.on_commit(partial(passwords.unlink, missing_ok=True))
    return Cleared(removed, {kind: count for kind, count in kept.items() if count}, _administrators())


def _administrators() -> int:
    return HeldRole.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).count()


def _remove_ledger() -> None:
    """Remove what was made up, and the limits that nobody set anew; plans go with their projects."""
    _remove(Fieldwork.objects.filter(made(Fieldwork)))
    _remove(Pause.objects.filter(made(Pause)))
    _remove(Limit.objects.filter(made(Limit)).exclude(area__in=queries.touched(Area)))
    _remove(_unused(Norms.objects.filter(made(Norms)), Norms.objects.none()))


def _remove_schools(at: datetime) -> None:
    """Remove the made-up offers with who booked them, and the made-up schools that nobody else books with."""
    _remove(Offer.objects.filter(made(Offer)), told_at=at)
    used = Booking.objects.filter(school__isnull=False).values("school")
    _remove(School.objects.filter(made(School)).exclude(pk__in=used))


def _remove_rounds(dependents: Dependents) -> None:
    rounds = Round.objects.filter(made(Round) | Q(pk__in=dependents.rounds))
    # A round that has a plan holds on to it: take it back to the beginning first.
    rounds.update(status=RoundStatus.DRAFT, run=None, ended_at=None, cancelled_because="")
    _remove(Team.objects.filter(round__in=rounds))
    _remove(RoundQuestion.objects.filter(round__in=rounds))
    _remove(rounds)


def _remove_road(dependents: Dependents, at: datetime) -> None:
    questions = Question.objects.filter(made(Question) | Q(pk__in=dependents.questions))
    projects = Project.objects.filter(made(Project) | Q(pk__in=dependents.projects))
    results = Result.objects.filter(project__in=projects)
    # Whoever was joined with another question goes before that other.
    _remove(questions.filter(merged_into__isnull=False), told_at=at)
    # And legs before their whole.
    _remove(questions.filter(leg_of__isnull=False), told_at=at)
    _remove(questions, told_at=at)
    # A tie of our own to a made-up project says nothing without it.
    _remove(Serving.objects.filter(project__in=projects))
    _remove(Evidence.objects.filter(result__in=results))
    _remove_files(ResultFile.objects.filter(result__in=results))
    _remove(results, told_at=at)
    _remove(GivingBack.objects.filter(project__in=projects))
    _remove(projects)
    _remove(Letter.objects.filter(queries.to_invented_addresses()))


def _remove_files(files: QuerySet[ResultFile]) -> None:
    for file in files:
        transaction.on_commit(partial(file.content.storage.delete, str(file.content.name)))


def _remove_courses(at: datetime) -> None:
    courses = Course.objects.filter(made(Course))
    _remove(Offering.objects.filter(course__in=courses))
    _remove(courses, told_at=at)
    _remove(AcademicSession.objects.filter(made(AcademicSession), offerings__isnull=True))
    _remove(Calendar.objects.filter(made(Calendar)))
    _remove(Department.objects.filter(made(Department), courses__isnull=True, calendars__isnull=True))
    _remove(ImportRun.objects.filter(made(ImportRun)))
    _remove(Expert.objects.filter(made(Expert)), told_at=at)


def _remove_fields(at: datetime) -> None:
    """Remove campuses, homes, spin-offs and years that nobody changed; a campus goes after what is on it."""
    for model in (SpinOff, HousingProject, Site, Campus):
        unchanged: QuerySet[Any] = _unused(
            model._default_manager.filter(made(model)), model._default_manager.none()
        )
        _remove(unchanged, told_at=at)
    with_own_days = Year.objects.filter(days__in=queries.touched(Day))
    years = _unused(Year.objects.filter(made(Year)), with_own_days)
    _remove(Day.objects.filter(year__in=list(years)), told_at=at)
    _remove(years, told_at=at)


def _remove_ground() -> None:
    """Remove what is real as far as nobody uses it; agreements go before the partners that signed them."""
    introductions = ThemeIntroduction.objects.filter(made(ThemeIntroduction))
    _remove(_unused(introductions, introductions.none()))
    _remove_agreements()
    _remove(_unused(Partner.objects.filter(made(Partner)), queries.partners_in_use()))
    _remove_areas()
    for city in _unused(City.objects.filter(made(City)), City.objects.none()):
        speak_of_any_city(city.name)
        city.delete()


def _remove_agreements() -> None:
    """Remove agreements that nobody uses, the newest first: each holds on to the one that it follows."""
    _remove(Account.objects.filter(made(Account)))
    _remove(Assessment.objects.filter(made(Assessment)))
    ours = _unused(Agreement.objects.filter(made(Agreement)), queries.agreements_in_use())
    for agreement in ours.order_by("-starts_on", "-pk"):
        commitments = Commitment.objects.filter(agreement=agreement)
        _remove(Figure.objects.filter(commitment__in=commitments))
        _remove(commitments)
        _remove(Theme.objects.filter(agreement=agreement))
        agreement.delete()


def _remove_areas() -> None:
    own_area = ~Q(area__in=Area.objects.filter(made(Area)))
    for model in (Outline, PostcodeArea):
        _remove(model._default_manager.filter(made(model)).filter(own_area))
    areas = Area.objects.filter(made(Area))
    _remove(_unused(areas.neighbourhoods(), queries.areas_in_use()))
    _remove(_unused(areas.districts().filter(neighbourhoods__isnull=True), queries.areas_in_use()))


def _unused(rows: QuerySet[M], in_use: QuerySet[M]) -> QuerySet[M]:
    """Keep rows that no record needs and that nobody changed since the example was loaded."""
    return rows.exclude(pk__in=in_use).exclude(pk__in=queries.touched(rows.model))


def _remove(rows: QuerySet[Any], *, told_at: datetime | None = None) -> None:
    """Remove rows with what hangs on them; `told_at` also tells the journal, for what the index can find."""
    found = list(rows.order_by("pk"))
    if told_at:
        for row in found:
            record(f"{row._meta.model_name}.removed", subject=row, by_id=None, at=told_at)
    rows.model._default_manager.filter(pk__in=[row.pk for row in found]).delete()
