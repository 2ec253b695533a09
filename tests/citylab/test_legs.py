# SPDX-License-Identifier: EUPL-1.2
"""A question too large for one course is cut into legs and run as a relay."""

import pytest

from kennisstad.audit.models import Event
from kennisstad.citylab import legs, placing, returning
from kennisstad.citylab.leg_plans import LegPlan
from kennisstad.citylab.models import Question, Status
from kennisstad.mail.models import Letter
from kennisstad.projects import actions as projects
from tests.making import (
    MONDAY,
    RESULT_WORDS,
    make_course,
    make_district,
    make_question,
    make_user,
)

PLACE = {"nl": {"place": "Buurthuis"}, "en": {"place": "Community centre"}}


def plan(order=1, title="Deel", hand_over="De lijst", **fields):
    words = {"nl": {"title": title, "body": "", "discipline": "Sociologie", "hand_over": hand_over}}
    return LegPlan(order=order, words=words, **fields)


def cut(*orders, **fields):
    """Make a question and cut it into legs with these orders."""
    whole = make_question(**fields)
    made = legs.split(whole, plans=[plan(order) for order in orders], messages={}, by=make_user(), at=MONDAY)
    return whole, made


def place(leg):
    leg.refresh_from_db()
    proposal = placing.propose(leg, course=make_course(), note_to_course="", by=None, at=MONDAY)
    project = placing.accept(proposal, by=None, at=MONDAY)
    projects.start(project, by=None, at=MONDAY)
    return project


def hand_over(project):
    return returning.hand_over(project, words=RESULT_WORDS, on=MONDAY.date(), by=None, at=MONDAY)


def give_back(project):
    returning.give_back(project, words=PLACE, on=MONDAY.date(), form="meeting", by=None, at=MONDAY)


def states(whole):
    return [leg.status for leg in whole.legs.in_chain()]


@pytest.mark.django_db
def test_legs_of_the_first_turn_open_and_the_others_wait():
    district = make_district()

    whole, made = cut(1, 1, 2, districts=[district], email="asker@example.org")

    assert (whole.status, states(whole)) == (Status.IN_LEGS, [Status.OPEN, Status.OPEN, Status.WAITING])
    assert [leg.part for leg in made] == [(1, 3), (2, 3), (3, 3)]
    assert [list(leg.districts.all()) for leg in made] == [[district]] * 3
    assert not any(hasattr(leg, "contact") for leg in made)
    assert Letter.objects.get().to == "asker@example.org"
    assert set(Question.objects.seeking()) == set(made)


@pytest.mark.django_db
def test_a_later_leg_opens_when_all_of_the_former_turn_have_handed_over():
    whole, (one, other, last) = cut(1, 1, 2, email="asker@example.org")
    first, second = place(one), place(other)

    hand_over(first)
    assert states(whole)[2] == Status.WAITING
    Letter.objects.all().delete()
    hand_over(second)

    assert states(whole) == [Status.PLACED, Status.PLACED, Status.OPEN]
    assert list(Event.objects.filter(kind="leg.opened").values_list("subject", flat=True)) == [
        f"question:{last.pk}"
    ]
    letter = Letter.objects.get()
    assert (letter.to, "deel 3 van 3" in letter.subject) == ("asker@example.org", True)


@pytest.mark.django_db
def test_the_whole_is_given_back_with_its_last_leg():
    whole, (one, two) = cut(1, 2)
    first = place(one)
    hand_over(first)
    second = place(two)
    give_back(first)
    hand_over(second)
    whole.refresh_from_db()
    assert whole.status == Status.IN_LEGS

    give_back(second)

    whole.refresh_from_db()
    assert (whole.status, whole.project, whole.ended_at) == (Status.GIVEN_BACK, second, MONDAY)
    assert [step.status for step in whole.steps.in_order()] == [Status.IN_LEGS, Status.GIVEN_BACK]
