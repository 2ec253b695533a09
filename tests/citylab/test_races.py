# SPDX-License-Identifier: EUPL-1.2
"""Two people press at once: one wins, the other is told, and nothing is lost."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, models

from kennisstad.audit.models import Event
from kennisstad.citylab import actions, lapsing, pairs, placing, returning
from kennisstad.citylab.models import PairSource, Proposal, Question, Status, TermPair
from kennisstad.projects import actions as projects
from kennisstad.projects.models import Project
from kennisstad.retrieval.pairing import Pair
from kennisstad.web.refusals import NotNow
from tests.making import (
    MONDAY,
    RESULT_WORDS,
    make_legs,
    make_pair,
    make_proposal,
    make_question,
    make_user,
)
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def press(proposal, user):
    def act(turn):
        mine = Proposal.objects.get(pk=proposal.pk)
        if turn % 2:
            return placing.decline_proposal(mine, reason="Vol", by=user, at=MONDAY)
        return placing.accept(mine, by=user, at=MONDAY)

    return act


def test_of_eight_answers_to_a_proposal_exactly_one_counts():
    proposal, user = make_proposal(), make_user()

    outcomes = at_once(8, press(proposal, user))

    refused = [outcome for outcome in outcomes if isinstance(outcome, NotNow)]
    proposal.refresh_from_db()
    assert (len(refused), len(outcomes)) == (7, 8)
    accepted = proposal.status == "accepted"
    assert Project.objects.count() == (1 if accepted else 0)
    assert Question.objects.get().status == (Status.PLACED if accepted else Status.OPEN)


def test_of_three_courses_that_accept_at_once_exactly_one_gets_the_question():
    question, user = make_question(status=Status.PROPOSED), make_user()
    proposals = [make_proposal(question) for _ in range(3)]

    outcomes = at_once(
        3, lambda turn: placing.accept(Proposal.objects.get(pk=proposals[turn].pk), by=user, at=MONDAY)
    )

    question.refresh_from_db()
    assert sorted(isinstance(outcome, NotNow) for outcome in outcomes) == [False, True, True]
    assert (question.status, question.project) == (Status.PLACED, Project.objects.get())
    assert sorted(Proposal.objects.values_list("status", flat=True)) == [
        "accepted",
        "taken-back",
        "taken-back",
    ]


def test_without_the_second_look_more_than_one_would_count(monkeypatch):
    """The negative control: the test above can fail."""
    proposal, user = make_proposal(), make_user()
    together = threading.Barrier(4)

    def all_have_looked(self, status):
        # SQLite lets one writer in at a time by itself: there the second look alone decides.
        if connection.vendor != "sqlite":
            together.wait()
        return True

    monkeypatch.setattr(models.Model, "refresh_from_db", lambda self, *args, **kwargs: None)
    monkeypatch.setattr(Proposal, "can_become", all_have_looked)
    monkeypatch.setattr(Question, "can_become", lambda self, status: True)
    acts = press(proposal, user)

    outcomes = at_once(4, lambda _turn: acts(0))

    assert len([outcome for outcome in outcomes if not isinstance(outcome, NotNow)]) > 1
    assert Project.objects.count() > 1


def test_a_form_sent_eight_times_at_once_is_one_question():
    key = uuid4()

    outcomes = at_once(
        8,
        lambda _turn: actions.send_in(
            key=key, words="Eén vraag", language="nl", asker_kind="resident", at=MONDAY
        ),
    )

    assert {outcome.pk for outcome in outcomes} == {Question.objects.get().pk}


def test_questions_joined_crosswise_at_once_do_not_wait_for_each_other_for_ever():
    one, other, broker = make_question(), make_question(), make_user()
    pairs = [(one.pk, other.pk), (other.pk, one.pk)]

    def join(turn):
        mine, into = (Question.objects.get(pk=pk) for pk in pairs[turn])
        return actions.merge(mine, into=into, messages={}, by=broker, at=MONDAY)

    outcomes = at_once(2, join)

    assert sorted(type(outcome) for outcome in outcomes if outcome is not None) == [NotNow]
    assert Question.objects.filter(status=Status.MERGED).count() == 1


@pytest.mark.parametrize("is_learned_again", [True, False], ids=["another-source", "same-source"])
def test_what_is_struck_out_while_pairs_are_learned_stays_struck_out(monkeypatch, is_learned_again):
    """Pressed after learning read which pairs are struck out, and before it changes any."""
    source = PairSource.DICTIONARY if is_learned_again else PairSource.LEARNED
    pair, user = make_pair(source=source), make_user()
    found = [learned_pair(pair)] if is_learned_again else []
    reading, read = pairs._strike_what_is_struck, threading.Event()

    def read_and_wait(new):
        reading(new)
        read.set()
        strike.join(1)

    def press():
        try:
            assert read.wait(10)
            pairs.strike_out(pair, by=user, at=MONDAY)
        except Exception as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    refused, strike = [], threading.Thread(target=press)
    monkeypatch.setattr(pairs, "learn_pairs", lambda texts: found)
    monkeypatch.setattr(pairs, "_strike_what_is_struck", read_and_wait)
    strike.start()
    pairs.learn_from_records(by=None, at=MONDAY)
    strike.join()

    # A strike-out that counts is kept; one that came too late is told so.
    assert not TermPair.objects.standing().exists()
    assert [type(one) for one in refused] == ([] if is_learned_again else [NotNow])


def learned_pair(pair):
    return Pair(pair.dutch, pair.english, 0.8, 2, pair.dutch_word, pair.english_word)


def test_of_two_workers_exactly_one_reminds_and_one_lets_lapse():
    proposal = make_proposal()
    lapsing.keep_up(MONDAY)

    for days in (10, 15):
        at = MONDAY + timedelta(days=days)
        assert at_once(2, lambda _turn, at=at: lapsing.keep_up(at)) == [None, None]

    proposal.refresh_from_db()
    kinds = Event.objects.filter(kind__startswith="proposal.").order_by("pk").values_list("kind", flat=True)
    assert (proposal.status, list(kinds)) == ("lapsed", ["proposal.reminded", "proposal.lapsed"])


def test_an_answer_and_the_last_minute_do_not_both_count():
    proposal = make_proposal()
    lapsing.keep_up(MONDAY)
    lapsing.keep_up(MONDAY + timedelta(days=10))
    late = MONDAY + timedelta(days=15)

    def press(turn):
        if turn:
            return lapsing.keep_up(late)
        return placing.accept(Proposal.objects.get(pk=proposal.pk), by=None, at=late)

    at_once(2, press)

    proposal.refresh_from_db()
    status = Question.objects.get().status
    assert (proposal.status, status) in [("accepted", Status.PLACED), ("lapsed", Status.OPEN)]


def placed(leg):
    leg.refresh_from_db()
    leg.status = Status.PROPOSED
    leg.save(update_fields=["status"])
    project = placing.accept(make_proposal(leg), by=None, at=MONDAY)
    projects.start(project, by=None, at=MONDAY)
    return project


def test_legs_that_hand_over_at_once_open_the_next_one_once():
    one, two, last = make_legs(orders=(1, 1, 2))
    running = [placed(one), placed(two)]

    outcomes = at_once(
        2,
        lambda turn: returning.hand_over(
            Project.objects.get(pk=running[turn].pk),
            words=RESULT_WORDS,
            on=MONDAY.date(),
            by=None,
            at=MONDAY,
        ),
    )

    last.refresh_from_db()
    assert not any(isinstance(outcome, Exception) for outcome in outcomes)
    assert (last.status, Event.objects.filter(kind="leg.opened").count()) == (Status.OPEN, 1)


def test_a_whole_that_is_withdrawn_while_its_leg_is_taken_up_ends_one_way():
    one, _two = make_legs(orders=(1, 2))
    one.status = Status.PROPOSED
    one.save(update_fields=["status"])
    proposal = make_proposal(one)

    def press(turn):
        if turn:
            return actions.withdraw(Question.objects.get(pk=one.leg_of_id), at=MONDAY)
        return placing.accept(Proposal.objects.get(pk=proposal.pk), by=None, at=MONDAY)

    outcomes = at_once(2, press)

    one.refresh_from_db()
    refused = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert [type(outcome) for outcome in refused] == [NotNow]
    whole = Question.objects.get(pk=one.leg_of_id)
    assert (whole.status, one.status) in [
        (Status.IN_LEGS, Status.PLACED),
        (Status.WITHDRAWN, Status.WITHDRAWN),
    ]


def test_the_cap_holds_when_courses_accept_at_once():
    lapsing.set_terms(answer_days=14, remind_days=4, teams_per_asker=1, by=None, at=MONDAY)
    questions = [make_question(status=Status.PROPOSED, email="asker@example.org") for _ in range(3)]
    proposals = [make_proposal(question) for question in questions]

    outcomes = at_once(
        3, lambda turn: placing.accept(Proposal.objects.get(pk=proposals[turn].pk), by=None, at=MONDAY)
    )

    assert sorted(isinstance(outcome, NotNow) for outcome in outcomes) == [False, True, True]
    assert Project.objects.count() == 1
