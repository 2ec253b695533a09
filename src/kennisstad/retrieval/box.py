# SPDX-License-Identifier: EUPL-1.2
"""A few typed words → what has all of them, in whatever form: stems, parts of compounds, typing errors.

A word is looked for by its terms in both languages. When nothing has it, by words that begin with it, and
else by words that somebody may have meant. What has all words comes; when nothing has, what has some.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import tantivy

from kennisstad.retrieval import engine
from kennisstad.retrieval.analysis import word_terms
from kennisstad.retrieval.index import Hit
from kennisstad.retrieval.language import LANGUAGES
from kennisstad.retrieval.question import WORDS, key
from kennisstad.retrieval.tantivy_index import View
from kennisstad.retrieval.typing_errors import Known, letters_of, meant
from kennisstad.retrieval.words import plain, words

MOST_WORDS = 12
"""Different words that are looked for, the first ones."""
_SHORTEST_BEGINNING = 3
_SHORTEST_HINT = 2
"""Letters of the last word from which beginnings are looked for while somebody types."""
_MOST_BEGINNINGS = 3
_PART_WEIGHT, _TITLE_WEIGHT = 0.6, 2.0
_SOME = 30
"""Hits that have only some of the words: more would be noise."""
_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One typed word, and what is looked for."""

    typed: str
    instead: tuple[str, ...] = ()
    """Other words that are looked for in its place."""
    known: bool = True

    @property
    def sought(self) -> tuple[str, ...]:
        return self.instead or (self.typed,)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a box found."""

    words: tuple[Word, ...]
    hits: list[Hit]
    counts: dict[str, int]
    """Per kind, how many there are; kinds without any are left out."""
    has_all: bool = True
    """Each hit has all words; else some of them."""


def sought_in(text: str) -> list[str]:
    """Give the words of a text that are looked for: function words only when there is nothing else."""
    once = list(dict.fromkeys(words(text)))[: 4 * MOST_WORDS]
    telling = [word for word in once if all(word_terms(word, language) for language in LANGUAGES)]
    return (telling or [word for word in once if plain(word)])[:MOST_WORDS]


def answer(
    view: View, text: str, *, kinds: Collection[str], shown: Collection[str] = (), limit: int, offset: int = 0
) -> Answer:
    """Find what has all words of a text, best first.

    Args:
        kinds: what is looked for and counted.
        shown: the kinds to give hits of; all when left out.
        limit: the most hits of each kind; `offset` leaves out the first ones.

    Cost: a search for each kind; a look at all written words when one is not known.
    """
    found = tuple(_known_as(view, word) for word in sought_in(text))
    asked = [word for word in found if word.known]
    counts = _counted(view, _all_of(asked), kinds) if asked else {}
    if counts:
        query = _all_of(asked)
        each = [_hits(view, query, [kind], limit, offset) for kind in shown or kinds if kind in counts]
        return Answer(found, _best_first(hit for hits in each for hit in hits), counts, asked == [*found])
    some = _hits(view, _some_of(asked), kinds, _SOME, 0) if asked else []
    counts = dict(Counter(hit.kind for hit in some))
    each = [[hit for hit in some if hit.kind == kind] for kind in shown or kinds]
    hits = _best_first(hit for of_kind in each for hit in of_kind[offset : offset + limit])
    return Answer(found, hits, counts, has_all=False)


def hinted(view: View, text: str, *, kinds: Collection[str], limit: int) -> list[Hit]:
    """Find titles that have all words of a text, the last of which may still be being typed."""
    typed = [bare for word in words(text) if (bare := plain(word))][:MOST_WORDS]
    if typed[1:] and len(typed[-1]) < _SHORTEST_HINT:
        # Of a word that was only just begun nothing can be told yet.
        typed.pop()
    if not typed or len(typed[-1]) < _SHORTEST_HINT:
        return []
    whole = [_any_of(_forms(word)) for word in typed[:-1]]
    last = [_begins(engine.TITLED, typed[-1]), *_forms(typed[-1])]
    query = tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in [*whole, _any_of(last)]])
    return _hits(view, query, kinds, limit, 0)


def words_like(view: View, text: str, *, limit: int = 6) -> list[str]:
    """Give written words that begin as the words of a text do; for who found nothing."""
    found: dict[str, None] = {}
    for word in sought_in(text):
        bare = plain(word)
        for length in range(len(bare), _SHORTEST_BEGINNING, -1):
            if begun := _begun(view, bare[:length], limit):
                found |= dict.fromkeys(begun)
                break
    return list(found)[:limit]


def _known_as(view: View, word: str) -> Word:
    if view.searcher.search(_any_of(_forms(word)), limit=1, count=False).hits:
        return Word(word)
    bare = plain(word)
    instead = _begun(view, bare, _MOST_BEGINNINGS) if len(bare) >= _SHORTEST_BEGINNING else []
    instead = instead or meant(bare, _written(view))
    return Word(word, tuple(instead), known=bool(instead))


def _begun(view: View, beginning: str, limit: int) -> list[str]:
    found = view.searcher.terms_with_prefix(engine.WRITTEN, beginning, limit=limit)
    return [word for word, documents in found if documents]


def _written(view: View) -> Known:
    return _vocabulary(_Once(view))


class _Once:
    """A state of the index, known by its commit."""

    def __init__(self, view: View) -> None:
        self.view = view

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and other.view.commit == self.view.commit

    def __hash__(self) -> int:
        return hash(self.view.commit)


@lru_cache(maxsize=1)
def _vocabulary(once: _Once) -> Known:
    found = once.view.searcher.terms_with_prefix(engine.WRITTEN, "")
    return [(word, documents, letters_of(word)) for word, documents in found if documents]


def _all_of(asked: Sequence[Word]) -> tantivy.Query:
    """Every word must be there; those in the title count more."""
    must = [(tantivy.Occur.Must, _of(word)) for word in asked]
    return tantivy.Query.boolean_query([*must, *_in_title(asked)])


def _some_of(asked: Sequence[Word]) -> tantivy.Query:
    should = [(tantivy.Occur.Should, _of(word)) for word in asked]
    return tantivy.Query.boolean_query([*should, *_in_title(asked)])


def _in_title(asked: Sequence[Word]) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
    for word in asked:
        for bare in filter(None, map(plain, word.sought)):
            titled = tantivy.Query.term_query(engine.SCHEMA, engine.TITLED, bare, "basic")
            yield tantivy.Occur.Should, tantivy.Query.boost_query(titled, _TITLE_WEIGHT)


def _of(word: Word) -> tantivy.Query:
    return _any_of([form for sought in word.sought for form in _forms(sought)])


def _forms(word: str) -> list[tantivy.Query]:
    """Give the ways in which a word is found: as it is written, by its term, by all parts of a compound."""
    bare = plain(word)
    if not bare:
        return []
    found = [tantivy.Query.term_query(engine.SCHEMA, engine.WRITTEN, bare, "basic")]
    for language in LANGUAGES:
        whole, *among = word_terms(word, language) or ("",)
        if whole:
            found.append(_term(key(whole, language)))
        if among:
            parts = [(tantivy.Occur.Must, _term(key(part, language))) for part in among]
            found.append(tantivy.Query.boost_query(tantivy.Query.boolean_query(parts), _PART_WEIGHT))
    return found


def _term(at: str) -> tantivy.Query:
    return tantivy.Query.term_query(engine.SCHEMA, WORDS, at, "freq")


def _begins(field: str, beginning: str) -> tantivy.Query:
    # Nothing may be wrong in it; the engine takes a whole word for its beginning too.
    return tantivy.Query.fuzzy_term_query(engine.SCHEMA, field, beginning, distance=0, prefix=True)


def _any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    if not queries:
        return tantivy.Query.empty_query()
    return tantivy.Query.disjunction_max_query(list(queries))


def _counted(view: View, query: tantivy.Query, kinds: Collection[str]) -> dict[str, int]:
    every = {kind: view.searcher.search(engine.of_kinds(query, [kind]), limit=1) for kind in kinds}
    return {kind: number for kind, found in every.items() if (number := int(found.count))}  # type: ignore[attr-defined]


def _hits(view: View, query: tantivy.Query, kinds: Collection[str], limit: int, offset: int) -> list[Hit]:
    if not kinds or limit < 1:
        return []
    found = view.searcher.search(engine.of_kinds(query, kinds), limit=limit, offset=offset, count=False).hits
    stored = [(round(score, _DECIMALS), view.searcher.doc(place)) for score, place in found]
    return [Hit(row["id"][0], row["kind"][0], score) for score, row in stored]


def _best_first(hits: Iterable[Hit]) -> list[Hit]:
    """Put hits of several kinds together; equal ones stay in the engine's order, which pages rely on."""
    return sorted(hits, key=lambda hit: -hit.score)
