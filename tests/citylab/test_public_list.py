# SPDX-License-Identifier: EUPL-1.2
"""The list that visitors see: what stands in it, in what order, and the way there."""

from datetime import timedelta

import pytest
from django.db import connection

from kennisstad.citylab import queries
from kennisstad.citylab.durations import median_days_to_answer
from kennisstad.citylab.models import Question
from kennisstad.citylab.models.question import WITH_PROJECT, Status
from kennisstad.worker import statistics
from tests.making import MONDAY, make_project, make_question, make_result

pytestmark = pytest.mark.django_db


def make_one_of_each_status() -> None:
    for days, status in enumerate(Status):
        more = {"project": make_project()} if status in WITH_PROJECT else {}
        more |= {"advised_with": make_result()} if status == Status.ADVISED else {}
        more |= {"merged_into": make_question()} if status == Status.MERGED else {}
        make_question(status=status, sent_at=MONDAY - timedelta(days=days), **more)


def test_all_that_may_be_seen_stands_there_newest_first():
    make_one_of_each_status()

    assert list(queries.public_questions()) == list(Question.objects.public().newest())
    assert queries.number_of_public() == Question.objects.public().count() > 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite tells its plan in these words")
def test_a_page_of_the_list_is_read_along_the_days_without_sorting_all():
    make_one_of_each_status()
    Question.objects.bulk_create(
        Question(
            code_digest=str(number),
            words="Hoe dan?",
            language="nl",
            asker_kind="resident",
            status=Status.OPEN,
            sent_at=MONDAY - timedelta(hours=number),
        )
        for number in range(2_000)
    )
    statistics.gather()

    assert "TEMP B-TREE" not in queries.public_questions()[:20].explain()


def sent_and_answered(*, days: float) -> None:
    """Ask something on Monday that has its first outcome so many days later."""
    make_question(answered_at=MONDAY + timedelta(days=days))


def test_half_of_the_answers_came_within_so_many_whole_days():
    for days in (0.2, 3, 2.999, 11):
        sent_and_answered(days=days)
    make_question(status=Status.SENT)

    assert median_days_to_answer(MONDAY + timedelta(days=30)) == 3


@pytest.mark.parametrize(
    ("days", "whole"),
    [(3, 3), (2.9999, 2), (2 + 86_399.6 / 86_400, 3), (2 + 86_399.4 / 86_400, 2), (0, 0), (365, 365)],
)
def test_days_are_whole_after_rounding_to_seconds(days, whole):
    sent_and_answered(days=days)

    assert median_days_to_answer(MONDAY + timedelta(days=300)) == whole


def test_nobody_answered_is_no_number_and_last_year_does_not_count():
    assert median_days_to_answer(MONDAY) is None
    sent_and_answered(days=3)

    assert median_days_to_answer(MONDAY + timedelta(days=364)) == 3
    assert median_days_to_answer(MONDAY + timedelta(days=366)) is None
