# SPDX-License-Identifier: EUPL-1.2
"""Who knows about this? People are scored from their nearest few works, so that many works do not win."""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kennisstad.retrieval.index import Hit

NEAREST = 3
"""Works that a person is scored from: their mean ranks people better than the sum, the best or all."""


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A found person, with the works that speak for them, best first: three at most."""

    id: str
    score: float
    works: tuple[Hit, ...]


def nearest_people(
    hits: Sequence[Hit],
    people_of: Callable[[str], Sequence[str]],
    *,
    works_of: Callable[[str], int] | None = None,
    limit: int,
) -> list[PersonHit]:
    """Rank the people whose works were found, best first, equal ones by id.

    Args:
        hits: works found for one text, each once; deep enough to hold three works of whoever counts.
        people_of: the ids of those who made a work; may be empty.
        works_of: how many works a person has. A person with three or more is then scored from three, where
            a work that was not found counts as 0; without it from as many as were found.
        limit: the most people to give.
    Returns:
        People with the mean worth of their three nearest works. A work's worth is its `share`, or, where no
        hit has one, its score over the best score; so scores from shares compare over questions.

    Cost: one step per hit and person.
    """
    found: defaultdict[str, list[Hit]] = defaultdict(list)
    worth = _worth(hits)
    for hit in sorted(hits, key=lambda hit: (-worth(hit), hit.id)):
        for person in people_of(hit.id):
            if len(found[person]) < NEAREST:
                found[person].append(hit)
    people = [
        PersonHit(person, sum(map(worth, works)) / _counted(person, works, works_of), tuple(works))
        for person, works in found.items()
    ]
    return sorted(people, key=lambda person: (-person.score, person.id))[:limit]


def standing_out(hits: Sequence[Hit], works: int) -> list[Hit]:
    """Give each hit as share how far its score stands out among all works, 0 (not at all) to 1 (alone).

    Args:
        hits: one search, as deep as counts; whatever was not found has a score of 0.
        works: how many works were searched, at least as many as there are hits.

    It is the number of standard deviations above the mean of all works, of the most that so many works
    allow, √(works - 1) (Samuelson 1968, doi:10.1080/01621459.1968.10480944). So a long text does not outscore
    a short one, nor one on a subject that everybody works on one on a rare subject.
    Source: test normalisation, Auckenthaler, Carey & Lloyd-Thomas 2000, doi:10.1006/dspr.1999.0360.
    """
    mean = sum(hit.score for hit in hits) / max(works, 1)
    spread = math.sqrt(max(sum(hit.score**2 for hit in hits) / max(works, 1) - mean**2, 0.0))
    most = spread * math.sqrt(max(works - 1, 1))
    if not most:
        return [replace(hit, share=float(hit.score > 0)) for hit in hits]
    return [replace(hit, share=min(max((hit.score - mean) / most, 0.0), 1.0)) for hit in hits]


def _worth(hits: Sequence[Hit]) -> Callable[[Hit], float]:
    if any(hit.share > 0 for hit in hits):
        return lambda hit: hit.share
    best = max((hit.score for hit in hits), default=0.0)
    return lambda hit: max(hit.score, 0.0) / best if best > 0 else 0.0


def _counted(person: str, works: Sequence[Hit], works_of: Callable[[str], int] | None) -> int:
    """Say over how many works the mean goes: never fewer than were found."""
    return max(len(works), min(NEAREST, works_of(person)) if works_of else 0)
