# SPDX-License-Identifier: EUPL-1.2
"""What the example's road files say: questions and projects, in days from the day of loading."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kennisstad.demo.files import DATA, Lang, Said
from kennisstad.demo.shapes import read


@dataclass(frozen=True)
class TitleAndBody:
    title: str
    body: str


@dataclass(frozen=True)
class LegWords:
    """What a part is about, and what it hands over to the next; the last hands over its result."""

    title: str
    body: str
    discipline: str
    hand_over: str = ""


@dataclass(frozen=True)
class LegEntry:
    key: str
    order: int
    level: str
    texts: Mapping[Lang, LegWords]
    project: str | None = None


@dataclass(frozen=True)
class QuestionEntry:
    key: str
    asker: Literal["resident", "organisation", "municipality"]
    language: Lang
    words: str
    themes: tuple[str, ...]
    districts: tuple[str, ...]
    sent_days_ago: int
    minutes: int
    state: Literal[
        "sent", "open", "waiting", "proposed", "placed", "given-back",
        "advised", "referred", "merged", "declined", "withdrawn", "in-legs",
    ]  # fmt: skip
    texts: Mapping[Lang, TitleAndBody] | None = None
    needed_in_days: int | None = None
    message: Said | None = None
    advised_with: str | None = None
    merged_into: str | None = None
    referred_to: Said | None = None
    project: str | None = None
    legs: tuple[LegEntry, ...] = ()
    size: Literal["small", "medium", "large"] | None = None
    asker_hours: int | None = None
    """Hours that the asker has for the students, over the whole project."""

    @property
    def taken_up(self) -> tuple[str, str] | None:
        """Give what a course took up, the question or one of its parts, and in which project."""
        parts = [(leg.key, leg.project) for leg in self.legs]
        return next(((key, project) for key, project in [(self.key, self.project), *parts] if project), None)

    @property
    def own_words(self) -> str:
        """The asker's words, whose lines were only broken to fit the file."""
        return "\n\n".join(" ".join(part.split()) for part in self.words.strip().split("\n\n"))


@dataclass(frozen=True)
class TitleAndSummary:
    title: str
    summary: str


@dataclass(frozen=True)
class MilestoneEntry:
    due_in_days: int
    nl: str
    en: str
    done_days_ago: int | None = None


@dataclass(frozen=True)
class LogLine:
    days_ago: int
    nl: str
    en: str


@dataclass(frozen=True)
class ResultWords:
    title: str
    asked: str
    found: str
    advice: str
    failed: str
    next_question: str


@dataclass(frozen=True)
class ResultEntry:
    days_ago: int
    texts: Mapping[Lang, ResultWords]
    data_deleted_in_days: int | None


@dataclass(frozen=True)
class GivenBack:
    days_ago: int
    form: str
    place: Said


@dataclass(frozen=True)
class UsedEntry:
    months: Literal[3, 12, 36]
    answer: Literal["used", "partly", "not"]
    why: Said


@dataclass(frozen=True)
class ProjectEntry:
    key: str
    texts: Mapping[Lang, TitleAndSummary]
    partners: tuple[str, ...]
    themes: tuple[str, ...]
    districts: tuple[str, ...]
    state: Literal["planned", "running", "handed-over", "given-back", "closed", "stopped"]
    ends_in_days: int
    milestones: tuple[MilestoneEntry, ...]
    log: tuple[LogLine, ...]
    started_days_ago: int | None = None
    starts_in_days: int | None = None
    stopped_because: Said | None = None
    result: ResultEntry | None = None
    given_back: GivenBack | None = None
    used: tuple[UsedEntry, ...] = ()

    @property
    def carrier(self) -> str:
        """The partner that answers for it."""
        return self.partners[0]

    @property
    def start_days_ago(self) -> int:
        """When it starts; below zero for what lies ahead.

        Raises:
            ValueError: the file says neither when it started nor when it will.
        """
        if self.started_days_ago is not None:
            return self.started_days_ago
        if self.starts_in_days is None:
            raise ValueError(f"{self.key} does not say when it starts.")
        return -self.starts_in_days

    @property
    def on_its_way_days_ago(self) -> int:
        """By when it was on the books: before it started, and before anything was noted in it."""
        noted = [line.days_ago for line in self.log]
        done = [one.done_days_ago for one in self.milestones if one.done_days_ago is not None]
        return max([self.start_days_ago, *noted, *done, 1]) + 1


@dataclass(frozen=True)
class RoadFile:
    questions: tuple[QuestionEntry, ...]
    projects: tuple[ProjectEntry, ...]

    @property
    def began_days_ago(self) -> int:
        """When the first of it happened."""
        asked = [question.sent_days_ago for question in self.questions]
        return max(asked + [project.on_its_way_days_ago for project in self.projects])


@cache
def road() -> RoadFile:
    """Read every question and project, in the order of the files."""
    found = [read(file, RoadFile) for file in sorted(DATA.glob("road-*.yaml"))]
    return RoadFile(
        questions=tuple(question for one in found for question in one.questions),
        projects=tuple(project for one in found for project in one.projects),
    )
