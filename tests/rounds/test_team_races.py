# SPDX-License-Identifier: EUPL-1.2
"""Teams and coordinators press at once: one list per team, told by its last receipt; a close is a close."""

import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from kennisstad.rounds import receipts
from kennisstad.rounds.actions import steps
from kennisstad.rounds.actions import teams as actions
from kennisstad.rounds.models import Receipt, Round, Team
from kennisstad.web.refusals import NotNow
from tests.citylab.test_races import at_once
from tests.making import make_user
from tests.rounds.entering import make_round, make_team, marks

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_forms_at_once_are_eight_teams_with_numbers_of_their_own():
    course = make_round().courses.get()

    outcomes = at_once(
        8,
        lambda turn: actions.sign_up(
            course, key=uuid4(), name=f"Team {turn}", language="nl", at=timezone.now()
        ),
    )

    assert [outcome for outcome in outcomes if not isinstance(outcome, Team)] == []
    assert sorted(Team.objects.values_list("number", flat=True)) == list(range(1, 9))


def test_one_form_sent_eight_times_at_once_is_one_team():
    course, key = make_round().courses.get(), uuid4()

    outcomes = at_once(
        8,
        lambda _turn: actions.sign_up(course, key=key, name="Team", language="nl", at=timezone.now()),
    )

    assert {outcome.pk for outcome in outcomes} == {Team.objects.get().pk}


def test_one_address_that_signs_up_for_two_rounds_at_once_is_in_one():
    courses = [make_round().courses.get() for _ in range(2)]

    outcomes = at_once(
        2,
        lambda turn: actions.sign_up(
            courses[turn], key=uuid4(), name="T", language="nl", email="t@example.org", at=timezone.now()
        ),
    )

    assert sorted(isinstance(outcome, NotNow) for outcome in outcomes) == [False, True]
    assert Team.objects.count() == 1


def test_of_two_saves_at_once_the_wishes_are_those_of_the_last_receipt():
    round = make_round()
    team = make_team(round)
    filled_in = [marks(round, "1", "2", "3"), marks(round, "3", "2", "1")] * 3

    outcomes = at_once(
        6,
        lambda turn: actions.rank(Team.objects.get(pk=team.pk), filled_in[turn], by=None, at=timezone.now()),
    )

    assert [outcome for outcome in outcomes if not isinstance(outcome, actions.Saved)] == []
    last = Receipt.objects.order_by("pk").last()
    kept = team.wishes.order_by("rank").values_list("question__place", flat=True)
    assert [[place] for place in kept] == last.wishes["wishes"]
    texts = [receipts.text_of(team, receipt.wishes, receipt.at) for receipt in Receipt.objects.all()]
    assert {*map(receipts.digest_of, texts)} == {*Receipt.objects.values_list("digest", flat=True)}


def save_while_closing(round, team):
    """Save in one thread just after the other has closed the round, or before: give what the save did."""

    def act(turn):
        if turn:
            return steps.close(Round.objects.get(pk=round.pk), by=make_user(), at=timezone.now())
        return actions.rank(Team.objects.get(pk=team.pk), marks(round, "1"), by=None, at=timezone.now())

    return next((outcome for outcome in at_once(2, act) if outcome is not None), None)


def test_a_save_against_a_close_either_counts_whole_or_is_refused():
    round = make_round()
    team = make_team(round)

    saved = save_while_closing(round, team)

    round.refresh_from_db()
    assert round.status == "closed"
    assert team.wishes.count() == Receipt.objects.count() == (0 if isinstance(saved, NotNow) else 1)


def save_after_the_close(monkeypatch, looks_again):
    """Let a save look at the round while it is open, and go on after the coordinator has closed it."""
    round = make_round()
    team = Team.objects.select_related("round").get(pk=make_team(round).pk)
    if not looks_again:
        monkeypatch.setattr(actions, "_held", lambda _round_id: team.round)
    closer = threading.Thread(target=close_and_hang_up, args=(round,))
    closer.start()
    closer.join()
    return actions.rank(team, marks(round, "1"), by=None, at=timezone.now())


def close_and_hang_up(round):
    try:
        steps.close(round, by=make_user(), at=timezone.now())
    finally:
        connection.close()


def test_a_save_that_began_before_the_close_and_comes_after_it_is_refused(monkeypatch):
    with pytest.raises(NotNow):
        save_after_the_close(monkeypatch, looks_again=True)


def test_without_the_second_look_it_would_count(monkeypatch):
    """The negative control: the test above can fail."""
    save_after_the_close(monkeypatch, looks_again=False)

    assert Round.objects.get().status == "closed"
    assert Receipt.objects.count() == 1
