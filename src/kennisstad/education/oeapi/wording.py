# SPDX-License-Identifier: EUPL-1.2
"""The words of an item: its lists of {language, value} become one row of words per language."""

from kennisstad.education.oeapi.records import Words
from kennisstad.education.oeapi.values import (
    DESCRIPTION_LENGTH,
    NAME_LENGTH,
    Item,
    Misfit,
    language_of,
)
from kennisstad.lib.cleaning import cleaned, one_line

LANGUAGES = ("nl", "en")
"""The languages we keep, in the order in which a record's words stand."""


def words_of(item: Item, *, with_description: bool = False) -> tuple[tuple[Words, ...], tuple[str, ...]]:
    """Give an item's words per language, and remarks on what was left out.

    Raises:
        Misfit: it has no name in Dutch or English, or one that is no name any more.
    """
    names = {language: one_line(text) for language, text in _by_language(item.get("name")).items()}
    _check_names(names)
    if not with_description:
        return tuple(Words(language, names[language]) for language in LANGUAGES if names.get(language)), ()
    texts = {language: cleaned(text) for language, text in _by_language(item.get("description")).items()}
    words = tuple(
        Words(language, names[language], texts.get(language, "")[:DESCRIPTION_LENGTH].rstrip())
        for language in LANGUAGES
        if names.get(language)
    )
    return words, tuple(_remarks(names, texts))


def says_hogeschool(item: Item) -> bool:
    """Say whether an institution calls itself one of applied sciences.

    The standard asks that name or description say so, for both kinds of institution have bachelors.
    """
    said = [_by_language(item.get(name)) for name in ("name", "description")]
    dutch = " ".join(texts.get("nl", "") for texts in said).lower()
    english = " ".join(texts.get("en", "") for texts in said).lower()
    if dutch.strip():
        return "hogesch" in dutch and "universit" not in dutch
    return "applied sciences" in english


def _by_language(value: object) -> dict[str, str]:
    """Give the first text of each language that we keep; a second one, as in nl-BE after nl-NL, waits."""
    found: dict[str, str] = {}
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("value"), str) and cleaned(entry["value"]):
            found.setdefault(language_of(entry.get("language")), entry["value"])
    return {language: found[language] for language in LANGUAGES if language in found}


def _check_names(names: dict[str, str]) -> None:
    if not any(names.values()):
        raise Misfit("it has no name in Dutch or English")
    if (longest := max(map(len, names.values()))) > NAME_LENGTH:
        raise Misfit(f"its name has {longest} characters; {NAME_LENGTH} is the most")


def _remarks(names: dict[str, str], texts: dict[str, str]) -> list[str]:
    remarks = []
    for language, text in texts.items():
        if not names.get(language):
            remarks.append(f"its description in {language} is left out, for it has no name in {language}")
        elif len(text) > DESCRIPTION_LENGTH:
            remarks.append(
                f"its description in {language} has {len(text)} characters and is cut to {DESCRIPTION_LENGTH}"
            )
    return remarks
