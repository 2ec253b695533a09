# SPDX-License-Identifier: EUPL-1.2
"""Many answers in a row say whether readers, the mail server or we ourselves are in trouble."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.newsletter.answers import MOST_FAULTS, MOST_REFUSED, Answers
from kennisstad.newsletter.ledger import UNWRITABLE, Landed
from kennisstad.newsletter.models.delivery import Status
from kennisstad.newsletter.models.issue import BUSY, FAULT, REFUSED, UNREACHABLE
from kennisstad.newsletter.pace import Trouble

SENT, POLICY, NOBODY, LATER, AWAY, CUT, OURS, UNFIT = range(8)


def landed(what: int, number: int = 1) -> Landed:
    return {
        SENT: Landed(number, Status.SENT),
        POLICY: Landed(number, Status.REFUSED, "550 5.7.1"),
        NOBODY: Landed(number, Status.REFUSED, "550 5.1.1"),
        LATER: Landed(number, Status.WAITING, "451 4.3.2"),
        AWAY: Landed(number, Status.WAITING, "unreachable", counts=False),
        CUT: Landed(number, Status.WAITING, "cut"),
        OURS: Landed(number, Status.WAITING, "fault KeyError"),
        UNFIT: Landed(number, Status.REFUSED, UNWRITABLE),
    }[what]


def answers(*row: int, too_long_s: float = 60.0) -> Answers:
    """Take a row of answers, one each second."""
    found = Answers(Trouble(too_long_s=too_long_s, longest_wait_s=1.0))
    for second, what in enumerate(row):
        found.take(landed(what, second), at_s=float(second))
    return found


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ([OURS] * MOST_FAULTS, FAULT),
        ([OURS] * (MOST_FAULTS - 1), ""),
        ([POLICY] * MOST_REFUSED, REFUSED),
        ([POLICY] * (MOST_REFUSED - 1) + [SENT] + [POLICY] * (MOST_REFUSED - 1), ""),
        ([NOBODY] * 500, ""),
        ([UNFIT] * 500, ""),
        ([AWAY] * 61, UNREACHABLE),
        ([AWAY] * 30 + [LATER] + [AWAY] * 31, ""),
        ([LATER] * (MOST_REFUSED + 60), BUSY),
        ([CUT] * (MOST_REFUSED + 60), BUSY),
        ([LATER] * (MOST_REFUSED + 30) + [SENT], ""),
        (([LATER] * 20 + [SENT]) * 20, ""),
    ],
)
def test_a_row_of_answers_tells_what_is_wrong(row: list[int], why: str) -> None:
    assert answers(*row).why_to_pause(at_s=float(len(row) - 1)) == why


def test_refusals_are_written_down_once_a_letter_was_taken_after_them() -> None:
    found = answers(POLICY, POLICY)

    known = found.take(landed(SENT, 9), at_s=3.0)

    assert [(one.id, one.status) for one in known] == [(0, "refused"), (1, "refused"), (9, "sent")]
    assert found.left_over() == []


def test_a_few_refusals_at_the_end_are_written_down_and_many_are_not() -> None:
    assert len(answers(*[POLICY] * 3).left_over()) == 3
    assert answers(*[POLICY] * MOST_REFUSED).left_over() == []


@given(st.lists(st.integers(SENT, UNFIT), max_size=300))
def test_whatever_the_row_nothing_is_told_twice_and_only_refusals_are_held_back(row: list[int]) -> None:
    found = Answers(Trouble(too_long_s=60.0))
    told = [one for second, what in enumerate(row) for one in found.take(landed(what, second), at_s=second)]
    held = len(found.refused) >= MOST_REFUSED
    told += found.left_over()

    missing = set(range(len(row))) - {one.id for one in told}
    assert len(told) == len({one.id for one in told})
    assert {row[number] for number in missing} <= {POLICY}
    assert bool(missing) == held
