# SPDX-License-Identifier: EUPL-1.2
"""Read one version of the agreement as a document, with where each commitment stands beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from kennisstad.agreement.models import Agreement, Article, Commitment, Fact, Theme
from kennisstad.languages.reading import with_texts
from kennisstad.progress.queries import dossiers
from kennisstad.progress.reading import Debtor, Part, people_of
from kennisstad.progress.state import Dossier, State, standing_on
from kennisstad.progress.wording import STATES, because


@dataclass(frozen=True)
class Beside:
    """A commitment, who owes it, and where it stood on a day with the reason in words."""

    commitment: Commitment
    owners: list[Debtor]
    state: State
    name: str | Promise
    because: str


@dataclass(frozen=True)
class Topic:
    """What sources say about one thing; more than one fact means that they disagree."""

    key: str
    facts: list[Fact]

    @property
    def disagrees(self) -> bool:
        return len(self.facts) > 1


@dataclass(frozen=True)
class Whole:
    agreement: Agreement
    parties: list[Part]
    themes: list[Theme]
    articles: list[tuple[Article, list[Beside]]]
    elsewhere: list[Beside]
    """What stands in no article: promised somewhere else, under this version."""
    topics: list[Topic]


def version(
    agreement: Agreement, *, standing: Agreement | None, day: date, only_of: date | None = None
) -> Whole:
    """Read a version as it stood at the end of a day; seven queries, however much is linked to it.

    Args:
        standing: the version that stands on that day.
        only_of: leave out who was no party on this day; all parties when left out.
    """
    people = people_of(agreement, standing=standing, day=day)
    sorted_out = _by_article(standing_beside(_commitments_of(agreement), people.owners, day))
    articles = with_texts(Article.objects.filter(agreement=agreement).in_order())
    facts = Fact.objects.filter(agreement=agreement).order_by("topic", "-followed", "read_on", "pk")
    return Whole(
        agreement=agreement,
        parties=[part for part in people.parties if only_of is None or part.stood_on(only_of)],
        themes=with_texts(Theme.objects.filter(agreement=agreement).in_order()),
        articles=[(article, sorted_out.get(article.pk, [])) for article in articles],
        elsewhere=sorted_out.get(None, []),
        topics=topics_of(with_texts(facts)),
    )


def standing_beside(
    commitments: Iterable[Commitment], owners: Mapping[int, list[Debtor]], day: date
) -> list[Beside]:
    """Put beside each commitment where it stood at the end of a day; two queries."""
    asked = list(commitments)
    files = dossiers(asked)
    return [_beside(one, owners.get(one.pk, []), files[one.pk], day) for one in asked]


def _beside(commitment: Commitment, owners: list[Debtor], dossier: Dossier, day: date) -> Beside:
    standing = standing_on(dossier, day)
    return Beside(
        commitment=commitment,
        owners=owners,
        state=standing.state,
        name=STATES[standing.state],
        because=because(
            dossier,
            standing,
            unit=commitment.unit,
            fresh_for_months=commitment.fresh_for_months,
            day=day,
        ),
    )


def _by_article(beside: Iterable[Beside]) -> dict[int | None, list[Beside]]:
    found: dict[int | None, list[Beside]] = {}
    for one in beside:
        found.setdefault(one.commitment.article_id, []).append(one)
    return found


def topics_of(facts: Iterable[Fact]) -> list[Topic]:
    """Sort facts out by topic, in the order in which they come."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.topic, []).append(fact)
    return [Topic(key, told) for key, told in found.items()]


def _commitments_of(agreement: Agreement) -> list[Commitment]:
    found = with_texts(Commitment.objects.filter(agreement=agreement).in_order())
    for commitment in found:
        commitment.agreement = agreement
    return found
