# SPDX-License-Identifier: EUPL-1.2
"""Text → terms: the forms under which words are compared, so that *studentes* meets *Student*.

A word becomes lower case, then its lemma, then loses accents and apostrophes, then its stem. Function words
fall away. A Dutch compound gives its own term first and then those of its parts.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from threading import local

import Stemmer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY
from simplemma.strategies.dictionary_lookup import DictionaryLookupStrategy

from kennisstad.retrieval.compounds import parts
from kennisstad.retrieval.language import LANGUAGES, Language
from kennisstad.retrieval.stop_words import STOP_WORDS
from kennisstad.retrieval.words import LONGEST_WORD, lowered, plain, words

ANALYSIS_VERSION = 2
"""Raise it whenever the same text may give other terms: every index is then built again."""

_SETTLED: Mapping[Language, Mapping[str, str]] = {
    # Elderly people and parents: the dictionary takes both for forms of *oud*.
    "nl": {"ouderen": "oudere", "oudere": "oudere", "ouders": "ouder", "ouder": "ouder"},
    "en": {},
}

_REMEMBERED = 100_000
"""Words per language whose terms are kept: some 25 MB when full."""

# The frugal dictionaries: 3 MB instead of 70, and five times slower, which the cache below makes good.
_lemmas = DefaultStrategy(low_memory=True)
_dictionary = DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY)
"""Knows whole words only: nothing for a word that is not in the dictionary."""


class _Stemmers(local):
    """One set per thread: the library forbids sharing a stemmer."""

    def __init__(self) -> None:
        # Snowball's plain `dutch` takes ge- away and makes *zon* of *gezondheid*.
        self.of = {"nl": Stemmer.Stemmer("dutch_porter", 0), "en": Stemmer.Stemmer("english", 0)}


_stemmers = _Stemmers()


def terms(text: str, language: Language) -> list[str]:
    """Give the terms of a text in order, repeats included; empty for a text of function words alone."""
    return terms_of(words(text), language)


def terms_of(said: Iterable[str], language: Language) -> list[str]:
    """Give the terms of words in order, repeats included."""
    return list(chain.from_iterable(map(_known[language].__getitem__, said)))


def surfaces(text: str, language: Language) -> dict[str, str]:
    """Give per term the word as first written in the text, in order of appearance."""
    found: dict[str, str] = {}
    for word in dict.fromkeys(words(text)):
        for term in word_terms(word, language):
            found.setdefault(term, word[:LONGEST_WORD])
    return found


def word_terms(word: str, language: Language) -> tuple[str, ...]:
    """Give the terms of one word, that of the whole word first; none for a function word."""
    return _known[language][word]


@lru_cache(maxsize=_REMEMBERED)
def pieces(bare: str, language: Language) -> tuple[str, ...]:
    """Give the parts of a compound in plain form; nothing for what is none.

    A compound bends as its last part does: *kinderen* is of *kind*, and so not made of *kin* and *deren*.
    """
    found = parts(bare) if language == "nl" else ()
    lemma = _dictionary.get_lemma(bare, language) if found else None
    return found if lemma is None or plain(lemma).endswith(plain(_lemma(found[-1], language))) else ()


class _Known(dict[str, tuple[str, ...]]):
    """The terms of words seen before: a dictionary is three times as fast here as functools' cache."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = found = _analysed(word, self._language)
        return found


_known: Mapping[Language, _Known] = {language: _Known(language) for language in LANGUAGES}


def _analysed(word: str, language: Language) -> tuple[str, ...]:
    bare = plain(word)
    if not bare or bare in STOP_WORDS[language]:
        return ()
    found = [
        _term(word, bare, language),
        *(_term(piece, piece, language) for piece in pieces(bare, language)),
    ]
    return tuple(dict.fromkeys(found))


def _term(word: str, bare: str, language: Language) -> str:
    if kept := _SETTLED[language].get(bare):
        return kept
    return _stem(plain(_lemma(lowered(word), language)), language) or bare


def _lemma(word: str, language: Language) -> str:
    """Give the lemma; of a noun and a verb that are each other's lemma (*fiets*, *fietsen*) the shorter."""
    lemma = _looked_up(word, language)
    other = _looked_up(lemma, language)
    pair = other != lemma and _looked_up(other, language) == lemma
    return min(lemma, other, key=lambda form: (len(form), form)) if pair else lemma


def _looked_up(word: str, language: Language) -> str:
    return (_lemmas.get_lemma(word, language) or word).removesuffix("'s")


def _stem(word: str, language: Language) -> str:
    return str(_stemmers.of[language].stemWord(word))
