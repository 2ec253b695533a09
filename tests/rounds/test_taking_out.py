# SPDX-License-Identifier: EUPL-1.2
"""A coordinator takes a team out, also after the close; numbers of questions never pass to others."""

import pytest
from django.core.management import CommandError, call_command

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.rounds.actions import by_hand, parts, steps, telling
from kennisstad.rounds.models import Appeal, Receipt, Status, TeamMember
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_user
from tests.rounds.entering import page_of, team_page
from tests.rounds.running import add_question, computed, make_round, make_team, run_until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
WHY = "Het team viel uit elkaar."


@pytest.fixture
def broker():
    return make_user(Role.BROKER)


def standing(status, broker):
    round = make_round(questions=1)
    make_team(round, 1, email="een@example.org")
    make_team(round, 1)
    if status == Status.CANCELLED:
        steps.cancel(round, reason="Te weinig.", by=broker, at=MONDAY)
        return round
    return round if status == Status.DRAFT else run_until(round, status, by=broker)


WHEN = {
    # Where the round stands, and where it stands after; or why it is too late.
    Status.OPEN: Status.OPEN,
    Status.CLOSED: Status.CLOSED,
    Status.COMPUTED: Status.CLOSED,
    Status.PUBLISHED: "take the team out then, and compute anew",
    Status.SETTLED: "This round is settled",
    Status.CANCELLED: "This round was called off",
}


@pytest.mark.parametrize("status", WHEN)
def test_until_when_a_team_can_be_taken_out(status, broker):
    round, after = standing(status, broker), WHEN[status]
    team = round.teams.get(number=1)

    if isinstance(after, Status):
        by_hand.take_out(team, reason=WHY, by=broker, at=MONDAY)
    else:
        with pytest.raises(NotNow, match=after):
            by_hand.take_out(team, reason=WHY, by=broker, at=MONDAY)

    round.refresh_from_db()
    team.refresh_from_db()
    left = isinstance(after, Status)
    assert (round.status, bool(team.left_at), bool(team.taken_out_because)) == (
        after if left else status,
        left,
        left,
    )


def test_what_stays_and_what_goes_of_a_team_that_was_taken_out(broker, client):
    round = standing(Status.CLOSED, broker)
    team, part = round.teams.get(number=1), round.questions.get()
    TeamMember.objects.create(team=team, name="Sanne")
    receipt = Receipt.objects.create(
        team=team, at=MONDAY, wishes={"wishes": [[1]], "unwanted": []}, digest="a" * 64
    )
    by_hand.fix(team, question=part, reason="Zij begonnen al.", by=broker, at=MONDAY)

    by_hand.take_out(team, reason=WHY, by=broker, at=MONDAY)

    team.refresh_from_db()
    assert (team.left_at, team.taken_out_because, team.email) == (MONDAY, WHY, "")
    assert (team.fixed, team.fixed_because, team.members.count()) == (None, "", 0)
    assert list(team.receipts.all()) == [receipt]
    letter = Letter.objects.get()
    assert (letter.to, WHY in letter.body) == ("een@example.org", True)
    told = Event.objects.get(kind="round.team-taken-out")
    assert (told.actor, told.facts) == (broker.pk, {"team": 1})
    page = page_of(client.get(team_page(team)))
    assert WHY in page
    assert "a" * 64 in page
    assert computed(round).plan == {"2": "1"}


@pytest.mark.parametrize("times", [0, 1], ids=["without a reason", "twice"])
def test_a_team_is_taken_out_once_and_with_a_reason(broker, times):
    round = standing(Status.CLOSED, broker)
    team = round.teams.get(number=1)
    for _ in range(times):
        by_hand.take_out(team, reason=WHY, by=broker, at=MONDAY)

    with pytest.raises(NotNow, match="has left the round" if times else "Say why"):
        by_hand.take_out(team, reason=WHY if times else "", by=broker, at=MONDAY)

    assert Letter.objects.count() == times


def test_after_an_upheld_appeal_a_team_can_be_taken_out_and_the_plan_computed_anew(broker):
    round = standing(Status.PUBLISHED, broker)
    (placed,) = round.run.plan
    team = round.teams.get(number=placed)
    appeal = Appeal.objects.create(team=team, words="Wij stoppen.", at=MONDAY)
    telling.uphold(appeal, answer="Dat is goed.", by=broker, at=MONDAY)

    by_hand.take_out(appeal.team, reason=WHY, by=broker, at=MONDAY)

    (other,) = computed(round).plan
    assert other != placed


def test_the_command_line_takes_a_team_out_too(broker, capsys):
    round = standing(Status.CLOSED, broker)

    said = f"There is no team 9 in round {round.pk}. `kennisstad round teams {round.pk}` names them."
    with pytest.raises(CommandError) as refused:
        call_command("round_take__out", round.pk, 9, reason=WHY)
    assert str(refused.value) == said
    with pytest.raises(CommandError, match="Say why: the team reads it"):
        call_command("round_take__out", round.pk, 1)
    call_command("round_take__out", round.pk, 1, reason=WHY)
    with pytest.raises(CommandError, match="has left"):
        call_command("round_take__out", round.pk, 1, reason=WHY)

    assert capsys.readouterr().out == "Team 1 takes part no longer.\n"


@pytest.mark.parametrize("place", [1, 3])
def test_the_number_of_a_question_that_was_taken_out_passes_to_no_other(broker, place):
    round = make_round(questions=3)
    part = round.questions.get(place=place)
    parts.remove_question(part, by=broker, at=MONDAY)

    added = [
        add_question(round).place,
        parts.add_question(round, question=part.question, seats=parts.Seats(), by=broker, at=MONDAY).place,
    ]

    assert added == [4, 5]
