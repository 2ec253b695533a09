# SPDX-License-Identifier: EUPL-1.2
"""The text format of the literature on student-project allocation.

The first line counts students, projects and lecturers; then comes a line for each student, "1: 2 (6 1) 8"
with ties in brackets, for each project, "1: lower: upper: lecturer", and for each lecturer, "1: lower:
target: upper: (6 1 2) 3". What follows is a remark. Lower bounds must be met, and ties stay open.
"""

import re
from collections.abc import Iterator

from kennisstad.rounds.allocation.instance import Instance, Question, Supervisor, Team, Tiers, Ties
from kennisstad.rounds.allocation.unreadable import MOST_ENTRIES, MOST_NUMBER, Flaw, Unreadable

Lines = Iterator[tuple[int, str]]


def read(text: str) -> Instance:
    """Read an instance in the text format.

    Raises:
        Unreadable: a line is missing, or not as the format says.
    """
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip())
    number, first = next(lines)
    counts = first.split()
    if len(counts) != 3 or not all(count.isdecimal() for count in counts):
        raise Unreadable(
            Flaw.TYPE, line=number, expected="a number of students, of projects and of lecturers", found=first
        )
    teams, questions, supervisors = (_number(count, number) for count in counts)
    if max(teams, questions, supervisors) > MOST_ENTRIES:
        raise Unreadable(Flaw.TOO_LONG, line=number, expected=str(MOST_ENTRIES), found=first)
    return Instance(
        teams=tuple(
            Team(id=id_, wishes=_tiers(wishes, line)) for line, (id_, wishes) in _entries(lines, teams, 2)
        ),
        questions=tuple(
            Question(id=id_, lower=_number(lower, line), upper=_number(upper, line), supervisor=supervisor)
            for line, (id_, lower, upper, supervisor) in _entries(lines, questions, 4)
        ),
        supervisors=tuple(
            Supervisor(
                id=id_,
                lower=_number(lower, line),
                target=_number(target, line),
                upper=_number(upper, line),
                priority=_tiers(priority, line),
            )
            for line, (id_, lower, target, upper, priority) in _entries(lines, supervisors, 5)
        ),
        closures=False,
        ties=Ties.OPEN,
    )


def _entries(lines: Lines, count: int, parts: int) -> Iterator[tuple[int, list[str]]]:
    """Give the line number and the parts of so many lines."""
    for place in range(1, count + 1):
        number, line = next(lines, (0, ""))
        if not line:
            raise Unreadable(Flaw.CUT_OFF, expected=str(count), found=str(place - 1))
        found = [part.strip() for part in line.split(":")]
        if len(found) != parts:
            raise Unreadable(Flaw.TYPE, line=number, expected=": ".join(["…"] * parts), found=line)
        if found[0] != str(place):
            raise Unreadable(Flaw.ORDER, line=number, expected=str(place), found=found[0])
        yield number, found


def _number(text: str, line: int) -> int:
    if not re.fullmatch(r"-?[0-9]{1,10}", text) or abs(int(text)) > MOST_NUMBER:
        raise Unreadable(Flaw.TYPE, line=line, expected="a whole number", found=text)
    return int(text)


def _tiers(text: str, line: int) -> Tiers:
    """Read ids in order, tied ones in brackets."""
    tiers: list[tuple[str, ...]] = []
    tied: list[str] | None = None
    for word in re.findall(r"[()]|[^\s()]+", text):
        if (word == "(") != (tied is None) and word in "()":
            raise Unreadable(Flaw.TIES, line=line, found=text)
        if word == "(":
            tied = []
        elif word == ")":
            tiers += [tuple(tied)] if tied else []
            tied = None
        elif tied is None:
            tiers.append((word,))
        else:
            tied.append(word)
    if tied is not None:
        raise Unreadable(Flaw.TIES, line=line, found=text)
    return tuple(tiers)
