# SPDX-License-Identifier: EUPL-1.2
"""What a coordinator needs to lead a round in a browser."""

from datetime import timedelta

from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.partners.models import Partner
from kennisstad.rounds import computing
from kennisstad.rounds.models import Run
from kennisstad.website.actions import lay_out
from tests.browser.test_road import with_password
from tests.making import make_course, make_partner, make_question, make_user


def make_institution(*, questions: int) -> Partner:
    """Make one with a coordinator and a course that is still to come, and questions that look for one."""
    lay_out("Leiden", at=timezone.now())
    made, today = make_partner("hogeschool", name="Hogeschool"), timezone.localdate()
    coordinator = with_password(make_user(Role.COORDINATOR, partner=made, username="coordinator"))
    course = make_course(made, coordinators=[coordinator])
    course.offerings.update(
        starts_on=today + timedelta(days=60),
        ends_on=today + timedelta(days=200),
        questions_until=today + timedelta(days=50),
    )
    for number in range(1, questions + 1):
        make_question(title=f"Vraag nummer {number}?")
    return made


def the_worker_works() -> None:
    for run in Run.objects.being_computed():
        computing.compute(run.pk, at=timezone.now())
