# SPDX-License-Identifier: EUPL-1.2
"""Settling looks once more at districts and askers; what cannot go on is left out with a reason."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.citylab.models import Status as Stands
from kennisstad.citylab.models import Terms
from kennisstad.fieldwork import actions as fieldwork
from kennisstad.mail.models import Letter
from kennisstad.projects.models import Project
from kennisstad.rounds.actions import settling
from kennisstad.rounds.actions.parts import Seats
from kennisstad.rounds.models import Appeal, Status
from kennisstad.web.refusals import NotNow
from tests.fieldwork.making import make_fieldwork, make_limit
from tests.making import MONDAY, in_english, make_user
from tests.rounds.entering import page_of, team_page
from tests.rounds.running import SETTLED_AT, add_question, make_round, make_team, run_until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
WAY_OUT = " Nothing was settled. Leave such a question out, with a reason, or settle the round later."


@pytest.fixture
def broker():
    return make_user(Role.BROKER)


@pytest.fixture
def published():
    """A round with two questions, each with a team, in districts of their own."""
    round = make_round(questions=2)
    make_team(round, 1, email="een@example.org")
    make_team(round, 2, email="twee@example.org", language="en")
    return run_until(round, Status.PUBLISHED)


def part_of(round, place):
    return round.questions.get(place=place)


def district_of(part):
    return part.question.districts.get()


def pause_for(part, *, name="Nadia Wijk", by=True):
    director = make_user(Role.NEIGHBOURHOOD_DIRECTOR, name=name) if by else None
    return fieldwork.pause(
        district_of(part),
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 3, 31),
        reasons={"nl": "Er is te veel gevraagd."},
        by=director,
        at=MONDAY,
    )


def refusal(round, broker):
    with pytest.raises(NotNow) as refused:
        settling.settle(round, by=broker, at=SETTLED_AT)
    round.refresh_from_db()
    assert (round.status, Project.objects.count()) == (Status.PUBLISHED, 0)
    return str(refused.value)


@pytest.mark.parametrize(("by", "who"), [(True, "Nadia Wijk"), (False, "the neighbourhood director")])
def test_a_district_that_is_paused_after_publishing_stops_the_settlement(published, broker, by, who):
    part = part_of(published, 2)
    pause_for(part, by=by)

    said = refusal(published, broker)

    why = f"{who} paused {district_of(part).name} until {in_english(date(2027, 3, 31))}."
    assert said == f"Question 2 ({part.question}): {why}{WAY_OUT}"
    assert part.question.status == Stands.OPEN


def test_who_paused_and_left_since_is_not_named(published, broker):
    pause_for(part_of(published, 2))
    director = broker.__class__.objects.get(name="Nadia Wijk")
    director.is_active = False
    director.save()

    assert "the neighbourhood director paused" in refusal(published, broker)


def test_questions_that_are_too_much_together_are_named_together(broker):
    round = make_round(questions=1)
    one = part_of(round, 1)
    two = add_question(round, seats=Seats(load=30))
    two.question.districts.set([district_of(one)])
    one.load = 30
    one.save()
    make_team(round, 1)
    make_team(round, 2)
    run_until(round, Status.PUBLISHED)
    make_limit(district_of(one), threshold=50)

    said = refusal(round, broker)

    names = f"1 ({one.question}) and 2 ({two.question})"
    room = f"has room for 50 contacts until {in_english(date(2027, 8, 31))}, and this asks for more."
    assert said == f"Questions {names}: {district_of(one).name} {room}{WAY_OUT}"
    settling.leave_out(two, reason="Too much at once.", by=broker, at=SETTLED_AT)
    settling.settle(round, by=broker, at=SETTLED_AT)
    assert Project.objects.count() == 1


def test_a_district_that_others_filled_meanwhile_stops_the_settlement(published, broker):
    district = district_of(part_of(published, 1))
    make_limit(district, threshold=50)
    make_fieldwork(district, 50)

    assert f"{district.name} has no room left until {in_english(date(2027, 8, 31))}." in refusal(
        published, broker
    )


def test_an_asker_who_may_receive_fewer_teams_by_now_stops_the_settlement(broker):
    round = make_round(questions=0)
    for _ in range(2):
        add_question(round, email="vrager@example.org")
    make_team(round, 1)
    make_team(round, 2)
    run_until(round, Status.PUBLISHED)
    terms = Terms.objects.current()
    terms.teams_per_asker = 1
    terms.save()

    said = refusal(round, broker)

    assert "whoever asked can receive 1 team by now, and this plan sends 2." in said
    assert "vrager@example.org" not in said


def test_a_pause_that_is_lifted_stands_in_nobodys_way(published, broker):
    fieldwork.lift(pause_for(part_of(published, 1)), by=broker, at=MONDAY)

    settling.settle(published, by=broker, at=SETTLED_AT)

    assert Project.objects.count() == 2


def test_a_question_that_found_another_way_is_not_in_the_way(published, broker):
    part = part_of(published, 1)
    pause_for(part)
    part.question.status, part.question.ended_at = Stands.WITHDRAWN, MONDAY
    part.question.save()

    settling.settle(published, by=broker, at=SETTLED_AT)

    assert Project.objects.count() == 1


def test_what_is_left_out_is_told_and_public_and_the_rest_begins(published, broker, client):
    part = part_of(published, 1)
    pause_for(part)
    Letter.objects.all().delete()

    settling.leave_out(part, reason="De wijk heeft rust tot april.", by=broker, at=SETTLED_AT)
    settling.settle(published, by=broker, at=SETTLED_AT)

    part.refresh_from_db()
    left = [part_of(published, place).question.status for place in (1, 2)]
    assert (left, published.status) == ([Stands.OPEN, Stands.PLACED], Status.SETTLED)
    assert (part.left_out_at, part.left_out_because) == (SETTLED_AT, "De wijk heeft rust tot april.")
    letter = Letter.objects.get(to="een@example.org")
    assert "De wijk heeft rust tot april." in letter.body
    assert "/vragen/om-aan-te-werken/" in letter.body
    assert not Letter.objects.filter(to="twee@example.org").exists()
    kinds = Event.objects.filter(kind__in=["round.question-left-out", "round.settled"]).order_by("pk")
    assert list(kinds.values_list("kind", "actor", "facts")) == [
        ("round.question-left-out", broker.pk, {"question": part.question_id, "place": 1}),
        ("round.settled", broker.pk, {"projects": 1, "left_out": 1}),
    ]
    with override("nl"):
        public = page_of(client.get(reverse("rounds:round", args=[published.pk])))
        plan = client.get(reverse("rounds:plan", args=[published.pk])).json()
    assert public.count("De wijk heeft rust tot april.") == 1
    assert plan["left_out"] == [{"question": "1", "because": "De wijk heeft rust tot april."}]
    own, other = (page_of(client.get(team_page(team))) for team in published.teams.in_order())
    assert ("De wijk heeft rust tot april." in own, "U werkt eraan van" in own) == (True, False)
    assert ("De wijk heeft rust tot april." in other, "U werkt eraan van" in other) == (False, True)


def no_reason(part):
    return {"reason": ""}


def nothing_in_the_way(part):
    fieldwork.lift(part.question.districts.get().pauses.get(), by=None, at=MONDAY)
    return {}


def twice(part):
    settling.leave_out(part, reason="Rust.", by=None, at=SETTLED_AT)
    return {}


def too_early(part):
    return {"at": MONDAY}


def an_appeal_waits(part):
    Appeal.objects.create(team=part.round.teams.first(), words="Wij waren eerst.", at=MONDAY)
    return {}


def settled_already(part):
    part.round.status, part.round.ended_at = Status.SETTLED, SETTLED_AT
    part.round.save()
    return {}


@pytest.mark.parametrize(
    ("standing", "sentence"),
    [
        (no_reason, "Say why"),
        (nothing_in_the_way, "Nothing stands in the way"),
        (twice, "left out already"),
        (too_early, "still appeal"),
        (an_appeal_waits, "waits for an answer"),
        (settled_already, "Only a round whose plan is published"),
    ],
)
def test_nothing_is_left_out_without_need(published, broker, standing, sentence):
    part = part_of(published, 1)
    pause_for(part)
    given = {"reason": "Rust.", "at": SETTLED_AT} | standing(part)
    before = Letter.objects.count()

    with pytest.raises(NotNow, match=sentence):
        settling.leave_out(part, by=broker, **given)

    part.refresh_from_db()
    assert (Letter.objects.count(), bool(part.left_out_because)) == (before, standing is twice)


def test_the_command_line_settles_and_leaves_out_too(published, capsys, monkeypatch):
    pause_for(part_of(published, 1))
    monkeypatch.setattr(timezone, "now", lambda: SETTLED_AT + timedelta(days=1))

    with pytest.raises(CommandError, match="Nadia Wijk paused"):
        call_command("round_settle", published.pk)
    said = f"There is no question 9 in round {published.pk}. `kennisstad round parts {published.pk}` names"
    with pytest.raises(CommandError, match=said):
        call_command("round_leave__out", published.pk, 9, reason="Rust.")
    with pytest.raises(CommandError, match="Say why: everybody can read it"):
        call_command("round_leave__out", published.pk, 1)
    call_command("round_leave__out", published.pk, 1, reason="Rust.")
    call_command("round_settle", published.pk)
    call_command("round_show", published.pk)

    said = capsys.readouterr().out
    assert "Question 1 is left out, and its teams are told.\n" in said
    assert "Question 1 was left out: Rust.\n" in said
