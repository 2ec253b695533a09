# SPDX-License-Identifier: EUPL-1.2
"""Researchers who could help, from those of their works that are nearest to what is asked."""

from dataclasses import dataclass

from kennisstad.citylab.indexing import joined, number_of, texts_of_work
from kennisstad.citylab.matching.features import FEATURES, Candidate
from kennisstad.citylab.matching.score import Scored, scored
from kennisstad.citylab.weighing import Look, Weighed
from kennisstad.partners.models import Researcher, Work
from kennisstad.partners.queries import researchers_of_works, works_of_researchers
from kennisstad.retrieval import Language
from kennisstad.retrieval.people import nearest_people

WORKS_LOOKED_AT = 60
SHOWN = 5


@dataclass(frozen=True)
class Person:
    """A researcher in their place, with what the works say that speak for them."""

    record: Researcher
    weighed: Weighed
    texts: dict[Language, str]


def persons(look: Look) -> list[Person]:
    """Rank researchers who take questions, best first; at most five, from the best sixty works.

    Cost: one search; no query when no work was found, and otherwise three.
    """
    hits = look.search({"work"}, limit=WORKS_LOOKED_AT)
    named = researchers_of_works([number_of(hit.id) for hit in hits])
    makers = {f"work:{pk}": some for pk, some in named.items()}
    known = {f"researcher:{one.pk}": one for some in makers.values() for one in some}
    makers_of = {work: [f"researcher:{one.pk}" for one in some] for work, some in makers.items()}
    works_of = works_of_researchers([number_of(one) for one in known])
    found = nearest_people(
        hits,
        lambda work: makers_of.get(work, ()),
        works_of=lambda person: works_of.get(number_of(person), 1),
        limit=SHOWN + len(look.without),
    )
    found = [one for one in found if one.id not in look.without][:SHOWN]
    works = Work.objects.in_bulk([number_of(hit.id) for one in found for hit in one.works])
    nearest = {
        one.id: [works[pk] for hit in one.works if (pk := number_of(hit.id)) in works] for one in found
    }
    candidates = [
        Candidate(one.id, one.score, share=one.score, works=tuple(work.title for work in nearest[one.id]))
        for one in found
    ]
    return [
        Person(known[one.candidate.id], _weighed(one), _texts(nearest[one.candidate.id]))
        for one in scored(look.asked, candidates, look.model)
    ]


def _weighed(one: Scored) -> Weighed:
    return Weighed(one.candidate, one.score, {name: getattr(one.features, name) for name in FEATURES}, [])


def _texts(works: list[Work]) -> dict[Language, str]:
    said: dict[Language, list[str]] = {}
    for work in works:
        for language, text in joined(texts_of_work(work)).items():
            said.setdefault(language, []).append(text)
    return {language: "\n".join(some) for language, some in said.items()}
