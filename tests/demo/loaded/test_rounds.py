# SPDX-License-Identifier: EUPL-1.2
"""The example's round: it went as its file says, every team reads why, and it goes with the example."""

from datetime import timedelta

import pytest
from django.test import Client

from kennisstad.accounts.models import Role
from kennisstad.citylab.models import Question
from kennisstad.demo.actions import StillNeeded, clear
from kennisstad.demo.round_file import rounds
from kennisstad.education.models import Course, Offering
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner
from kennisstad.rounds.actions import making, parts
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.models import Round, Status, Team
from tests.demo.loaded.conftest import Example
from tests.demo.making import LATER, LOADED_AT, ask
from tests.making import make_user
from tests.rounds.entering import team_page

(TOLD,) = rounds()
TODAY = LATER.date()
ARRANGEMENTS = making.Arrangements(
    opens_at=LATER,
    closes_at=LATER + timedelta(days=7),
    publish_on=TODAY + timedelta(days=9),
    appeals_until=TODAY + timedelta(days=20),
    starts_on=TODAY + timedelta(days=60),
    ends_on=TODAY + timedelta(days=150),
)


def begin_round(organiser: str) -> Round:
    """Prepare a round of our own for an institution."""
    return making.make(
        organiser=Partner.objects.get(key=organiser),
        words={"nl": {"title": "Een eigen ronde", "explanation": ""}},
        arrangements=ARRANGEMENTS,
        policy=Policy.GENEROUS,
        by=None,
        at=LATER,
    )


def test_it_was_published_with_the_teams_and_wishes_of_its_file(example: Example) -> None:
    round = Round.objects.get()

    assert (round.status, round.policy, round.seed) == (Status.PUBLISHED, TOLD.policy, TOLD.seed)
    assert round.publish_on == LOADED_AT.date() - timedelta(days=TOLD.published_days_ago)
    wishes = {
        team.name: tuple(team.wishes.order_by("rank").values_list("question__place", flat=True))
        for team in round.teams.in_order()
    }
    assert wishes == {team.name: team.wishes for team in TOLD.teams}
    assert set(round.texts.values_list("language", flat=True)) == {"nl", "en"}


def test_most_teams_have_a_question_and_the_reasons_are_not_all_alike(example: Example) -> None:
    plan = Round.objects.get().run.answer["plan"]

    placed = [place for place in plan.values() if place]
    assert len(TOLD.teams) > len(placed) >= len(TOLD.teams) - 2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_team_reads_why(example: Example, client: Client, language: str) -> None:
    for team in Team.objects.in_order():
        page = client.get(team_page(team, language=language))
        assert page.status_code == 200
        assert len(page.context["place"].sentences) >= 1


def test_a_round_of_our_own_stays_and_keeps_its_institution_and_district(example: Example) -> None:
    round, area = begin_round("naturalis"), Area.objects.get(code="WK054601")
    parts.limit_district(round, area=area, upper=10, by=make_user(Role.BROKER), at=LATER)

    clear(at=LATER)

    assert [*Round.objects.all()] == [round]
    assert [*Partner.objects.values_list("key", flat=True)] == ["naturalis"]
    assert [*Area.objects.districts()] == [area]


@pytest.mark.parametrize("hangs_on", ["question", "course"])
def test_a_round_with_what_the_example_made_up_stops_the_clearing(example: Example, hangs_on: str) -> None:
    round, own = begin_round("naturalis"), ask()
    parts.add_question(round, question=own, seats=parts.Seats(), by=None, at=LATER)
    if hangs_on == "question":
        asked = Question.objects.filter(status="open", in_rounds__isnull=True).exclude(pk=own.pk)
        parts.add_question(round, question=asked[0], seats=parts.Seats(), by=None, at=LATER)
    else:
        offering = Course.objects.offered()[0].offerings.all()[0]
        Round.objects.filter(pk=round.pk).update(starts_on=offering.starts_on, ends_on=offering.ends_on)
        Offering.objects.filter(pk=offering.pk).update(choice_until=None)
        offering.refresh_from_db()
        parts.add_course(round, offering=offering, seats=None, by=None, at=LATER)

    with pytest.raises(StillNeeded, match=f"hang on the example: round {round.pk}. "):
        clear(at=LATER)
    clear(at=LATER, with_dependents=True)

    assert not Round.objects.exists()
    assert [*Question.objects.all()] == [own]
