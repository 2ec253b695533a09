# SPDX-License-Identifier: EUPL-1.2
"""Load the example: all of it or nothing, and only once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from kennisstad.agreement.actions.importing import Stopped
from kennisstad.audit.actions import record
from kennisstad.citylab import pairs
from kennisstad.demo import files, queries
from kennisstad.demo.actions import ground, people
from kennisstad.demo.actions.calendars import lay_calendars
from kennisstad.demo.actions.fields_steps import ask_for_a_day, lay_fields
from kennisstad.demo.actions.fieldwork_steps import fill_ledger
from kennisstad.demo.actions.ground import Ground
from kennisstad.demo.actions.newsletter_steps import write_newsletters
from kennisstad.demo.actions.progress_steps import account_for_last_year, tie_to_commitments
from kennisstad.demo.actions.replay import replay
from kennisstad.demo.actions.school_steps import fill_schools
from kennisstad.demo.actions.themes import introduce_themes
from kennisstad.demo.actions.welcome import welcome_newcomers
from kennisstad.demo.actions.written import write_pages
from kennisstad.demo.days import Days
from kennisstad.demo.fieldwork_file import fieldwork
from kennisstad.demo.models import ExampleRecord
from kennisstad.demo.road_files import road
from kennisstad.demo.round_file import rounds
from kennisstad.demo.school_file import school_days
from kennisstad.demo.school_years import years_to_move
from kennisstad.education.actions import name_coordinator
from kennisstad.education.models import Course
from kennisstad.mail.models import Letter, Status
from kennisstad.neighbourhoods.models import City
from kennisstad.website.actions import lay_out

LEIDEN = "GM0546"
BEFORE_ALL = 30
"""So many days before the first question or project the ground was laid."""


class DoesNotFit(Exception):
    """The example cannot stand beside what this site has; the message says what is in its way."""


@dataclass(frozen=True)
class Loaded:
    """What there is of the example now; `fresh` is false when it was there already."""

    fresh: bool
    counts: Mapping[str, int]


@transaction.atomic
def load(*, at: datetime, passwords: Path | None) -> Loaded:
    """Load the example by the same importers and actions that everyone uses; a second time changes nothing.

    What this site has already under the same key (a district, a partner, an agreement) is used as it is, and
    clearing will leave it.

    Args:
        at: the example's days count back from here; its academic years are moved to be about this day.
        passwords: the file to write the sign-ins to; written last, so that it is there when the rest is.
    Raises:
        DoesNotFit: the site is another city's, or has courses or people of its own in the example's place.
        OSError: the sign-ins cannot be written. Nothing was loaded.
    """
    if ExampleRecord.objects.exists():
        return Loaded(fresh=False, counts=queries.counts())
    _refuse_to_mix()
    drawn = {person.username: people.draw_password() for person in files.people()}
    days = Days(at, timezone.get_default_timezone())
    laid = _lay_ground(drawn, days)
    projects = replay(road(), rounds(), laid, days)
    fill_ledger(fieldwork(), laid, projects, days)
    fill_schools(school_days(), laid, days)
    tie_to_commitments(files.progress(), laid, projects, days)
    account_for_last_year(days)
    ask_for_a_day(days)
    _hand_courses_to_coordinators(laid, at)
    keep_letters_here()
    _lay_out_pages(at)
    write_pages(days)
    write_newsletters(days)
    pairs.learn_from_records(by=None, at=at)
    counts = queries.counts()
    record(queries.LOADED, subject=City.objects.get(), by_id=None, at=at, **counts)
    if passwords:
        people.write_down(passwords, drawn)
    return Loaded(fresh=True, counts=counts)


def _refuse_to_mix() -> None:
    usernames = [person.username for person in files.people()]
    if found := list(queries.obstacles(LEIDEN, usernames, files.INSTITUTIONS)):
        raise DoesNotFit(f"The example does not fit here: {', and '.join(found)}. Nothing was changed.")


def _lay_ground(passwords: Mapping[str, str], days: Days) -> Ground:
    founded = days.moment(road().began_days_ago + BEFORE_ALL, hour=9)
    ground.lay_city(founded)
    ground.lay_partners(founded)
    lay_fields(founded, days)
    _lay_agreements(founded)
    introduce_themes(founded)
    welcome_newcomers(founded)
    users = people.let_in(passwords, at=founded)
    coordinators = people.coordinators(users)
    ground.lay_courses(coordinators, years=years_to_move(days.day(0)), at=founded)
    lay_calendars(days.day(0), founded)
    return ground.found_ground(users, coordinators)


def _lay_agreements(at: datetime) -> None:
    try:
        ground.lay_agreements(at)
    except Stopped as stopped:
        found = " ".join(map(str, stopped.problems))
        raise DoesNotFit(f"The example does not fit here: {found} Nothing was changed.") from stopped


def _hand_courses_to_coordinators(laid: Ground, at: datetime) -> None:
    """Name who answers for the courses that were asked and nobody accepted for; last, to spare letters."""
    asked = Course.objects.filter(queries.made(Course), proposals__isnull=False, coordinators=None).distinct()
    for course in asked.select_related("partner").by_code():
        coordinator = laid.coordinators[course.partner.key]
        name_coordinator(course, coordinator, by=laid.users["makelaar"], at=at)


def keep_letters_here() -> None:
    """Let nobody bring letters to invented addresses away."""
    Letter.objects.filter(queries.to_invented_addresses(), status=Status.WAITING).update(status=Status.KEPT)


def _lay_out_pages(at: datetime) -> None:
    """Make the site's pages as far as they are missing; the new ones speak of the example's city."""
    known = {model: set(model.objects.values_list("pk", flat=True)) for model in queries.PAGES}
    lay_out(City.objects.get().name, at)
    for model, keys in known.items():
        ExampleRecord.objects.note(model.objects.exclude(pk__in=keys))
