# SPDX-License-Identifier: EUPL-1.2
"""A course asks for a question: the broker hears of it, and it can be taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.citylab import interests, placing
from kennisstad.citylab.models import Interest, Status
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_course, make_question, make_user
from tests.neighbourhoods.making import make_city

pytestmark = pytest.mark.django_db


def ask(question, course, *, at=MONDAY, note="Wij gaan praten.", by=None):
    return interests.ask_for(question, course=course, note_to_broker=note, by=by, at=at)


def test_every_broker_gets_a_letter_in_the_own_language_with_the_note():
    make_user(Role.BROKER, email="b1@example.org", language="en")
    make_user(Role.BROKER, email="b2@example.org", language="nl")
    make_user(Role.BROKER, email="gone@example.org", is_active=False)
    question, course, user = make_question(), make_course(), make_user()

    interest = ask(question, course, by=user)

    letters = list(Letter.objects.order_by("to"))
    assert [letter.to for letter in letters] == ["b1@example.org", "b2@example.org"]
    assert letters[0].subject == "Research in the neighbourhood asks for a question from the city"
    assert letters[1].subject == "Onderzoek in de wijk vraagt om een vraag uit de stad"
    for letter in letters:
        assert "Wij gaan praten." in letter.body
        assert f"/{question.pk}/" in letter.body
    event = Event.objects.get()
    assert (event.kind, event.subject, event.actor) == ("interest.shown", f"interest:{interest.pk}", user.pk)


def test_without_a_broker_the_desk_of_the_city_gets_it():
    make_city(email="desk@example.org")

    ask(make_question(), make_course())

    assert [letter.to for letter in Letter.objects.all()] == ["desk@example.org"]


@pytest.mark.parametrize(
    ("question", "course"),
    [({"status": Status.PROPOSED}, {}), ({"status": Status.DECLINED}, {}), ({}, {"takes_questions": False}),
     ({}, {"withdrawn_at": MONDAY})],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_leaves_nothing(question, course):
    with pytest.raises(NotNow):
        ask(make_question(**question), make_course(**course))

    assert (Interest.objects.count(), Event.objects.count(), Letter.objects.count()) == (0, 0, 0)


def test_it_is_asked_once_taken_back_once_and_may_be_asked_again():
    question, course = make_question(), make_course()
    ask(question, course)
    with pytest.raises(NotNow):
        ask(question, course)
    later = MONDAY + timedelta(days=1)
    interests.no_longer_ask_for(question, course=course, by=None, at=later)
    assert list(Interest.objects.waiting()) == []
    with pytest.raises(NotNow):
        interests.no_longer_ask_for(question, course=course, by=None, at=later)

    ask(question, course, at=later + timedelta(days=1), note="Toch wel.")

    interest = Interest.objects.waiting().get()
    assert (interest.note, interest.at) == ("Toch wel.", later + timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Interest.objects.create(question=question, course=course, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interest.objects.update(withdrawn_at=MONDAY)


def test_a_proposal_answers_it_also_when_the_course_then_declines():
    question, course = make_question(), make_course()
    ask(question, course)
    other = ask(question, make_course())

    proposal = placing.propose(question, course=course, note_to_course="", by=None, at=MONDAY)
    assert list(Interest.objects.waiting()) == [other]
    placing.decline_proposal(proposal, reason="Toch vol", by=None, at=MONDAY)

    assert list(Interest.objects.waiting()) == [other]
