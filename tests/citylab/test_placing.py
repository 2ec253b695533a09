# SPDX-License-Identifier: EUPL-1.2
"""A question is proposed to courses side by side: one takes it up, or each says why not."""

from datetime import date
from functools import partial

import pytest

from kennisstad.accounts.models import Role, User
from kennisstad.audit.models import Event
from kennisstad.citylab import placing
from kennisstad.citylab.models import Proposal, ProposalStatus, Status
from kennisstad.mail.models import Letter
from kennisstad.projects.models import Project
from kennisstad.projects.rules import may_work_on
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_course, make_district, make_proposal, make_question, make_user

pytestmark = pytest.mark.django_db


def propose(question, course, broker=None):
    return placing.propose(question, course=course, note_to_course="", by=broker or make_user(), at=MONDAY)


def test_a_proposal_writes_to_the_coordinators_and_not_to_others():
    coordinator = make_user(email="coordinator@example.org", language="en")
    question = make_question(title="Wat nu?", email="asker@example.org")

    proposal = propose(question, make_course(coordinators=[coordinator], name_en="Methods"))

    question.refresh_from_db()
    assert (question.status, proposal.status) == (Status.PROPOSED, ProposalStatus.MADE)
    letters = dict(Letter.objects.values_list("to", "subject"))
    assert letters.keys() == {"asker@example.org", "coordinator@example.org"}
    assert letters["coordinator@example.org"] == "A question from the city for Methods"
    assert not Letter.objects.get(to="coordinator@example.org").private


def test_the_asker_hears_once_however_many_courses_are_asked():
    question = make_question(email="asker@example.org")
    propose(question, make_course())

    placing.propose_to(
        question, courses=[make_course(), make_course()], note_to_course="", by=make_user(), at=MONDAY
    )

    question.refresh_from_db()
    assert (question.status, question.proposals.made().count()) == (Status.PROPOSED, 3)
    assert (question.steps.count(), Letter.objects.filter(to="asker@example.org").count()) == (1, 1)


def test_a_course_has_a_question_before_it_once():
    question, course = make_question(), make_course()
    propose(question, course)

    with pytest.raises(NotNow):
        placing.propose_to(
            question, courses=[make_course(), course], note_to_course="", by=make_user(), at=MONDAY
        )

    assert [proposal.course for proposal in Proposal.objects.all()] == [course]


def test_at_most_five_courses_have_it_before_them():
    question = make_question()
    for _ in range(placing.AT_ONCE):
        propose(question, make_course())

    with pytest.raises(NotNow):
        propose(question, make_course())

    assert Proposal.objects.made().count() == 5


def test_the_first_to_accept_gets_it_and_the_others_hear_so():
    waiting = make_user(email="other@example.org", language="en")
    question = make_question()
    first, other = propose(question, make_course()), propose(question, make_course(coordinators=[waiting]))
    Letter.objects.all().delete()

    placing.accept(first, by=make_user(), at=MONDAY)

    other.refresh_from_db()
    assert (other.status, other.answered_at) == (ProposalStatus.TAKEN_BACK, MONDAY)
    assert [letter.subject for letter in Letter.objects.filter(to="other@example.org")] == [
        "No answer needed any more: a question for Research in the neighbourhood"
    ]
    with pytest.raises(NotNow):
        placing.accept(other, by=waiting, at=MONDAY)


@pytest.mark.parametrize("end", [partial(placing.decline_proposal, reason="Vol"), placing.take_back])
def test_a_question_is_open_again_once_no_course_has_it(end):
    question, user = make_question(), make_user()
    proposals = [propose(question, make_course()) for _ in range(2)]

    stands = []
    for proposal in proposals:
        end(proposal, by=user, at=MONDAY)
        question.refresh_from_db()
        stands.append(question.status)

    assert stands == [Status.PROPOSED, Status.OPEN]


@pytest.mark.parametrize("fields", [{"takes_questions": False}, {"withdrawn_at": MONDAY}])
def test_a_course_that_takes_no_questions_gets_none(fields):
    question = make_question()

    with pytest.raises(NotNow):
        propose(question, make_course(**fields))

    question.refresh_from_db()
    assert (question.status, Proposal.objects.count()) == (Status.OPEN, 0)


def test_accepting_begins_a_project_in_the_course_period():
    area = make_district()
    question = make_question(title="Wat nu?", body="Omdat", status=Status.PROPOSED, districts=[area])
    coordinator = make_user()
    proposal = make_proposal(question, course=make_course(coordinators=[coordinator]))

    project = placing.accept(proposal, by=coordinator, at=MONDAY)

    question.refresh_from_db()
    assert (question.status, question.project) == (Status.PLACED, project)
    assert (project.carrier, project.course) == (proposal.course.partner, proposal.course)
    assert (project.starts_on, project.ends_on) == (date(2027, 2, 1), date(2027, 6, 30))
    assert list(project.districts.all()) == [area]
    assert sorted(project.texts.values_list("language", "title", "summary")) == [
        ("en", f"About question {question.pk}", ""),
        ("nl", "Wat nu?", "Omdat"),
    ]
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
        "project.begun",
        "question.placed",
        "proposal.accepted",
    ]


def test_declining_needs_a_reason_and_opens_the_question_again():
    proposal = make_proposal()

    with pytest.raises(NotNow):
        placing.decline_proposal(proposal, reason="", by=make_user(), at=MONDAY)
    placing.decline_proposal(proposal, reason="Vol", by=make_user(), at=MONDAY)

    proposal.refresh_from_db()
    proposal.question.refresh_from_db()
    assert (proposal.status, proposal.reason) == (ProposalStatus.DECLINED, "Vol")
    assert proposal.answered_at == MONDAY
    assert proposal.question.status == Status.OPEN


@pytest.mark.parametrize(
    "second", [placing.accept, partial(placing.decline_proposal, reason="Vol"), placing.take_back]
)
def test_the_second_answer_is_refused_and_changes_nothing(second):
    proposal, user = make_proposal(), make_user()
    stale = Proposal.objects.get(pk=proposal.pk)
    placing.accept(proposal, by=user, at=MONDAY)

    with pytest.raises(NotNow):
        second(stale, by=user, at=MONDAY)

    assert (Project.objects.count(), Proposal.objects.get().status) == (1, ProposalStatus.ACCEPTED)


def test_a_colleague_who_accepts_answers_for_the_course_from_then_on():
    course = make_course()
    colleague = make_user(Role.COORDINATOR, partner=course.partner)
    proposal = make_proposal(course=course)

    project = placing.accept(proposal, by=colleague, at=MONDAY)

    assert may_work_on(User.objects.get(pk=colleague.pk), project)
    assert Event.objects.filter(kind="course.coordinator-named", actor=colleague.pk).count() == 1
