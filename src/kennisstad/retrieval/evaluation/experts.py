# SPDX-License-Identifier: EUPL-1.2
"""Measures how well people are found from their works."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kennisstad.lib.files import UnusableFile
from kennisstad.retrieval.evaluation.beir import Collection
from kennisstad.retrieval.evaluation.measures import Grades, misordered, orderable
from kennisstad.retrieval.evaluation.report import Report, Series
from kennisstad.retrieval.evaluation.retrieval import MEASURES
from kennisstad.retrieval.evaluation.speech import speech
from kennisstad.retrieval.evaluation.systems import SYSTEMS, Rankings, systems
from kennisstad.retrieval.index import Hit, Translations
from kennisstad.retrieval.people import nearest_people, standing_out

_DEPTH = 5_000
"""Works looked at per query: so many that everybody's three nearest are among them."""
_RANKED = ("ndcg@10", "recall@10", "mrr@10")

Scores = Mapping[str, Mapping[str, float]]
"""Query → person → score; whoever is not there has 0."""


@dataclass(frozen=True)
class Makers:
    """Who made which work."""

    of: Mapping[str, Sequence[str]]
    works: Counter[str]

    def score(self, hits: Sequence[Hit]) -> dict[str, float]:
        """Score everybody who made one of the works."""
        people = nearest_people(
            hits, lambda work: self.of[work], works_of=self.works.__getitem__, limit=len(self.works)
        )
        return {person.id: person.score for person in people}


def measured(collection: Collection, *, translations: Translations | None = None) -> Report:
    """Score every person for every query with every system and compare with the judgements.

    Raises:
        UnusableFile: no work says whose it is.
        IndexNotWritten: there is no room for the indexes.
    """
    makers = _makers(collection)
    languages = speech(collection.queries.items())
    scores: dict[str, dict[str, dict[str, float]]] = {system: {} for system in SYSTEMS}
    with systems(collection.corpus, languages, translations=translations) as ready:
        for query_id, text in collection.queries.items():
            found = ready.search(text, languages.of[query_id], limit=_DEPTH)
            for system, hits in _comparable(found, len(collection.corpus)).items():
                scores[system][query_id] = makers.score(hits)
    return _report(collection, makers, scores)


def _makers(collection: Collection) -> Makers:
    people = {work.id: work.people for work in collection.corpus}
    works = Counter(person for some in people.values() for person in some)
    if not works:
        raise UnusableFile("No line of corpus.jsonl names the `people` who made the work.")
    return Makers(people, works)


def _comparable(found: Rankings, works: int) -> dict[str, list[Hit]]:
    """Give the hits of each system with shares that compare over queries."""
    return {
        "bm25": standing_out(found.bm25, works),
        "lexical": standing_out(found.lexical, works),
        "fused": _agreed(
            [(judge.weight, standing_out(judge.hits, works)) for judge in found.judges if judge.hits]
        ),
    }


def _agreed(judged: Sequence[tuple[float, Sequence[Hit]]]) -> list[Hit]:
    """Give every work with its mean share over weighted rankings: fused, and made comparable."""
    shares: defaultdict[str, float] = defaultdict(float)
    hits: dict[str, Hit] = {}
    total = sum(weight for weight, _ in judged)
    for weight, ranking in judged:
        for hit in ranking:
            hits.setdefault(hit.id, hit)
            shares[hit.id] += weight * hit.share / total
    return [replace(hit, share=shares[hit.id]) for hit in hits.values()]


def _report(collection: Collection, makers: Makers, scores: Mapping[str, Scores]) -> Report:
    strangers = {
        person for grades in collection.judgements.values() for person in grades
    } - makers.works.keys()
    notes = list(collection.notes())
    if strangers:
        notes.append(f"{len(strangers)} judged people have no work here; their score is 0.")
    series = [*_rank_series(collection.judgements, scores), _loss(collection.judgements, scores)]
    return Report(
        queries=len(collection.queries),
        documents=len(collection.corpus),
        figures={one.name: one.figures() for one in series},
        notes=notes,
    )


def _rank_series(judgements: Mapping[str, Grades], scores: Mapping[str, Scores]) -> list[Series]:
    return [
        Series(
            name,
            {
                system: [MEASURES[name](_ranked(some[query]), grades) for query, grades in judgements.items()]
                for system, some in scores.items()
            },
            [1.0] * len(judgements),
        )
        for name in _RANKED
    ]


def _ranked(scores: Mapping[str, float]) -> list[str]:
    return sorted(scores, key=lambda person: (-scores[person], person))


def _loss(judgements: Mapping[str, Grades], scores: Mapping[str, Scores]) -> Series:
    """Compare, per person, the scores for the queries that were judged for them."""
    judged: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for query, grades in judgements.items():
        for person, grade in grades.items():
            judged[person].append((query, grade))
    tops: dict[str, list[float]] = {system: [] for system in scores}
    bottoms: list[float] = []
    for person, rows in judged.items():
        given = [grade for _, grade in rows]
        for system, some in scores.items():
            found = [some[query].get(person, 0.0) for query, _ in rows]
            tops[system].append(misordered(found, given))
        bottoms.append(orderable(given))
    return Series("loss", tops, bottoms)
