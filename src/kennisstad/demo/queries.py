# SPDX-License-Identifier: EUPL-1.2
"""Reads: what the example made, what of our own hangs on it, and what of it we use ourselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from kennisstad.accounts.models import HeldRole, User
from kennisstad.agreement.models import Agreement, Owner, Party, Revision, Signatory
from kennisstad.audit.models import Event
from kennisstad.campus.models import Campus, HousingProject, Site, SpinOff
from kennisstad.citylab.models import Question
from kennisstad.demo import files
from kennisstad.demo.models import ExampleRecord
from kennisstad.education.models import AcademicSession, Calendar, Course, Department, ImportRun
from kennisstad.fieldwork.models import Fieldwork, Limit, Pause
from kennisstad.neighbourhoods.models import Area, City, Outline, PostcodeArea
from kennisstad.partners.models import Expert, Partner, Researcher
from kennisstad.progress.models import Account, Assessment, Evidence, Serving
from kennisstad.projects.models import Project, Result
from kennisstad.rounds.models import Limit as RoundLimit
from kennisstad.rounds.models import Round
from kennisstad.schools.models import BookingContact, Offer, School
from kennisstad.website.models import EventPage, GuidePage, HomePage, NewsPage, StoryPage, TextPage
from kennisstad.welcome.models import Ambassador, PathStep, PressFact, Venue
from kennisstad.years.models import Day

LOADED = "example.loaded"
"""The line in the journal after which everything is somebody's own work."""

PAGES: tuple[type[HomePage] | type[TextPage], ...] = (HomePage, TextPage)
"""The pages that are laid out with the city's name in them."""


WRITTEN: tuple[type[Page], ...] = (NewsPage, StoryPage, GuidePage, EventPage)
"""The pages that the example wrote itself."""


def made(model: type[models.Model]) -> Q:
    """Say that a row of this model was made by the example."""
    return Q(pk__in=ExampleRecord.objects.keys(model))


def to_invented_addresses() -> Q:
    """Say that a letter is for one of the example's own people."""
    askers = {contact.email for contact in files.placements().contacts.values()}
    teachers = BookingContact.objects.filter(booking__moment__offer__in=ExampleRecord.objects.keys(Offer))
    return Q(to__in=askers | {person.email for person in files.people()}) | Q(to__in=teachers.values("email"))


def counts() -> dict[str, int]:
    """Count what there is of the example."""
    areas = Area.objects.filter(made(Area))
    return {
        "districts": areas.districts().count(),
        "neighbourhoods": areas.neighbourhoods().count(),
        "partners": Partner.objects.filter(made(Partner)).count(),
        "research groups": Expert.objects.filter(made(Expert)).count(),
        "courses": Course.objects.filter(made(Course)).count(),
        "questions": Question.objects.filter(made(Question), leg_of__isnull=True).count(),
        "projects": Project.objects.filter(made(Project)).count(),
        "results": Result.objects.filter(project__in=ExampleRecord.objects.keys(Project)).count(),
        "offers to schools": Offer.objects.filter(made(Offer)).count(),
        "schools": School.objects.filter(made(School)).count(),
        "steps for newcomers": PathStep.objects.filter(made(PathStep)).count(),
        "congress venues": Venue.objects.filter(made(Venue)).count(),
        "figures for the press": PressFact.objects.filter(made(PressFact)).count(),
        "ambassadors": Ambassador.objects.filter(made(Ambassador)).count(),
        "rounds": Round.objects.filter(made(Round)).count(),
        "sign-ins": User.objects.filter(made(User)).count(),
    }


@dataclass(frozen=True)
class Dependents:
    """What of our own cannot stand without the example's courses, projects and questions."""

    questions: frozenset[int]
    projects: frozenset[int]
    rounds: frozenset[int]

    def __iter__(self) -> Iterator[str]:
        yield from (f"project {key}" for key in sorted(self.projects))
        yield from (f"question {key}" for key in sorted(self.questions))
        yield from (f"round {key}" for key in sorted(self.rounds))


def own_dependents() -> Dependents:
    """Find what of our own hangs on what the example made up, and what hangs on that."""
    courses = Course.objects.filter(made(Course))
    projects = _keys(Project.objects.exclude(made(Project)).filter(course__in=courses))
    gone = Project.objects.filter(made(Project) | Q(pk__in=projects))
    hanging = Q(proposals__course__in=courses) | Q(project__in=gone) | Q(advised_with__project__in=gone)
    own, questions = Question.objects.exclude(made(Question)), frozenset[int]()
    while True:
        others = Question.objects.filter(made(Question) | Q(pk__in=questions))
        found = _keys(own.filter(hanging | Q(merged_into__in=others) | Q(leg_of__in=others)))
        if found == questions:
            return Dependents(questions, projects, _rounds_with(others))
        questions = found


def _rounds_with(questions: QuerySet[Question]) -> frozenset[int]:
    """Give the rounds of our own in which these questions, or courses of the example, take part."""
    courses = Course.objects.filter(made(Course))
    taking_part = Q(questions__question__in=questions) | Q(courses__offering__course__in=courses)
    return _keys(Round.objects.exclude(made(Round)).filter(taking_part))


def _keys(rows: QuerySet[Question] | QuerySet[Project] | QuerySet[Round]) -> frozenset[int]:
    return frozenset(rows.values_list("pk", flat=True))


def touched(model: type[models.Model]) -> set[int]:
    """Give the rows of a model that the journal speaks of since the example was loaded."""
    loaded = Event.objects.filter(kind=LOADED).order_by("pk").last()
    name = f"{model._meta.model_name}:"
    since = Event.objects.filter(pk__gt=loaded.pk if loaded else 0, subject__startswith=name)
    return {int(subject.removeprefix(name)) for subject in since.values_list("subject", flat=True)}


def agreements_in_use() -> QuerySet[Agreement]:
    """Keep agreements of whose themes some question or project is, or to which something of our own is tied.

    What a kept one follows is kept as well.
    """
    through: tuple[type[models.Model], ...] = (Question.themes.through, Project.themes.through)
    rows: list[QuerySet[Any]] = [
        tied._default_manager.filter(theme__agreement=OuterRef("pk")) for tied in through
    ]
    rows += [
        model._default_manager.exclude(made(model)).filter(commitment__agreement=OuterRef("pk"))
        for model in (Serving, Evidence, Assessment)
    ]
    rows += [
        model._default_manager.filter(agreement=OuterRef("pk")) for model in (Account, Signatory, Revision)
    ]
    own = Agreement.objects.exclude(made(Agreement)).values_list("pk", flat=True)
    used = Agreement.objects.filter(_any(*rows)).values_list("pk", flat=True)
    return Agreement.objects.filter(pk__in=_with_followed({*used, *touched(Agreement), *own}))


def _with_followed(keys: set[int]) -> set[int]:
    """Add the agreements that these follow, and those that they follow."""
    follows = dict(Agreement.objects.values_list("pk", "follows"))
    found: set[int] = set()
    waiting: list[int | None] = [*keys]
    while waiting:
        if (key := waiting.pop()) is not None and key not in found:
            found.add(key)
            waiting.append(follows.get(key))
    return found


def partners_in_use() -> QuerySet[Partner]:
    """Keep partners that somebody works for, or that teach, carry a project or take part in something."""
    tied: tuple[type[models.Model], ...] = (
        HeldRole, Expert, Researcher, Party, Course, Calendar, Department, AcademicSession, ImportRun,
        Project.partners.through, Fieldwork, Owner, Signatory, Offer,
        Project.partners.through, Fieldwork, Owner, Signatory, Campus.institutions.through,
        SpinOff.institutions.through,
    )  # fmt: skip
    rows = [model._default_manager.filter(partner=OuterRef("pk")) for model in tied]
    carried = Project.objects.filter(carrier=OuterRef("pk"))
    run = Round.objects.filter(organiser=OuterRef("pk"))
    return Partner.objects.filter(_any(*rows, carried, run))


def areas_in_use() -> QuerySet[Area]:
    """Keep areas where a question, project or fieldwork is, and those that somebody drew or set up since."""
    here = (Question.districts.through, Project.districts.through)
    rows: list[QuerySet[Any]] = [through.objects.filter(area=OuterRef("pk")) for through in here]
    own = [m._default_manager.exclude(made(m)).filter(area=OuterRef("pk")) for m in (Outline, PostcodeArea)]
    rows += [m._default_manager.filter(area=OuterRef("pk")) for m in (Fieldwork, Limit, Pause, RoundLimit)]
    rows += [m._default_manager.filter(district=OuterRef("pk")) for m in (School, Offer)]
    rows += [
        m._default_manager.filter(area=OuterRef("pk")) for m in (Fieldwork, Limit, Pause, RoundLimit, Day)
    ]
    in_district = (Campus, Site, HousingProject, SpinOff)
    rows += [m._default_manager.filter(district=OuterRef("pk")) for m in in_district]
    return Area.objects.filter(_any(*rows, *own))


def _any(*rows: QuerySet[models.Model]) -> Q:
    """Say that at least one of these finds something."""
    found = Q()
    for some in rows:
        found |= Q(Exists(some))
    return found


def obstacles(city_code: str, usernames: list[str], institutions: tuple[str, ...]) -> Iterator[str]:
    """Say what on this site stands in the way of the example."""
    other = City.objects.exclude(municipality_code=city_code).first()
    if other is not None:
        yield f"this site is for {other.name}"
    for partner in Partner.objects.filter(key__in=institutions, courses__isnull=False).distinct().by_name():
        yield f"{partner.name} has courses of its own"
    for user in User.objects.filter(username__in=usernames).order_by("username"):
        yield f"there is already somebody called {user.username}"
