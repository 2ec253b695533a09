# SPDX-License-Identifier: EUPL-1.2
"""The road of a round, from draft to settled, and where each step is refused."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.citylab.models import Status as Stands
from kennisstad.fieldwork.models import Limit
from kennisstad.mail.models import Letter
from kennisstad.neighbourhoods.models import Area
from kennisstad.projects.models import Project
from kennisstad.rounds.actions import making, settling, steps, telling
from kennisstad.rounds.actions.parts import Seats
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.models import Appeal, Round, Status
from kennisstad.web.refusals import NotNow
from tests.fieldwork.making import make_limit
from tests.making import MONDAY, make_user
from tests.rounds.running import ARRANGEMENTS, SETTLED_AT, WORDS, computed, make_round, make_team, run_until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LATER = MONDAY + timedelta(days=20)


@pytest.fixture
def broker():
    return make_user(Role.BROKER)


def kinds():
    return [kind for kind in Event.objects.order_by("pk").values_list("kind", flat=True) if "round." in kind]


def test_the_whole_road_is_written_in_the_journal(broker):
    round = make_round(questions=2)
    make_team(round, 1, 2)

    run_until(round, Status.SETTLED, by=broker)

    assert kinds() == [
        "round.made",
        "round.course-added",
        "round.question-added",
        "round.question-added",
        "round.opened",
        "round.closed",
        "round.plan-asked-for",
        "round.computed",
        "round.published",
        "round.settled",
    ]


def test_the_projects_of_placed_questions_begin_and_the_others_look_for_a_course_as_before(broker):
    round = make_round(questions=3)
    make_team(round, 1)
    make_team(round, 3)

    run_until(round, Status.SETTLED, by=broker)

    questions = [part.question for part in round.questions.in_order()]
    assert [question.status for question in questions] == [Stands.PLACED, Stands.OPEN, Stands.PLACED]
    assert {project.carrier for project in Project.objects.all()} == {round.organiser}
    assert (round.status, round.ended_at) == (Status.SETTLED, SETTLED_AT)


def test_a_seed_is_drawn_when_none_is_given():
    drawn = [make_round(seed=None).seed for _ in range(3)]

    assert len(set(drawn)) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"closes_at": ARRANGEMENTS.opens_at},
        {"publish_on": MONDAY.date()},
        {"appeals_until": MONDAY.date()},
        {"ends_on": MONDAY.date()},
        {"least_wishes": 3, "most_wishes": 2},
        {"least_wishes": 0},
    ],
    ids=str,
)
def test_days_and_numbers_that_cannot_be_are_refused(wrong):
    with pytest.raises(NotNow):
        make_round(**wrong)

    assert not Round.objects.exists()


def test_a_round_without_questions_does_not_open(broker):
    round = make_round(questions=0)

    with pytest.raises(NotNow, match="course and a question"):
        steps.open_round(round, by=broker, at=MONDAY)


def test_a_round_closes_by_itself_when_its_time_is_over(broker):
    round, early = run_until(make_round(), Status.OPEN), run_until(make_round(), Status.OPEN)
    steps.close_at(early, closes_at=LATER, by=broker, at=MONDAY)

    assert steps.close_due(ARRANGEMENTS.closes_at) == 1
    assert steps.close_due(ARRANGEMENTS.closes_at) == 0

    round.refresh_from_db()
    early.refresh_from_db()
    assert (round.status, early.status) == (Status.CLOSED, Status.OPEN)


def test_a_closed_round_takes_wishes_again_and_its_teams_are_told(broker):
    round = run_until(make_round(), Status.CLOSED)
    make_team(round, 1, email="team@example.org")

    steps.reopen(round, closes_at=LATER, by=broker, at=MONDAY)

    assert round.takes_wishes(LATER - timedelta(minutes=1))
    assert not round.takes_wishes(LATER)
    assert [letter.to for letter in Letter.objects.all()] == ["team@example.org"]


def test_another_policy_puts_the_plan_aside_and_is_told_to_all_teams(broker):
    round = make_round()
    make_team(round, 1, email="team@example.org")
    run_until(round, Status.COMPUTED)

    making.choose_policy(round, policy=Policy.STABLE, by=broker, at=MONDAY)

    assert (round.status, round.run, round.policy) == (Status.CLOSED, None, Policy.STABLE)
    assert Letter.objects.count() == 1
    with pytest.raises(NotNow, match="that policy already"):
        making.choose_policy(round, policy=Policy.STABLE, by=broker, at=MONDAY)


def test_what_a_round_says_cannot_change_once_it_is_open(broker):
    round = make_round()
    making.describe(round, words=WORDS, arrangements=ARRANGEMENTS, by=broker, at=MONDAY)
    run_until(round, Status.OPEN)

    with pytest.raises(NotNow, match="has been opened"):
        making.describe(round, words=WORDS, arrangements=ARRANGEMENTS, by=broker, at=MONDAY)


def test_a_round_is_called_off_with_a_reason_and_its_questions_are_free(broker):
    round = run_until(make_round(), Status.OPEN)
    make_team(round, 1, email="team@example.org")
    with pytest.raises(NotNow, match="Say why"):
        steps.cancel(round, reason="", by=broker, at=MONDAY)

    steps.cancel(round, reason="Het vak vervalt.", by=broker, at=MONDAY)

    assert (round.status, round.ended_at, round.cancelled_because) == (
        Status.CANCELLED,
        MONDAY,
        "Het vak vervalt.",
    )
    assert "Het vak vervalt." in Letter.objects.get().body
    assert not round.questions.filter(question__in_rounds__round__in=Round.objects.under_way()).exists()


@pytest.mark.parametrize("status", [Status.OPEN, Status.CLOSED, Status.COMPUTED, Status.PUBLISHED])
def test_a_plan_is_published_only_while_it_is_under_review(broker, status):
    round = make_round()
    make_team(round, 1)
    run_until(round, status)

    if status == Status.COMPUTED:
        telling.publish(round, by=broker, at=MONDAY)
        assert round.status == Status.PUBLISHED
    else:
        with pytest.raises(NotNow):
            telling.publish(round, by=broker, at=MONDAY)


def test_a_plan_with_a_fault_that_its_policy_forbids_is_not_published(broker):
    round = make_round(questions=1)
    make_team(round, 1)
    run_until(round, Status.COMPUTED)
    round.run.answer["plan"] = {"1": "1", "2": "1"}
    round.run.faults = [
        {"kind": "broken-limit", "forbidden": True, "team": "", "question": "", "others": [], "moves": []}
        | {"rule": {"kind": "question-upper", "id": "1", "other": ""}}
    ]
    round.run.save()

    with pytest.raises(NotNow, match="cannot be published"):
        telling.publish(round, by=broker, at=MONDAY)

    round.refresh_from_db()
    assert round.status == Status.COMPUTED


def queries_to_publish(districts):
    """Count what it takes to publish a plan that brings a team to each of so many districts."""
    round = make_round(questions=[Seats(load=5)] * districts)
    for place in range(1, districts + 1):
        make_team(round, place)
    for part in round.questions.all():
        make_limit(part.question.districts.get(), threshold=5)
    run_until(round, Status.COMPUTED)
    with CaptureQueriesContext(connection) as queries:
        telling.publish(round, by=None, at=MONDAY)
    assert len(round.run.plan) == districts
    return len(queries)


def test_publishing_takes_as_many_queries_however_many_districts():
    assert queries_to_publish(2) == queries_to_publish(12)


def test_of_many_districts_the_one_without_room_is_named(broker):
    round = make_round(questions=[Seats(load=5)] * 3)
    for place in (1, 2, 3):
        make_team(round, place)
    run_until(round, Status.COMPUTED)
    area = round.questions.get(place=2).question.districts.get()
    Area.objects.filter(pk=area.pk).update(name="Vol")
    make_limit(area, threshold=4)

    with pytest.raises(NotNow, match="Vol has room for 4 contacts"):
        telling.publish(round, by=broker, at=MONDAY)

    round.refresh_from_db()
    assert round.status == Status.COMPUTED
    assert Limit.objects.update(threshold=5)
    telling.publish(round, by=broker, at=MONDAY)


def test_a_plan_that_the_city_overtook_is_not_published(broker):
    """An asker needs the answer sooner than the course ends: the plan kept that when it was computed."""
    round = make_round(questions=1)
    make_team(round, 1)
    run_until(round, Status.COMPUTED)
    question = round.questions.get().question
    question.needed_by = MONDAY.date()
    question.save()

    with pytest.raises(NotNow, match="cannot be published"):
        telling.publish(round, by=broker, at=MONDAY)


def test_every_team_with_an_address_is_told_when_the_plan_is_published(broker):
    round = make_round()
    make_team(round, 1, email="nl@example.org")
    make_team(round, 2, email="en@example.org", language="en")
    make_team(round, 2)
    make_team(round, 2, email="gone@example.org", left_at=MONDAY)

    run_until(round, Status.PUBLISHED)

    assert list(Letter.objects.order_by("to").values_list("to", "language", "private")) == [
        ("en@example.org", "en", True),
        ("nl@example.org", "nl", True),
    ]


def test_an_upheld_appeal_closes_the_round_to_be_computed_anew(broker):
    round = make_round()
    appeal = Appeal.objects.create(team=make_team(round, 1), words="Wij waren eerst.", at=MONDAY)
    run_until(round, Status.PUBLISHED)

    telling.uphold(appeal, answer="Dat klopt.", by=broker, at=MONDAY)

    round.refresh_from_db()
    appeal.refresh_from_db()
    assert (round.status, round.run, appeal.outcome) == (Status.CLOSED, None, "upheld")
    assert computed(round).number == 2
    with pytest.raises(NotNow, match="answered already"):
        telling.reject(appeal, answer="Toch niet.", by=broker, at=MONDAY)


def test_a_round_is_settled_only_when_nobody_can_object_any_more(broker):
    round = make_round()
    appeal = Appeal.objects.create(team=make_team(round, 1), words="Wij waren eerst.", at=MONDAY)
    run_until(round, Status.PUBLISHED)

    with pytest.raises(NotNow, match="still appeal"):
        settling.settle(round, by=broker, at=MONDAY)
    with pytest.raises(NotNow, match="waits for an answer"):
        settling.settle(round, by=broker, at=SETTLED_AT)
    telling.reject(appeal, answer="Het lot besliste.", by=broker, at=MONDAY)
    settling.settle(round, by=broker, at=SETTLED_AT)

    assert round.status == Status.SETTLED


def test_a_question_that_found_its_way_meanwhile_is_left_as_it_is(broker):
    round = make_round(questions=2)
    make_team(round, 1)
    make_team(round, 2)
    run_until(round, Status.PUBLISHED)
    question = round.questions.get(place=1).question
    question.status, question.ended_at = Stands.WITHDRAWN, MONDAY
    question.save()

    settling.settle(round, by=broker, at=SETTLED_AT)

    question.refresh_from_db()
    assert (question.status, Project.objects.count()) == (Stands.WITHDRAWN, 1)
