# SPDX-License-Identifier: EUPL-1.2
"""Candidates for very many questions at once: plain values read for all of them together, no records."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kennisstad.citylab import indexing
from kennisstad.citylab.facts import Facts, facts_of_courses, facts_of_results, works_of_experts
from kennisstad.citylab.matching.features import Asked, Candidate
from kennisstad.citylab.matching.limits import limits
from kennisstad.citylab.matching.score import Model, ranked
from kennisstad.citylab.matching.spread import spread
from kennisstad.citylab.matching.works import Weights, Work, weights
from kennisstad.citylab.weighing import nearest_facts
from kennisstad.retrieval import Hit, Rarity

_PARTNER = {"course": "partner__name", "expert": "partner__name", "result": "project__carrier__name"}
_TITLE = {
    "course": "texts__name",
    "expert": "texts__name",
    "result": "texts__title",
    "question": "texts__title",
}


@dataclass(frozen=True, slots=True)
class Known:
    """The records of one kind that may be seen, by index id."""

    partners: Mapping[str, str]
    facts: Mapping[str, Facts]
    works: Mapping[str, Sequence[Work]]

    def best(
        self, asked: Asked, hits: Sequence[Hit], model: Model, rarity: Rarity
    ) -> list[tuple[Candidate, float]]:
        """Order the hits that can be asked as the desk does, each with its score, best first."""
        weigh = weights(asked, rarity) if self.works else None
        candidates = [
            Candidate(hit.id, hit.score, **self._facts(hit, weigh)) for hit in hits if hit.id in self.partners
        ]
        found = ranked(asked, candidates, model)
        by_id, load = {one.id: one for one, _ in found}, {one.id: one.recent for one in candidates}
        order = spread([(one.id, score) for one, score in found], load=load)
        return [(by_id[key], score) for key, score in order if not limits(asked, by_id[key])]

    def _facts(self, hit: Hit, weigh: Weights | None) -> Facts:
        if weigh and (works := self.works.get(hit.id)):
            return nearest_facts(works, weigh)
        return {"share": hit.share, **self.facts.get(hit.id, {})}


def known(kind: str, ids: Collection[str], today: date) -> Known:
    """Read the records of one kind that may still be seen, by index id.

    What a course took up before is left out: that differs per question.

    Cost: at most six queries, whatever the number.
    """
    numbers = _numbers(ids)
    found = indexing.READ[kind][0]().filter(pk__in=numbers).values_list("pk", _PARTNER[kind])
    partners = {f"{kind}:{pk}": name for pk, name in found} if numbers else {}
    facts = _facts(kind, numbers, today) if numbers else {}
    works = works_of_experts(numbers) if numbers and kind == "expert" else {}
    return Known(
        partners,
        {f"{kind}:{pk}": one for pk, one in facts.items()},
        {f"{kind}:{pk}": some for pk, some in works.items()},
    )


def titles(kind: str, ids: Collection[str]) -> dict[str, dict[str, str]]:
    """Give what records are called, per language, by index id; one query."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    records = indexing.READ[kind][0]().filter(pk__in=_numbers(ids))
    for pk, language, title in records.values_list("pk", "texts__language", _TITLE[kind]):
        found[f"{kind}:{pk}"][language] = title
    return found


def _facts(kind: str, numbers: list[int], today: date) -> dict[int, Facts]:
    if kind == "course":
        return facts_of_courses(numbers, like=frozenset, today=today)
    return facts_of_results(numbers, like=frozenset) if kind == "result" else {}


def _numbers(ids: Collection[str]) -> list[int]:
    return [indexing.number_of(one) for one in ids]
