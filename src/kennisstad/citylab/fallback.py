# SPDX-License-Identifier: EUPL-1.2
"""Searches the database itself while the index is missing: slower, coarser, never silent about it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

from django.db.models import CharField, Q, QuerySet, TextField

from kennisstad.citylab import indexing
from kennisstad.retrieval import Hit, Index, IndexFault, Language, Translations, surfaces, terms

MOST_ROWS = 2_000
"""Records looked at for one search, the newest ones."""
MOST_WORDS = 12
_SHORTEST_PREFIX, _ENDING = 4, 2
"""A word is looked for without its last letters, which often are an ending."""
T = TypeVar("T")


class DatabaseIndex:
    """The searching half of a `retrieval.Index`: the newest records that have the beginning of a word."""

    def search(
        self,
        texts: Mapping[Language, str],
        *,
        kinds: Collection[str] | None = None,
        limit: int,
        without: Collection[str] = (),
        translations: Translations | None = None,
    ) -> list[Hit]:
        """Rank records by the share of the question's words they have, best first, equal ones by id.

        `translations` are not looked at. Cost: one query per kind, and the analysis of at most 2,000 texts.
        """
        asked = {language: set(terms(text, language)) for language, text in texts.items()}
        wanted = [kind for kind in indexing.READ if kind not in indexing.WORDS_OF_ITS_OWN]
        wanted = wanted if kinds is None else [kind for kind in kinds if kind in wanted]
        looked_at = (hit for kind in wanted for hit in self._looked_at(kind, texts, asked, len(wanted)))
        hits = [hit for hit in looked_at if hit.share > 0 and hit.id not in without]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit]

    def rarity(self, term: str, language: Language) -> float:
        """Take longer words for rarer ones, as they mostly are (Zipf 1935, Psycho-Biology of Language)."""
        return float(len(term))

    def _looked_at(
        self, kind: str, texts: Mapping[Language, str], asked: Mapping[Language, set[str]], kinds: int
    ) -> Iterator[Hit]:
        records, texts_of = indexing.READ[kind]
        for record in _with_a_word(records(), _prefixes(texts))[: MOST_ROWS // kinds]:
            said = texts_of(record).items()
            share = max((self._share(asked.get(lang, set()), lang, t) for lang, t in said), default=0.0)
            yield Hit(f"{kind}:{record.pk}", kind, share, share)

    def _share(self, asked: set[str], language: Language, text: Any) -> float:
        has = asked.intersection(terms(f"{text.title}\n{text.body}", language))
        whole = sum(self.rarity(term, language) for term in asked)
        return sum(self.rarity(term, language) for term in has) / whole if whole else 0.0


Searching = Index | DatabaseIndex


def answered(find: Callable[[Searching], T]) -> tuple[T, bool]:
    """Answer from the index, or from the database when there is none; say whether it was the database."""
    try:
        return find(indexing.ready()), False
    except IndexFault:
        return find(DatabaseIndex()), True


def is_needed() -> bool:
    """Say whether answers come from the database for now."""
    try:
        indexing.index().position()
    except IndexFault:
        return True
    return False


def _prefixes(texts: Mapping[Language, str]) -> list[str]:
    """Give the beginnings of the longest words."""
    words = {word.lower() for language, text in texts.items() for word in surfaces(text, language).values()}
    longest = sorted(words, key=lambda word: (-len(word), word))[:MOST_WORDS]
    return [word[: max(_SHORTEST_PREFIX, len(word) - _ENDING)] for word in longest]


def _with_a_word(records: QuerySet[Any], prefixes: list[str]) -> QuerySet[Any]:
    texts = records.model._meta.get_field("texts").related_model
    names = [field.name for field in texts._meta.fields if _is_words(field)]
    has_one = Q()
    for name in names:
        for prefix in prefixes:
            has_one |= Q(**{f"texts__{name}__icontains": prefix})
    if not has_one:
        return records.none()
    return records.filter(has_one).distinct().prefetch_related("texts").order_by("-pk")


def _is_words(field: Any) -> bool:
    return isinstance(field, CharField | TextField) and field.name != "language"
