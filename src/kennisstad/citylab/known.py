# SPDX-License-Identifier: EUPL-1.2
"""Candidates for very many questions at once: plain values read for all of them together, no records."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kennisstad.citylab import indexing
from kennisstad.citylab.facts import Facts, facts_of_courses, facts_of_results
from kennisstad.citylab.matching.features import Candidate
from kennisstad.retrieval import Hit

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

    def candidates(self, hits: Sequence[Hit]) -> list[Candidate]:
        """Give the hits that may be seen with their facts, in their order."""
        return [
            Candidate(hit.id, hit.score, share=hit.share, **self.facts.get(hit.id, {}))
            for hit in hits
            if hit.id in self.partners
        ]


def known(kind: str, ids: Collection[str], today: date) -> Known:
    """Read the records of one kind that may still be seen, by index id.

    What a course took up before is left out: that differs per question.

    Cost: at most six queries, whatever the number.
    """
    numbers = _numbers(ids)
    found = indexing.READ[kind][0]().filter(pk__in=numbers).values_list("pk", _PARTNER[kind])
    partners = {f"{kind}:{pk}": name for pk, name in found} if numbers else {}
    facts = _facts(kind, numbers, today) if numbers else {}
    return Known(partners, {f"{kind}:{pk}": one for pk, one in facts.items()})


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
    return [int(one.partition(":")[2]) for one in ids]
