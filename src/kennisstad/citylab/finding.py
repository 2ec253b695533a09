# SPDX-License-Identifier: EUPL-1.2
"""Reads across the index and the records: who can help?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from kennisstad.citylab import indexing
from kennisstad.citylab.fallback import Searching, answered
from kennisstad.citylab.matching.common_words import Passage, passages
from kennisstad.citylab.matching.features import Asked
from kennisstad.citylab.matching.limits import Limit
from kennisstad.citylab.matching.reasons import Reason
from kennisstad.citylab.matching.score import PRIOR, Model
from kennisstad.citylab.models import Judgement, Question
from kennisstad.citylab.pairs import remembering
from kennisstad.citylab.persons import Person, persons
from kennisstad.citylab.weighing import COURSES, Look, Weighed, explained, weighed
from kennisstad.retrieval import Language, Matched

SHOWN = {"course": 10, "expert": 5, "result": 5}
BUT_SHOWN = 5
JUDGED = 200
"""How far down the candidate of a decision is looked for."""


@dataclass(frozen=True)
class Match:
    """One course, group or result with its reasons."""

    record: Any
    score: float
    reasons: list[Reason]
    features: Mapping[str, float]
    shared: list[Matched]
    """The words that met, most telling first."""
    asked: Mapping[Language, str]
    texts: Mapping[Language, str]
    """What the candidate says."""
    limits: list[Limit] = field(default_factory=list)
    """Why it cannot be asked now."""

    @cached_property
    def asked_passages(self) -> list[Passage]:
        """The question's texts with the words that met."""
        return passages(self.asked, [word.asked for word in self.shared], whole=True)

    @cached_property
    def passages(self) -> list[Passage]:
        """The sentences of the candidate in which words met."""
        return passages(self.texts, [word.found for word in self.shared])


@dataclass(frozen=True)
class Matches:
    courses: list[Match]
    experts: list[Match]
    researchers: list[Match]
    results: list[Match]
    but: list[Match]
    """Courses that would fit as well as those shown, and cannot be asked now; each with its limits."""
    is_calibrated: bool = False
    """Scores may be read as chances."""
    slower: bool = False
    """The index is being made again: this was found in the database, slower and coarser."""


def matches(asked: Asked, *, today: date, model: Model = PRIOR, about: Question | None = None) -> Matches:
    """Rank for any texts: a search per kind and a fixed number of database queries.

    Args:
        about: the question that these texts are about: it is not like itself, and what was put aside for it
            is left out.
    """
    own = f"question:{about.pk}" if about else ""
    aside = Judgement.objects.put_aside(about).index_ids() if about else ()
    found, slower = answered(
        lambda index: _found(Look(asked, index, model, today, own, aside, remembering()))
    )
    return Matches(**found, is_calibrated=model.is_calibrated, slower=slower)


def features_for(
    question: Question, kind: str, pk: int, *, today: date, model: Model = PRIOR
) -> tuple[dict[str, float], float] | None:
    """Give the features by name, and the score, of one course, expert or result for a question.

    Returns:
        Nothing when it is not among the 200 that fit best.
    """
    asked, own = asked_by(question), f"question:{question.pk}"
    kinds = COURSES if kind == "course" else (kind,)

    def find(index: Searching) -> tuple[dict[str, float], float] | None:
        look = Look(asked, index, model, today, own, translations=remembering())
        hits = look.search(kinds, limit=JUDGED)
        wanted = [hit for hit in hits if hit.id in {f"{one}:{pk}" for one in kinds}]
        for one in weighed(look, kind, wanted, best=hits[0].score if hits else 0.0):
            return one.features, one.score
        return None

    return answered(find)[0]


def asked_by(question: Question) -> Asked:
    """Give the question's side: its clear words, or else the asker's own; not who the asker is."""
    texts = indexing.joined(indexing.texts_of_question(question))
    language = indexing.language_in(question)
    return Asked(
        texts=texts or {language: question.words},
        districts=frozenset(area.code for area in question.districts.all()),
        themes=frozenset(theme.key for theme in question.themes.all()),
        needed_by=question.needed_by,
        language=language,
        level=question.leg_level,
    )


def _found(look: Look) -> dict[str, list[Match]]:
    free, barred = _courses(look)
    return {
        **_shown_courses(look, free, barred),
        "experts": _shown(look, "expert", weighed(look, "expert")[: SHOWN["expert"]]),
        "researchers": [_person(look, one) for one in persons(look)],
        "results": _shown(look, "result", weighed(look, "result")[: SHOWN["result"]]),
    }


def _person(look: Look, one: Person) -> Match:
    shared, said = explained(look, one.weighed, one.texts)
    return Match(
        one.record, one.weighed.score, said, one.weighed.features, shared, look.asked.texts, one.texts
    )


def _courses(look: Look) -> tuple[list[Weighed], list[Weighed]]:
    """Part the courses that can be asked, at most ten, from those whose words fit as well as theirs."""
    on, off = weighed(look, "course"), weighed(look, "course-off")
    free = [one for one in on if not one.limits][: SHOWN["course"]]
    least = min((one.features["words"] for one in free), default=0.0)
    barred = [one for one in [*on, *off] if one.limits and one.features["words"] >= least]
    return free, sorted(barred, key=lambda one: (-one.score, one.candidate.id))[:BUT_SHOWN]


def _shown_courses(look: Look, free: list[Weighed], barred: list[Weighed]) -> dict[str, list[Match]]:
    """Read the records of both lists at once."""
    found = _shown(look, "course", [*free, *barred])
    courses = [match for match in found if not match.limits]
    return {"courses": courses, "but": [match for match in found if match.limits]}


def _shown(look: Look, kind: str, chosen: list[Weighed]) -> list[Match]:
    """Read records and words of what is shown alone: that is the slow part."""
    records = look.read_records(kind, [one.pk for one in chosen])
    matches = []
    for one in look.with_periods([one for one in chosen if one.pk in records]):
        record = records[one.pk]
        texts = indexing.joined(indexing.READ[kind][1](record))
        shared, said = explained(look, one, texts)
        matches.append(
            Match(record, one.score, said, one.features, shared, look.asked.texts, texts, one.limits)
        )
    return matches
