# SPDX-License-Identifier: EUPL-1.2
"""A proposal that gets no answer goes back to the broker, after a reminder."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.citylab import lapsing, placing
from kennisstad.citylab.models import ProposalStatus, Status, Terms
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_course, make_proposal, make_question, make_user

pytestmark = pytest.mark.django_db


def days(number):
    return MONDAY + timedelta(days=number)


def propose(question=None, **course):
    coordinator = make_user(email="coordinator@example.org", language="en")
    made = make_course(coordinators=[coordinator], name_en="Methods", **course)
    asked = question or make_question()
    return placing.propose(asked, course=made, note_to_course="", by=None, at=MONDAY)


def happened():
    return list(
        Event.objects.filter(kind__startswith="proposal.").order_by("pk").values_list("kind", flat=True)
    )


def test_a_course_has_fourteen_days_and_is_reminded_four_days_before():
    proposal = propose()
    assert proposal.answer_by == date(2026, 12, 7)
    Letter.objects.all().delete()

    lapsing.keep_up(days(9))
    assert not Letter.objects.exists()
    for at in (days(10), days(10), days(11)):
        lapsing.keep_up(at)

    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (
        "coordinator@example.org",
        "A question from the city still waits for Methods",
    )
    assert "Monday 7 December" in letter.body
    assert happened() == ["proposal.reminded"]


def test_without_an_answer_it_lapses_once_and_the_question_is_open():
    make_user(Role.BROKER, email="broker@example.org", language="nl")
    proposal = propose()
    lapsing.keep_up(days(10))
    Letter.objects.all().delete()

    lapsing.keep_up(days(14))
    proposal.refresh_from_db()
    assert proposal.waits
    for at in (days(15), days(15), days(16)):
        lapsing.keep_up(at)

    proposal.refresh_from_db()
    proposal.question.refresh_from_db()
    assert (proposal.status, proposal.answered_at) == (ProposalStatus.LAPSED, days(15))
    assert proposal.question.status == Status.OPEN
    assert happened() == ["proposal.reminded", "proposal.lapsed"]
    assert sorted(Letter.objects.values_list("to", "subject")) == [
        ("broker@example.org", "Geen antwoord van Onderzoek in de wijk: een vraag ligt weer bij u"),
        ("coordinator@example.org", "A question for Methods went back to the broker"),
    ]


def test_proposals_beside_it_stand():
    question = make_question()
    early = propose(question)
    late = placing.propose(question, course=make_course(), note_to_course="", by=None, at=days(7))
    lapsing.keep_up(days(10))

    lapsing.keep_up(days(15))

    early.refresh_from_db(), late.refresh_from_db(), question.refresh_from_db()
    assert (early.status, late.status, question.status) == ("lapsed", "made", Status.PROPOSED)


def test_nobody_loses_a_question_without_a_reminder():
    proposal = propose()

    lapsing.keep_up(days(30))

    proposal.refresh_from_db()
    assert (proposal.waits, proposal.reminded_at, proposal.answer_by) == (True, days(30), date(2026, 12, 27))


def test_what_was_proposed_before_there_were_terms_gets_all_the_days():
    proposal = make_proposal()

    lapsing.keep_up(days(100))

    proposal.refresh_from_db()
    assert (proposal.waits, proposal.answer_by) == (True, days(114).date())


def test_an_answer_in_time_is_final():
    proposal = propose()
    lapsing.keep_up(days(10))
    placing.accept(proposal, by=None, at=days(12))

    lapsing.keep_up(days(20))

    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.ACCEPTED
    with pytest.raises(NotNow):
        lapsing.lapse(proposal, at=days(20))


def test_a_course_that_was_too_late_cannot_accept():
    proposal = propose()
    lapsing.keep_up(days(10))
    lapsing.keep_up(days(15))

    with pytest.raises(NotNow):
        placing.accept(proposal, by=None, at=days(15))


def test_the_city_sets_its_own_terms():
    lapsing.set_terms(answer_days=7, remind_days=2, teams_per_asker=1, by=None, at=MONDAY)

    assert propose().answer_by == date(2026, 11, 30)
    assert Terms.objects.get().teams_per_asker == 1
    with pytest.raises(IntegrityError):
        lapsing.set_terms(answer_days=7, remind_days=7, teams_per_asker=1, by=None, at=MONDAY)
