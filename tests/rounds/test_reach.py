# SPDX-License-Identifier: EUPL-1.2
"""What takes part in vain is said before the round opens, with the rule that is in the way."""

from datetime import date

import pytest
from django.core.management import call_command

from kennisstad.accounts.models import Role
from kennisstad.fieldwork import actions as fieldwork
from kennisstad.rounds.actions import parts
from kennisstad.rounds.actions.parts import Seats
from kennisstad.rounds.models import Round, Status
from kennisstad.rounds.queries.reach import in_vain
from tests.fieldwork.making import make_limit
from tests.making import MONDAY, in_english, make_course, make_partner, make_user
from tests.rounds.running import add_question, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
COURSE = "Research in the neighbourhood · Hogeschool"
GIVEN = f"is given from {in_english(date(2027, 2, 1))} to {in_english(date(2027, 6, 30))}"


def make(*questions, level="bachelor", languages=()):
    """Make a round with a course, and questions: what they can be worked on, and when they are needed."""
    round = make_round(make_partner(name="Hogeschool"), questions=0)
    course = round.courses.get().offering.course
    course.level, course.languages = level, list(languages)
    course.save()
    for seats, needed_by in questions:
        part = add_question(round, seats=Seats(**seats))
        part.question.needed_by = needed_by
        part.question.save()
    return round


MASTERS, DUTCH, SOON = {"levels": ["master"]}, {"languages": ["nl"]}, date(2027, 6, 29)
TABLE = {
    "nothing is asked": ([({}, None)], {}, None, []),
    "the very day on which the course ends": ([({}, date(2027, 6, 30))], {}, None, []),
    "one of two questions goes": ([(MASTERS, None), ({}, None)], {}, None, [1]),
    "level": ([(MASTERS, None)], {}, "1 question is for another level", [1]),
    "language": ([(DUTCH, None)], {"languages": ["en"]}, "1 question is for another language", [1]),
    "no language is known": ([(DUTCH, None)], {}, None, []),
    "needed by": ([({}, SOON)], {}, "the answer to 1 question is needed before the course ends", [1]),
    "each another rule": (
        [(MASTERS, SOON), (DUTCH, None), ({}, SOON)],
        {"languages": ["en"]},
        "1 question is for another level, 1 question is for another language and"
        " the answer to 1 question is needed before the course ends",
        [1, 2, 3],
    ),
    "no question at all": ([], {}, None, []),
}


@pytest.mark.parametrize("case", TABLE)
def test_what_can_lead_to_nothing_is_named_with_its_rule(case):
    questions, course, why, places = TABLE[case]
    round = make(*questions, **course)

    said = in_vain(round)

    heads = [sentence.split(" (")[0] for sentence in said if sentence.startswith("Question")]
    assert heads == [f"Question {place}" for place in places]
    assert [sentence for sentence in said if not sentence.startswith("Question")] == (
        [f"{COURSE} can get no question of this round: {why}."] if why else []
    )


def test_a_question_names_what_keeps_it_from_each_course():
    round = make((MASTERS | DUTCH, SOON), level="master", languages=["en"])
    for level in ("bachelor", "bachelor"):
        other = make_course(level=level)
        parts.add_course(round, offering=other.offerings.get(), seats=None, by=None, at=MONDAY)
    title = round.questions.get().question

    assert in_vain(round)[-1] == (
        f"Question 1 ({title}) can go to no course of this round: 2 courses have another level and"
        " 1 course is taught in another language."
    )


def test_a_course_that_no_longer_goes_with_the_days_is_named():
    round = make(({}, None))
    round.starts_on, round.ends_on = date(2027, 9, 1), date(2028, 1, 31)
    round.save()

    assert in_vain(round) == [f"{COURSE} {GIVEN}, which does not go with the days of this round."]


def test_a_question_whose_district_is_paused_is_named_with_the_pause():
    round = make(({"load": 4}, None), ({"load": 0}, None))
    paused, free = round.questions.in_order()
    for part in (paused, free):
        fieldwork.pause(
            part.question.districts.get(),
            starts_on=date(2027, 1, 1),
            ends_on=date(2027, 3, 31),
            reasons={"nl": "Er is te veel gevraagd."},
            by=make_user(Role.NEIGHBOURHOOD_DIRECTOR, name="Nadia Wijk"),
            at=MONDAY,
        )
    district = paused.question.districts.get().name

    assert in_vain(round) == [
        f"Question 1 ({paused.question}): Nadia Wijk paused {district} until {in_english(date(2027, 3, 31))}."
    ]


@pytest.mark.parametrize(("lower", "is_named"), [(0, False), (2, False), (3, True)])
def test_a_district_must_have_room_for_as_many_teams_as_a_question_needs(lower, is_named):
    round = make(({"load": 4, "lower": lower, "upper": 3}, None))
    make_limit(round.questions.get().question.districts.get(), threshold=8)

    assert bool(in_vain(round)) is is_named


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_queries_however_many_districts(count, django_assert_num_queries):
    round = make(*[({"load": 4}, None)] * count)
    for part in round.questions.all():
        make_limit(part.question.districts.get(), threshold=0)

    with django_assert_num_queries(12):
        assert len(in_vain(round)) == count


def test_the_command_line_says_it_too(capsys):
    round = make((MASTERS, None))

    call_command("round_show", round.pk)

    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("In vain: ")]
    assert len(said) == 2


def test_once_teams_have_chosen_nothing_is_in_vain_any_more():
    round = make((MASTERS, None))
    Round.objects.filter(pk=round.pk).update(status=Status.CLOSED)
    round.refresh_from_db()

    assert in_vain(round) == []
