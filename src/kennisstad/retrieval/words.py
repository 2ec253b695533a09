# SPDX-License-Identifier: EUPL-1.2
"""Text → its words as written, and a word → the plain form that is compared."""

import re
import unicodedata

LONGEST_WORD = 64
"""Characters of a word that count; longer is no language, and engines limit the length of a term."""

_MARKS = (
    "\u0300-\u036f"  # Latin, Greek and Cyrillic accents
    "\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"  # Hebrew points, Arabic vowel signs
    "\u0900-\u0963\u0966-\u0eff"  # scripts of India and South-East Asia, where vowels are signs
)
_WORD = re.compile(rf"[\w{_MARKS}]+(?:'[\w{_MARKS}]+)*")
_NO_SIGN = re.compile(rf"[^\w{_MARKS}]|_")

_INVISIBLE = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u00b4\u02b9\uff07`]")
_SINGLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n"}
)
"""Letters that Unicode does not take apart into a base and a mark."""


def words(text: str) -> list[str]:
    """Give the words in order, as written but for apostrophes, invisible signs and composed accents."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _APOSTROPHES.sub("'", _UNSEEN.sub("", text)))
    return _WORD.findall(text.replace("_", " ").replace("`", "'"))


def lowered(word: str) -> str:
    """Give the word in one case with its accents, as a dictionary knows it."""
    return unicodedata.normalize("NFC", word[:LONGEST_WORD].casefold())


def plain(word: str) -> str:
    """Give the word in one case, without accents and apostrophes: *Coördinator's* → *coordinators*."""
    word = word[:LONGEST_WORD].casefold()
    if not word.isascii():
        marked = unicodedata.normalize("NFKD", word)
        word = "".join(sign for sign in marked if not unicodedata.combining(sign)).translate(_SINGLE)
    return _NO_SIGN.sub("", word)
