# SPDX-License-Identifier: EUPL-1.2
"""One version of an agreement, whole, as plain data: people and things are named by their keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

LANGUAGES = ("nl", "en")
Texts = Mapping[str, Mapping[str, str]]
"""Per language the words by name; a language in which nothing is said is left out."""

KINDS = ("first", "successor", "amendment")
STATUSES = ("draft", "offered", "signed")
MARKS = ("canal", "moss", "heather", "ochre")


@dataclass(frozen=True)
class PartyRecord:
    partner: str
    joined_on: date
    left_on: date | None = None
    name: str = ""
    """For who reads the file; the key counts."""


@dataclass(frozen=True)
class ThemeRecord:
    key: str
    mark: str
    texts: Texts


@dataclass(frozen=True)
class StepRecord:
    """A theme of the version that is followed goes on as one of this version, or ends."""

    old: str
    new: str = ""


@dataclass(frozen=True)
class ArticleRecord:
    number: str
    texts: Texts
    is_summary: bool = False


@dataclass(frozen=True)
class OwnerRecord:
    partner: str
    share: Decimal | None = None


@dataclass(frozen=True)
class BudgetRecord:
    amount: Decimal
    starts_on: date
    ends_on: date
    currency: str = "EUR"
    is_public: bool = True


@dataclass(frozen=True)
class FigureRecord:
    value: Decimal
    unit: str
    measured_on: date
    source: str
    texts: Texts
    withdrawn: bool = False


@dataclass(frozen=True)
class CommitmentRecord:
    key: str
    texts: Texts
    article: str = ""
    """The number of an article of this version."""
    theme: str = ""
    carries_on: str = ""
    """The key of a commitment of the version before."""
    source: str = ""
    promised_on: date | None = None
    read_on: date | None = None
    due_on: date | None = None
    unit: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    falls: bool = False
    fresh_for_months: int = 12
    owners: tuple[OwnerRecord, ...] = ()
    budget: BudgetRecord | None = None
    figures: tuple[FigureRecord, ...] = ()


@dataclass(frozen=True)
class FactRecord:
    topic: str
    source: str
    read_on: date
    texts: Texts
    followed: bool = True
    on: date | None = None

    @property
    def name(self) -> tuple[str, str, date]:
        """Tell this fact from all others of its version."""
        return self.topic, self.source, self.read_on


@dataclass(frozen=True)
class VersionRecord:
    """What stands in one list stands in its order."""

    key: str
    kind: str
    status: str
    starts_on: date
    ends_on: date
    texts: Texts
    follows: str = ""
    signed_on: date | None = None
    quorum: int | None = None
    in_order: bool = False
    parties: tuple[PartyRecord, ...] = ()
    themes: tuple[ThemeRecord, ...] = ()
    steps: tuple[StepRecord, ...] = ()
    articles: tuple[ArticleRecord, ...] = ()
    commitments: tuple[CommitmentRecord, ...] = ()
    facts: tuple[FactRecord, ...] = ()


WORDS: Mapping[type, tuple[str, ...]] = {
    VersionRecord: ("name", "summary"),
    ThemeRecord: ("name", "summary"),
    ArticleRecord: ("title", "body"),
    CommitmentRecord: ("sentence", "indicator", "definition"),
    FigureRecord: ("definition", "why_withdrawn"),
    FactRecord: ("statement", "why"),
}
"""What each of them says in words."""

ONE_LINE = {"name", "title", "indicator"}
"""Words that stand on one line; the others may have paragraphs."""
