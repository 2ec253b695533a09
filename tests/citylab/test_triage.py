# SPDX-License-Identifier: EUPL-1.2
"""Every question gets one outcome of the closed set, and the asker hears of it."""

import pytest

from kennisstad.audit.models import Event
from kennisstad.citylab import actions
from kennisstad.citylab.models import Status
from kennisstad.citylab.models.question import NEXT
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_question, make_result, make_user

pytestmark = pytest.mark.django_db
SAID = {"nl": "Daarom.", "en": ""}


def give(question, status, broker):
    """Give a question the outcome that leads to this status."""
    match status:
        case Status.OPEN:
            actions.open_question(question, messages=SAID, by=broker, at=MONDAY)
        case Status.WAITING:
            actions.let_wait(question, messages=SAID, by=broker, at=MONDAY)
        case Status.ADVISED:
            actions.advise(question, result=make_result(), messages=SAID, by=broker, at=MONDAY)
        case Status.REFERRED:
            actions.refer(question, messages=SAID, by=broker, at=MONDAY)
        case Status.MERGED:
            actions.merge(question, into=make_question(), messages=SAID, by=broker, at=MONDAY)
        case Status.DECLINED:
            actions.decline(question, messages=SAID, by=broker, at=MONDAY)


NEEDS_ANOTHER = (Status.PLACED, Status.GIVEN_BACK, Status.MERGED, Status.ADVISED)
"""States in which a question names another record."""
OUTCOMES = [Status.OPEN, Status.WAITING, Status.ADVISED, Status.REFERRED, Status.MERGED, Status.DECLINED]


@pytest.mark.parametrize("status", OUTCOMES)
def test_an_outcome_dates_the_answer_and_writes_to_the_asker(status):
    question = make_question(status=Status.SENT, email="asker@example.org")
    question.texts.create(language="nl", title="Een titel")
    broker = make_user()

    give(question, status, broker)

    question.refresh_from_db()
    assert (question.status, question.answered_at) == (status, MONDAY)
    step = question.steps.get()
    assert (step.status, step.texts.get().message) == (status, "Daarom.")
    assert "Daarom." in Letter.objects.get().body
    event = Event.objects.get(subject=f"question:{question.pk}")
    assert (event.kind, event.actor) == (f"question.{status}", broker.pk)


@pytest.mark.parametrize("start", [status for status in Status if status not in NEEDS_ANOTHER])
@pytest.mark.parametrize("status", OUTCOMES)
def test_only_the_steps_of_the_table_are_taken(start, status):
    question = make_question(status=start)
    if start == Status.SENT:
        question.texts.create(language="nl", title="Een titel")

    # A question that a course has is opened by its proposal, and one in legs by joining them.
    by_other_ways = status == Status.OPEN and start in (Status.PROPOSED, Status.IN_LEGS)
    allowed = status in NEXT[start] and not by_other_ways

    if allowed:
        give(question, status, make_user())
    else:
        with pytest.raises(NotNow):
            give(question, status, make_user())

    question.refresh_from_db()
    assert question.status == (status if allowed else start)


@pytest.mark.parametrize("status", [Status.OPEN, Status.WAITING])
def test_a_question_without_clear_words_does_not_become_public(status):
    question = make_question(status=Status.SENT)

    with pytest.raises(NotNow):
        give(question, status, make_user())

    question.refresh_from_db()
    assert question.status == Status.SENT


@pytest.mark.parametrize("act", [actions.decline, actions.refer])
def test_no_without_a_reason_is_refused(act):
    question = make_question(status=Status.SENT)

    with pytest.raises(NotNow):
        act(question, messages={"nl": "", "en": ""}, by=make_user(), at=MONDAY)

    assert question.steps.count() == 0


def test_questions_are_not_joined_in_a_circle():
    one, other = make_question(), make_question()
    actions.merge(one, into=other, messages={}, by=make_user(), at=MONDAY)

    with pytest.raises(NotNow):
        actions.merge(other, into=one, messages={}, by=make_user(), at=MONDAY)
    with pytest.raises(NotNow):
        actions.merge(make_question(), into=one, messages={}, by=make_user(), at=MONDAY)


def test_opening_again_forgets_the_outcome_but_not_the_first_answer():
    question = make_question(status=Status.SENT)
    question.texts.create(language="nl", title="Een titel")
    give(question, Status.ADVISED, make_user())

    actions.open_question(question, messages={}, by=make_user(), at=MONDAY.replace(day=30))

    question.refresh_from_db()
    assert (question.advised_with, question.ended_at, question.answered_at) == (None, None, MONDAY)
