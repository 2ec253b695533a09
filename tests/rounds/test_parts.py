# SPDX-License-Identifier: EUPL-1.2
"""What takes part in a round, and what a coordinator decides by hand."""

import pytest

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.rounds.actions import by_hand, parts, steps
from kennisstad.rounds.actions.parts import Seats
from kennisstad.rounds.models import Limit, Priority, Round, RoundQuestion, Status
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_course, make_district, make_question, make_user
from tests.rounds.running import computed, make_round, make_team, run_until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def broker():
    return make_user(Role.BROKER)


@pytest.fixture
def round():
    return make_round()


def refused(match):
    return pytest.raises(NotNow, match=match)


@pytest.mark.parametrize(
    ("seats", "why"),
    [
        (Seats(upper=0), "at least one seat"),
        (Seats(lower=3, upper=2), "least number of teams"),
        (Seats(upper=10_001), "at least one seat"),
    ],
    ids=str,
)
def test_seats_that_cannot_be_are_refused(broker, round, seats, why):
    part = round.questions.get(place=1)

    with refused(why):
        parts.add_question(round, question=make_question(), seats=seats, by=broker, at=MONDAY)
    with refused(why):
        parts.set_seats(part, seats=seats, supervisor=None, by=broker, at=MONDAY)


def test_questions_are_numbered_in_the_order_in_which_they_came(broker, round):
    parts.remove_question(round.questions.get(place=1), by=broker, at=MONDAY)
    parts.add_question(round, question=make_question(), seats=Seats(), by=broker, at=MONDAY)

    assert [part.place for part in round.questions.in_order()] == [2, 3, 4]


@pytest.mark.parametrize("status", ["sent", "declined"])
def test_only_a_question_that_looks_for_a_course_takes_part(broker, round, status):
    with refused("no longer looks for a course"):
        parts.add_question(round, question=make_question(status=status), seats=Seats(), by=broker, at=MONDAY)


def test_a_question_is_in_one_round_at_a_time(broker, round):
    question, other = round.questions.get(place=1).question, make_round(questions=0)

    with refused("takes part in a round already"):
        parts.add_question(other, question=question, seats=Seats(), by=broker, at=MONDAY)
    steps.cancel(round, reason="Niet genoeg teams.", by=broker, at=MONDAY)

    assert parts.add_question(other, question=question, seats=Seats(), by=broker, at=MONDAY).place == 1


def test_a_course_takes_part_once_and_stays_while_it_has_teams(broker, round):
    course, other = round.courses.get(), make_course()
    with refused("takes part already"):
        parts.add_course(round, offering=course.offering, seats=None, by=broker, at=MONDAY)
    with refused("at least one seat"):
        parts.add_course(round, offering=other.offerings.get(), seats=0, by=broker, at=MONDAY)
    added = parts.add_course(round, offering=other.offerings.get(), seats=3, by=broker, at=MONDAY)
    make_team(round, 1, course=added)

    with refused("have signed up"):
        parts.remove_course(added, by=broker, at=MONDAY)
    parts.remove_course(course, by=broker, at=MONDAY)

    assert [one.pk for one in round.courses.all()] == [added.pk]


def test_a_question_that_is_taken_out_is_told_to_the_teams_that_chose_it(broker, round):
    make_team(round, 1, 2, email="chose@example.org")
    make_team(round, 2, email="did-not@example.org")
    run_until(round, Status.OPEN)

    parts.remove_question(round.questions.get(place=1), by=broker, at=MONDAY)

    assert [letter.to for letter in Letter.objects.all()] == ["chose@example.org"]
    assert [wish.question.place for wish in round.teams.get(number=1).wishes.all()] == [2]


@pytest.mark.parametrize("kind", ["seats", "course", "limit", "exclude", "fix", "rank"])
def test_whatever_is_changed_after_computing_puts_the_plan_aside(broker, round, kind):
    team, part = make_team(round, 1), round.questions.get(place=1)
    run_until(round, Status.CLOSED)
    supervisor = parts.add_supervisor(round, name="Groep", lower=0, upper=2, by=broker, at=MONDAY)
    computed(round)
    by = {"by": broker, "at": MONDAY}
    do = {
        "seats": lambda: parts.set_seats(part, seats=Seats(upper=2), supervisor=supervisor, **by),
        "course": lambda: parts.set_course_seats(round.courses.get(), seats=1, **by),
        "limit": lambda: parts.limit_district(round, area=make_district(), upper=0, **by),
        "exclude": lambda: by_hand.exclude(team, question=part, reason="Familie van de vrager.", **by),
        "fix": lambda: by_hand.fix(team, question=part, reason="Zij begonnen al.", **by),
        "rank": lambda: by_hand.rank_teams(supervisor, tiers=[[team]], **by),
    }

    do[kind]()

    round.refresh_from_db()
    assert (round.status, round.run) == (Status.CLOSED, None)
    assert Event.objects.filter(kind="round.plan-put-aside").count() == 1


def test_nothing_changes_once_the_plan_is_told(broker, round):
    team, part = make_team(round, 1), round.questions.get(place=1)
    run_until(round, Status.PUBLISHED)

    with refused("published already"):
        parts.set_seats(part, seats=Seats(upper=2), supervisor=None, by=broker, at=MONDAY)
    with refused("published already"):
        by_hand.exclude(team, question=part, reason="Te laat.", by=broker, at=MONDAY)


def test_a_limit_is_set_once_and_can_be_lifted(broker, round):
    area = make_district()
    for upper in (5, 3):
        parts.limit_district(round, area=area, upper=upper, by=broker, at=MONDAY)
        parts.limit_asker(round, asker="abc", upper=upper, by=broker, at=MONDAY)

    assert sorted(Limit.objects.values_list("kind", "upper")) == [("asker", 3), ("district", 3)]
    for limit in Limit.objects.all():
        parts.lift_limit(limit, by=broker, at=MONDAY)
    assert not Limit.objects.exists()


def test_supervisors_have_a_name_of_their_own_and_leave_their_questions_behind(broker, round):
    add = {"lower": 0, "upper": 3, "by": broker, "at": MONDAY}
    supervisor = parts.add_supervisor(round, name="Groep", **add)
    part = round.questions.get(place=1)
    parts.set_seats(part, seats=Seats(), supervisor=supervisor, by=broker, at=MONDAY)
    for name in ("", "Groep"):
        with refused("a name of its own"):
            parts.add_supervisor(round, name=name, **add)

    parts.remove_supervisor(supervisor, by=broker, at=MONDAY)

    assert list(RoundQuestion.objects.filter(supervisor__isnull=False)) == []


def test_a_pair_is_kept_apart_with_a_reason_and_allowed_again(broker, round):
    team, part = make_team(round, 1), round.questions.get(place=1)
    with refused("Say why"):
        by_hand.exclude(team, question=part, reason="", by=broker, at=MONDAY)
    made = by_hand.exclude(team, question=part, reason="Familie van de vrager.", by=broker, at=MONDAY)
    with refused("apart already"):
        by_hand.exclude(team, question=part, reason="Nog eens.", by=broker, at=MONDAY)
    with refused("Allow the pair again first"):
        by_hand.fix(team, question=part, reason="Toch wel.", by=broker, at=MONDAY)

    by_hand.allow_again(made, by=broker, at=MONDAY)

    assert not team.exclusions.exists()


def test_a_team_is_placed_by_hand_with_a_reason_and_lifted(broker, round):
    team, other, part = make_team(round, 1), make_team(round, 1), round.questions.get(place=2)
    with refused("Say why"):
        by_hand.fix(team, question=part, reason="", by=broker, at=MONDAY)
    by_hand.fix(team, question=part, reason="Zij begonnen al.", by=broker, at=MONDAY)
    with refused("All seats of this question"):
        by_hand.fix(other, question=part, reason="Zij ook.", by=broker, at=MONDAY)
    with refused("Lift that first"):
        by_hand.exclude(team, question=part, reason="Toch niet.", by=broker, at=MONDAY)
    with refused("Lift that first"):
        parts.remove_question(part, by=broker, at=MONDAY)

    by_hand.lift(team, by=broker, at=MONDAY)

    assert (team.fixed, team.fixed_because) == (None, "")
    with refused("not placed by hand"):
        by_hand.lift(team, by=broker, at=MONDAY)


def test_supervisors_rank_teams_of_their_own_round_each_once(broker, round):
    one, two, stranger = make_team(round, 1), make_team(round, 1), make_team(make_round(), 1)
    supervisor = parts.add_supervisor(round, name="Groep", lower=0, upper=3, by=broker, at=MONDAY)
    for tiers, why in (([[one], [one]], "named twice"), ([[stranger]], "does not belong")):
        with refused(why):
            by_hand.rank_teams(supervisor, tiers=tiers, by=broker, at=MONDAY)

    by_hand.rank_teams(supervisor, tiers=[[two], [one]], by=broker, at=MONDAY)
    by_hand.rank_teams(supervisor, tiers=[[one, two]], by=broker, at=MONDAY)

    assert sorted(Priority.objects.values_list("team__number", "rank")) == [(1, 1), (2, 1)]


def test_a_question_of_another_round_is_refused(broker, round):
    stranger = make_round().questions.get(place=1)
    team = make_team(round, 1)

    for act in (by_hand.exclude, by_hand.fix):
        with refused("does not take part in the round of this team"):
            act(team, question=stranger, reason="Zo maar.", by=broker, at=MONDAY)
    assert Round.objects.count() == 2
