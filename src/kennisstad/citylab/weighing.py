# SPDX-License-Identifier: EUPL-1.2
"""Hits of a search → candidates with the facts of the database → weighed, in order, explained."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from kennisstad.citylab import facts, indexing, semantic
from kennisstad.citylab.fallback import Searching
from kennisstad.citylab.matching.features import FEATURES, Asked, Candidate
from kennisstad.citylab.matching.limits import Limit, limits
from kennisstad.citylab.matching.reasons import Reason, reasons
from kennisstad.citylab.matching.score import Model, Scored, scored
from kennisstad.citylab.matching.spread import spread
from kennisstad.citylab.matching.works import Weights, Work, nearest, weights
from kennisstad.retrieval import Hit, Language, Matched, Translations, matched

CANDIDATES = 20
COURSES = ("course", "course-off")
LIKE_QUESTIONS, LIKE_SHARE = 50, 0.3
"""Of so many questions that rank best, those that cover this share of the words count as like this one."""
LITTLE = 0.01
"""Of a group without a common word, found by a translation alone: it comes after those that have one."""
_JOINED = {"course": "partner", "expert": "partner", "result": "project__carrier"}


@dataclass(frozen=True)
class Weighed:
    """One candidate in its place."""

    candidate: Candidate
    score: float
    features: dict[str, float]
    limits: list[Limit]

    @property
    def pk(self) -> int:
        return indexing.number_of(self.candidate.id)


@dataclass(frozen=True)
class Look:
    """One look for who could help."""

    asked: Asked
    index: Searching
    model: Model
    today: date
    own: str = ""
    """The index id of the question itself."""
    without: Collection[str] = ()
    """Index ids that were put aside for this question."""
    translations: Translations | None = None

    def search(self, kinds: Collection[str], *, limit: int) -> list[Hit]:
        """Look for what fits the question, what was put aside left out."""
        texts, without = self.asked.texts, self.without
        by_words = self.index.search(
            texts,
            kinds=kinds,
            limit=semantic.depth(limit),
            without=without,
            translations=self.translations,
        )
        return semantic.fused(by_words, texts, kinds=kinds, limit=limit, without=without)

    @cached_property
    def like_questions(self) -> frozenset[int]:
        """The numbers of public questions that are like this one: one search."""
        hits = self.index.search(
            self.asked.texts, kinds={"question"}, limit=LIKE_QUESTIONS, without=[self.own]
        )
        best = hits[0].score if hits else 0.0
        near = [hit for hit in hits if (hit.share or hit.score / best) >= LIKE_SHARE]
        return frozenset(_pk(hit) for hit in near)

    @cached_property
    def weights(self) -> Weights:
        return weights(self.asked, self.index.rarity)

    def read_records(self, kind: str, ids: Collection[int]) -> dict[int, Any]:
        """Read what is shown of these records: two queries, none without ids."""
        if not ids:
            return {}
        model = indexing.READ[kind][0]().model
        found = model.objects.filter(pk__in=ids).select_related(_JOINED[kind])
        return {record.pk: record for record in found.prefetch_related("texts")}

    def with_periods(self, chosen: Sequence[Weighed]) -> list[Weighed]:
        """Name the periods: one query at most."""
        sessions = {one.candidate.session_id for one in chosen if one.candidate.session_id}
        names = facts.period_names(sessions, get_language() or "nl")
        return [
            replace(
                one, candidate=replace(one.candidate, period=names.get(one.candidate.session_id or 0, ""))
            )
            for one in chosen
        ]


def weighed(look: Look, kind: str, hits: list[Hit] | None = None, *, best: float = 0.0) -> list[Weighed]:
    """Search one kind, or take these hits, and give their candidates in order, best first.

    Args:
        best: the highest score of the search, when `hits` is a part of what it found.
    """
    if hits is None:
        hits = look.search({kind}, limit=CANDIDATES)
    candidates = _candidates(look, kind, hits) if hits else []
    found = {one.candidate.id: one for one in scored(look.asked, candidates, look.model, best=best)}
    order = [(one.candidate.id, one.score) for one in found.values()]
    load = {one.id: one.recent for one in candidates}
    return [_weighed(look, found[key]) for key, _score in spread(order, load=load)]


def explained(look: Look, one: Weighed, texts: Mapping[Language, str]) -> tuple[list[Matched], list[Reason]]:
    """Give the words that met in this candidate, and what speaks for and against it."""
    reader = get_language()
    how: dict[str, Any] = {"rarity": look.index.rarity, "translations": look.translations}
    # Whoever reads the reasons reads them in one language, unless words met in the other alone.
    own = {language: text for language, text in texts.items() if language == reader}
    shared = matched(look.asked.texts, own, **how) if own else []
    shared = shared or matched(look.asked.texts, texts, **how)
    return shared, reasons(look.asked, one.candidate, shared)


def _weighed(look: Look, one: Scored) -> Weighed:
    named = {name: getattr(one.features, name) for name in FEATURES}
    return Weighed(one.candidate, one.score, named, limits(look.asked, one.candidate))


def _candidates(look: Look, kind: str, hits: Sequence[Hit]) -> list[Candidate]:
    known = _facts(look, kind, hits)
    return [
        Candidate(hit.id, hit.score, **{"share": hit.share, **known[_pk(hit)]})
        for hit in hits
        if _pk(hit) in known
    ]


def _facts(look: Look, kind: str, hits: Sequence[Hit]) -> dict[int, facts.Facts]:
    ids = [_pk(hit) for hit in hits]
    if kind in COURSES:
        return facts.facts_of_courses(ids, like=lambda: look.like_questions, today=look.today)
    if kind == "result":
        return facts.facts_of_results(ids, like=lambda: look.like_questions)
    return {pk: nearest_facts(works, look.weights) for pk, works in facts.works_of_experts(ids).items()}


def nearest_facts(works: Sequence[Work], weigh: Weights) -> facts.Facts:
    """Put the nearest works of a group in the place of its whole text."""
    share, near = nearest(works, weigh)
    return {"share": share or LITTLE, "works": tuple(work.said for work in near if not work.is_about)}


def _pk(hit: Hit) -> int:
    return indexing.number_of(hit.id)
