# SPDX-License-Identifier: EUPL-1.2
"""Asking: once is once, contact stays apart, and the asker can follow, add and withdraw."""

from uuid import uuid4

import pytest

from kennisstad.audit.models import Event
from kennisstad.citylab import actions
from kennisstad.citylab.following import code_of
from kennisstad.citylab.models import Contact, ProposalStatus, Question, Status, Step
from kennisstad.citylab.queries import question_with_code
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_proposal, make_question, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everybody_is_trusted")]


def ask(**fields):
    values = {"key": uuid4(), "words": "Mag ik iets vragen?", "language": "nl", "asker_kind": "resident"}
    return actions.send_in(**values | fields, at=MONDAY)


def test_a_question_is_sent_in_with_its_first_step_and_journal_line():
    question = ask()

    assert (question.status, question.sent_at, question.show_words) == (Status.SENT, MONDAY, False)
    assert list(Step.objects.values_list("question", "status", "at")) == [(question.pk, "sent", MONDAY)]
    assert list(Event.objects.order_by("pk").values_list("kind", "subject", "actor", "facts")) == [
        ("question.sent", f"question:{question.pk}", None, {})
    ]


def test_the_same_form_sent_twice_is_one_question():
    key = uuid4()

    first, second = ask(key=key), ask(key=key, words="Nog eens")

    assert (first, Question.objects.count(), Step.objects.count()) == (second, 1, 1)


def test_without_an_address_nothing_is_kept_and_no_letter_is_written():
    ask(contact={"name": "", "email": "", "phone": ""})

    assert (Contact.objects.count(), Letter.objects.count()) == (0, 0)


def test_with_an_address_a_private_letter_names_the_code():
    question = ask(contact={"name": "", "email": "asker@example.org", "phone": ""}, language="en")

    letter = Letter.objects.get()
    code = code_of(question.key, question.code_digest)
    assert (letter.to, letter.private, letter.language) == ("asker@example.org", True, "en")
    assert letter.subject == f"Your question has arrived. Your follow code is {code}"
    assert f"/en/follow/{code}/" in letter.body
    assert "Mag ik iets vragen?" in letter.body


def test_a_code_finds_its_question_however_it_is_typed():
    question = ask()
    code = code_of(question.key, question.code_digest)

    assert question_with_code(code.upper().replace("-", "  ")) == question
    assert question_with_code(code[:-1]) is None


def test_an_addition_is_kept_once_per_form():
    question, key = ask(), uuid4()

    actions.add_words(question, key=key, words="En ook dit", at=MONDAY)
    actions.add_words(question, key=key, words="En ook dit", at=MONDAY)

    assert list(question.additions.values_list("words", flat=True)) == ["En ook dit"]


def test_nothing_is_added_to_a_question_that_has_ended():
    question = make_question(status=Status.DECLINED)

    with pytest.raises(NotNow):
        actions.add_words(question, key=uuid4(), words="Toch nog", at=MONDAY)

    assert question.additions.count() == 0


def test_withdrawing_takes_a_waiting_proposal_along():
    proposal = make_proposal()

    actions.withdraw(proposal.question, at=MONDAY)

    proposal.refresh_from_db()
    assert (proposal.question.status, proposal.status) == (Status.WITHDRAWN, ProposalStatus.TAKEN_BACK)


def test_a_withdrawn_question_is_not_public():
    question = make_question()

    actions.withdraw(question, at=MONDAY)

    assert not Question.objects.public().filter(pk=question.pk).exists()


def test_sharpening_leaves_the_own_words_and_adds_up_minutes():
    question, broker = ask(words="Zo zei ik het"), make_user()
    words = {"nl": {"title": "Scherper", "body": "Meer"}}

    for minutes in (15, 20):
        actions.sharpen(
            question,
            words=words,
            themes=[],
            districts=[],
            show_words=True,
            minutes=minutes,
            by=broker,
            at=MONDAY,
        )

    question.refresh_from_db()
    assert (question.words, question.minutes, question.texts.get().title) == ("Zo zei ik het", 35, "Scherper")
