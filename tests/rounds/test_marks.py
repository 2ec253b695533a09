# SPDX-License-Identifier: EUPL-1.2
"""What marks mean: order, ties, gaps, moves, and what cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.rounds import ranking
from kennisstad.rounds.ranking import UNWANTED, NotARanking, Rules, Trouble

QUESTIONS = range(1, 8)
ANY = Rules(questions=frozenset(QUESTIONS), least=0, most=99, ties=True)
MARKS = st.lists(st.sampled_from(["", UNWANTED, *map(str, range(1, 12))]), max_size=len(QUESTIONS)).map(
    lambda marks: list(zip(QUESTIONS, marks, strict=False))
)


@given(MARKS)
def test_marks_become_tiers_in_the_order_of_their_numbers(filled_in):
    read = ranking.read(filled_in, ANY)

    ranks = {question: int(mark) for question, mark in filled_in if mark not in ("", UNWANTED)}
    assert {question for tier in read.tiers for question in tier} == set(ranks)
    numbers = [{ranks[question] for question in tier} for tier in read.tiers]
    assert [len(tier) for tier in numbers] == [1] * len(numbers)
    assert [number for tier in numbers for number in tier] == sorted(set(ranks.values()))
    assert read.closed_up == (sorted(set(ranks.values())) != list(range(1, len(numbers) + 1)))
    assert set(read.unwanted) == {question for question, mark in filled_in if mark == UNWANTED}


@given(MARKS, st.sampled_from(QUESTIONS), st.sampled_from([-1, 1]))
def test_a_move_changes_the_place_of_one_question_and_leaves_no_gap(filled_in, question, step):
    before = ranking.read(filled_in, ANY)
    after = ranking.read(list(ranking.moved(filled_in, question, step).items()), ANY)

    def order_of(read):
        return [[one for one in tier if one != question] for tier in read.tiers if tier != (question,)]

    assert not after.closed_up
    assert order_of(after) == order_of(before)
    assert sum(question in tier for tier in after.tiers) == 1
    assert set(after.unwanted) == set(before.unwanted) - {question}


@given(st.permutations([1, 2, 3, 4]), st.integers(1, 2))
def test_down_undoes_up_on_strict_lists(order, here):
    filled_in = [(question, str(rank)) for rank, question in enumerate(order, 1)]

    up = ranking.moved(filled_in, order[here], -1)

    assert ranking.moved(list(up.items()), order[here], 1) == dict(filled_in)


@pytest.mark.parametrize(
    ("filled_in", "rules", "troubles"),
    [
        ([(9, "1")], {}, [(Trouble.NOT_IN_ROUND, 9)]),
        ([(1, "1"), (1, "2")], {}, [(Trouble.TWICE, 1)]),
        ([(1, "0")], {}, [(Trouble.NO_RANK, 1)]),
        (
            [(1, "-1"), (2, "¹"), (3, "1e3"), (4, "99999999")],
            {},
            [(Trouble.NO_RANK, n) for n in (1, 2, 3, 4)],
        ),
        ([(1, "1"), (2, "1")], {"ties": False}, [(Trouble.TIED, 1)]),
        ([(1, "1"), (2, "2")], {"most": 1}, [(Trouble.TOO_MANY, None)]),
        ([(1, "not")], {"least": 1}, [(Trouble.TOO_FEW, None)]),
    ],
)
def test_what_is_wrong_is_named_question_by_question(filled_in, rules, troubles):
    given_rules = {"questions": frozenset(QUESTIONS), "least": 0, "most": 9, "ties": True} | rules

    with pytest.raises(NotARanking) as wrong:
        ranking.read(filled_in, Rules(**given_rules))

    assert [(found.trouble, found.question) for found in wrong.value.found] == troubles
