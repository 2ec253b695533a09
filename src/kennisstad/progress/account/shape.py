# SPDX-License-Identifier: EUPL-1.2
"""What stands in the frozen figures of an account. Days are ISO, decimals are text, words are by language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

FORMAT = "kennisstad-account/1"
NO_THEME = ""
Words = dict[str, str]


class Theme(TypedDict):
    key: str
    mark: str
    name: Words


class District(TypedDict):
    code: str
    name: str


class Owner(TypedDict):
    key: str
    name: str
    share: str | None
    left_on: str | None
    """When this partner left the agreement, if it did by the last day of the period."""


class Figure(TypedDict):
    value: str
    unit: str
    measured_on: str
    entered_on: str
    source: str
    definition: Words


class Assessment(TypedDict):
    verdict: str
    role: str
    on: str
    because: Words


class Budget(TypedDict):
    amount: str
    currency: str
    starts_on: str
    ends_on: str


class Commitment(TypedDict):
    key: str
    themes: list[str]
    article: str
    sentence: Words
    indicator: Words
    owners: list[Owner]
    due_on: str | None
    unit: str
    target: str | None
    state: str
    projects: int
    results: int
    assessment: Assessment | None
    figures: list[Figure]
    budget: Budget | None


class Placed(TypedDict):
    """What happened under themes and in districts."""

    id: int
    themes: list[str]
    districts: list[str]


class Project(Placed):
    title: Words
    carrier: str
    status: str
    starts_on: str
    ended_on: str | None


class Result(Placed):
    project: int
    title: Words
    handed_over_on: str


class GivingBack(Placed):
    project: int
    on: str
    form: str


class Version(TypedDict):
    key: str
    name: Words
    starts_on: str
    ends_on: str


class Rows(TypedDict):
    """What is counted."""

    themes: list[Theme]
    districts: list[District]
    commitments: list[Commitment]
    projects: list[Project]
    results: list[Result]
    givings: list[GivingBack]
    questions: list[Placed]


class Figures(Rows):
    """All of an account but its introductions."""

    format: str
    agreement: Version
    starts_on: str
    ends_on: str
    totals: list["Total"]
    """Of each theme, of what has no theme, and last of the whole."""


class Reached(TypedDict):
    """What was asked, ran and came back in a district."""

    code: str
    questions: int
    projects: int
    givings: int


class Money(TypedDict):
    currency: str
    amount: str


class Total(TypedDict):
    theme: str | None
    """Nothing is the whole; an empty key is what has no theme."""
    commitments: int
    states: dict[str, int]
    figures: int
    projects: int
    results: int
    givings: int
    questions: int
    budgets: list[Money]
    reached: list[Reached]
    white_spots: list[str]
    """Codes of the districts in which nothing was asked, ran or came back."""


@dataclass(frozen=True)
class Said:
    """Words with the language that they are in."""

    words: str
    language: str

    def __str__(self) -> str:
        return self.words


def said(words: Mapping[str, str], language: str) -> Said:
    """Give words in this language, else in the other; without any, nothing."""
    found = language if words.get(language) else next((one for one in words if words[one]), language)
    return Said(words.get(found, ""), found)
