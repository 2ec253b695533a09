# SPDX-License-Identifier: EUPL-1.2
"""No pattern that reads words from outside takes long, whatever it reads."""

import re
from time import perf_counter

import pytest

from kennisstad.lib import cleaning
from kennisstad.neighbourhoods import postcode
from kennisstad.partners.research import ids, openalex
from kennisstad.retrieval import dictd, pairing, words
from kennisstad.web import editor_scripts, forms
from kennisstad.web import sent_files as files

MOST_SECONDS = 2.0
"""A linear pattern reads 100,000 signs in some thousandths; a square one takes minutes."""
ATTACKS = [
    "a",
    " ",
    "0",
    "(",
    "/a",
    ", ",
    "\r",
    "a'",
    "< ",
    "\u0301",
    "\x00",
    "1999 ",
    '<script>new aChooser("',
    "\\u0041",
    "<a ",
    "10.1234/",
    "https://",
]
PATTERNS = {
    "line ends": forms.LINE_ENDS,
    "not words": forms.NOT_WORDS,
    "word": words._WORD,
    "no sign": words._NO_SIGN,
    "apostrophes": words._APOSTROPHES,
    "unseen": words._UNSEEN,
    "sentence": pairing._SENTENCE,
    "aside": dictd._ASIDE,
    "number": dictd._NUMBER,
    "label": dictd._LABEL,
    "quoted": dictd._QUOTED,
    "sound": dictd._SOUND,
    "broken off": dictd._BROKEN_OFF,
    "postcode": postcode._WRITTEN,
    "markup": files._MARKUP,
    "control": files._CONTROL,
    "chooser": editor_scripts.STARTS_A_CHOOSER,
    "panel": editor_scripts.STARTS_A_PANEL,
    "never shown": cleaning._NEVER,
    "tag in a title": openalex._TAG,
    "language": openalex._LANGUAGE,
    "orcid": ids._ORCID,
    "openalex": ids._OPENALEX,
    "ror": ids._ROR,
    "doi": ids._DOI,
}


def seconds(pattern: re.Pattern, text: str) -> float:
    given = text.encode() if isinstance(pattern.pattern, bytes) else text
    begin = perf_counter()
    for _ in pattern.finditer(given):
        pass
    return perf_counter() - begin


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_reads_a_hundred_thousand_signs_at_once(name, attack):
    assert seconds(PATTERNS[name], (attack * 100_000)[:100_000]) < MOST_SECONDS


def test_a_pattern_that_goes_back_and_forth_is_caught():
    """The negative control."""
    assert seconds(re.compile(r"\s+x"), " " * 60_000) > MOST_SECONDS


def test_a_word_with_very_many_accents_is_read_at_once():
    begin = perf_counter()
    forms.clean_words("a" + "\u0301\u0323" * 20_000)

    assert perf_counter() - begin < MOST_SECONDS
