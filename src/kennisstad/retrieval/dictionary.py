# SPDX-License-Identifier: EUPL-1.2
"""Read a Dutch-English dictionary, in either direction, from a file that a city brings along."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY
from simplemma.strategies.dictionary_lookup import DictionaryLookupStrategy

from kennisstad.lib.files import UnusableFile, is_fit, read_text, shown
from kennisstad.retrieval.dictd import SUFFIXES, dictd_entries
from kennisstad.retrieval.language import Language
from kennisstad.retrieval.spelling import whole_terms
from kennisstad.retrieval.words import lowered, words

MOST_ENTRIES = 500_000
LONGEST_LINE = 2_000
LONGEST_PHRASE = 3
"""Words of a translation that still says one thing; longer ones explain."""
_LOOKED_AT = 400
"""Entries by which the languages are told apart."""
_KNOWN_SHARE = 0.35
"""Less of the words than this are known to us in a file of other languages.

Of FreeDict's Dutch headwords 0.87 are known and of its English words 0.84; of everyday German words, taken
for Dutch, 0.22, and of French ones 0.12.
"""

Entries = Sequence[tuple[str, Sequence[str]]]
"""Headwords with their translations, as written."""
_known = DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A Dutch and an English term that may stand for each other, and the words they come from."""

    dutch: str
    english: str
    weight: float
    """Above 0, at most 1: less for one word of a translation of several."""
    dutch_word: str
    english_word: str


@dataclass(frozen=True)
class Dictionary:
    """What a file says, as pairs of terms; each pair once, with its highest weight."""

    meanings: Sequence[Meaning]

    def translations(
        self, asked: Collection[str], language: Language
    ) -> Mapping[str, Sequence[tuple[str, float]]]:
        """Look terms up; this is a `retrieval.Translations`."""
        found = self._by_term[language]
        return {term: shared_out(found[term]) for term in asked if term in found}

    @cached_property
    def _by_term(self) -> Mapping[Language, Mapping[str, list[tuple[str, float]]]]:
        found: dict[Language, dict[str, list[tuple[str, float]]]] = {"nl": {}, "en": {}}
        for one in self.meanings:
            found["nl"].setdefault(one.dutch, []).append((one.english, one.weight))
            found["en"].setdefault(one.english, []).append((one.dutch, one.weight))
        return found


def read_dictionary(path: Path) -> Dictionary:
    """Read a dictd dictionary (`NAME.dict.dz` or `NAME.dict` with `NAME.index`) or lines of word, tab, words.

    Either language may come first. Headwords of several words are left out.

    Raises:
        UnusableFile: it cannot be read, is no dictionary, or is not one of Dutch and English.

    Cost: 22,000 headwords in 2 to 4 s and 40 MB.
    """
    is_dictd = path.name.endswith(SUFFIXES)
    entries = _at_most(dictd_entries(path) if is_dictd else _lines(path), path)
    if not entries:
        raise UnusableFile(f"{shown(path, 200)} holds no words with their translations.")
    return Dictionary(_once(_meanings(entries, _language_of_headwords(entries, path))))


def meanings_again(pairs: Iterable[tuple[str, str]]) -> list[Meaning]:
    """Analyse Dutch and English words of meanings anew; the one that is a single word was the headword."""
    found = [(dutch, english, len(whole_terms(dutch, "nl")) == 1) for dutch, english in pairs]
    from_dutch = [(dutch, [english]) for dutch, english, is_single in found if is_single]
    from_english = [(english, [dutch]) for dutch, english, is_single in found if not is_single]
    return _once([*_meanings(from_dutch, "nl"), *_meanings(from_english, "en")])


def shared_out(found: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Give each of several translations less: a word with many meanings has one of them in a text.

    By the root of their number: of 450 Dutch questions of QALD-6, 0.982 find their English one among the
    first ten, 0.980 with full weights and 0.978 with equal shares.
    """
    return [(term, weight / len(found) ** 0.5) for term, weight in found]


def _at_most(entries: Iterator[tuple[str, list[str]]], path: Path) -> Entries:
    found: list[tuple[str, list[str]]] = []
    for entry in entries:
        if len(found) == MOST_ENTRIES:
            raise UnusableFile(f"{shown(path, 200)} holds more than {MOST_ENTRIES:,} words.")
        found.append(entry)
    return found


def _lines(path: Path) -> Iterator[tuple[str, list[str]]]:
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        headword, tab, translations = line.partition("\t")
        if not tab or len(line) > LONGEST_LINE or not is_fit(headword + translations.replace("\t", "")):
            where = f"Line {number} of {shown(path, 200)}"
            raise UnusableFile(f"{where} is not a word, a tab and its translations with commas between.")
        parts = [part.strip() for part in translations.replace("\t", ",").replace(";", ",").split(",")]
        yield headword.strip(), [part for part in parts if part]


def _language_of_headwords(entries: Entries, path: Path) -> Language:
    """Say which language comes first, by a sample of words from the whole of the file."""
    sample = [entry for entry in entries if entry[1]][:: max(1, len(entries) // _LOOKED_AT)]
    heads = [head for head, _ in sample]
    others = [other for _, translations in sample for other in translations[:1]]
    from_dutch = min(_share_known(heads, "nl"), _share_known(others, "en"))
    from_english = min(_share_known(heads, "en"), _share_known(others, "nl"))
    if max(from_dutch, from_english) < _KNOWN_SHARE:
        raise UnusableFile(f"{shown(path, 200)} is not a dictionary of Dutch and English.")
    return "nl" if from_dutch >= from_english else "en"


def _share_known(texts: Sequence[str], language: Language) -> float:
    found = [word for text in texts for word in words(text)]
    return sum(_known.get_lemma(lowered(word), language) is not None for word in found) / max(1, len(found))


def _meanings(entries: Entries, language: Language) -> Iterator[Meaning]:
    other: Language = "en" if language == "nl" else "nl"
    for headword, translations in entries:
        key = whole_terms(headword, language)
        if len(key) == 1 and is_fit(headword):
            for translation in translations:
                for term, weight in _parts(translation, other):
                    yield _meaning(language, key[0], headword, term, translation, weight)


def _once(meanings: Iterable[Meaning]) -> list[Meaning]:
    """Keep each pair of terms with its highest weight."""
    best: dict[tuple[str, str], Meaning] = {}
    for one in meanings:
        known = best.setdefault((one.dutch, one.english), one)
        if known.weight < one.weight:
            best[one.dutch, one.english] = one
    return list(best.values())


def _parts(translation: str, language: Language) -> list[tuple[str, float]]:
    """Give the terms of a translation, each with its share of it; none of one that explains at length."""
    phrase = whole_terms(translation, language)
    is_one_thing = len(phrase) <= LONGEST_PHRASE and is_fit(translation)
    return [(term, 1 / len(phrase)) for term in phrase] if is_one_thing else []


def _meaning(
    language: Language, key: str, headword: str, term: str, translation: str, weight: float
) -> Meaning:
    if language == "nl":
        return Meaning(key, term, weight, headword, translation)
    return Meaning(term, key, weight, translation, headword)
