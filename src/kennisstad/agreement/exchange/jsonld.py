# SPDX-License-Identifier: EUPL-1.2
"""A version as JSON-LD 1.1: our own terms beside those of schema.org, words per language, stable addresses.

Everything is named by an address under the site's own, which no later version takes away. Reading asks no
network for anything: it looks at our terms alone.
Source: https://www.w3.org/TR/json-ld11/
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from kennisstad.agreement.exchange.plain import Plain, as_plain, from_plain
from kennisstad.agreement.exchange.record import (
    WORDS,
    ArticleRecord,
    CommitmentRecord,
    FactRecord,
    FigureRecord,
    ThemeRecord,
    VersionRecord,
)
from kennisstad.lib.files import UnusableFile

TERMS = "https://kennisstad.example/terms/agreement#"
"""Under which name our own terms are known to machines."""
DAYS = (
    "startsOn", "endsOn", "signedOn", "joinedOn", "leftOn", "promisedOn", "readOn", "dueOn", "baselineOn",
    "measuredOn", "on",
)  # fmt: skip
NUMBERS = ("value", "baseline", "target", "share", "amount")
SCHEMA = {
    "name": "name", "summary": "description", "startsOn": "startDate", "endsOn": "endDate",
    "source": "citation", "unit": "unitText", "value": "value", "currency": "currency",
    "title": "headline", "body": "text",
}  # fmt: skip
"""Our terms that schema.org has too."""
_TYPES = {
    "themes": ("Theme", ThemeRecord),
    "articles": ("Article", ArticleRecord),
    "commitments": ("Commitment", CommitmentRecord),
    "figures": ("Figure", FigureRecord),
    "facts": ("Fact", FactRecord),
}
_LISTS = ("parties", "themes", "steps", "articles", "commitments", "owners", "figures", "facts")
_WORDS = sorted({word for words in WORDS.values() for word in words})


def to_jsonld(version: VersionRecord, site: str) -> str:
    """Write a version as JSON-LD.

    Args:
        site: where the site is found, such as https://stad.example, without a slash at its end.
    """
    said = _camel_keys(_with_words(as_plain(version), VersionRecord))
    document = {"@context": context(), "@type": "Agreement", "@id": address(site, version.key), **said}
    _name_parts(document, site, version.key)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def address(site: str, version: str) -> str:
    return f"{site}/overeenkomst/versies/{version}/"


def context() -> dict[str, Any]:
    """Say what our terms mean to whoever knows nothing of us."""
    terms: dict[str, Any] = {"@version": 1.1, "@vocab": TERMS}
    terms |= {"schema": "https://schema.org/", "xsd": "http://www.w3.org/2001/XMLSchema#"}
    for name in sorted({*DAYS, *NUMBERS, *SCHEMA, *map(_camel, _WORDS), *_LISTS}):
        means = f"schema:{SCHEMA[name]}" if name in SCHEMA else f"{TERMS}{name}"
        terms[name] = {"@id": means} | _kind_of(name)
    return terms


def _kind_of(name: str) -> dict[str, str]:
    if name in DAYS:
        return {"@type": "xsd:date"}
    if name in NUMBERS:
        return {"@type": "xsd:decimal"}
    if name in _LISTS:
        return {"@container": "@list"}
    return {"@container": "@language"} if name in map(_camel, _WORDS) else {}


def _name_parts(document: dict[str, Any], site: str, version: str) -> None:
    """Give every part its type, and those that have a place of their own their address."""
    own = address(site, version)
    for name, (kind, _shape) in _TYPES.items():
        for part in document.get(name, ()):
            part["@type"] = kind
            if name == "commitments":
                part["@id"] = f"{site}/overeenkomst/afspraken/{part['key']}/"
                _name_parts(part, site, version)
            elif name in ("themes", "articles"):
                part["@id"] = f"{own}#{kind.lower()}-{_fragment(part.get('key') or part['number'])}"


def _fragment(text: str) -> str:
    return re.sub(
        r"[^\w.-]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text, flags=re.ASCII
    )


def from_jsonld(text: str) -> VersionRecord:
    """Read a version that `to_jsonld` wrote, or somebody in the same form.

    Raises:
        UnusableFile: it is no JSON, or not of this form; the message says where.
    """
    try:
        said = json.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise UnusableFile("The file is not JSON that can be read.") from error
    if not isinstance(said, dict) or said.get("@type") != "Agreement":
        raise UnusableFile('The file is no agreement as JSON-LD: "@type" must be "Agreement".')
    return from_plain(VersionRecord, _without_words(_snake_keys(said), VersionRecord), "The agreement")


def _with_words(said: Plain, shape: type) -> Plain:
    """Turn words per language into languages per word, for this record and the ones in it."""
    told = {name: _each(value, name, _with_words) for name, value in said.items() if name != "texts"}
    for word in WORDS[shape]:
        if spoken := {lang: words[word] for lang, words in said["texts"].items() if word in words}:
            told[word] = spoken
    return told


def _without_words(said: Any, shape: type) -> Any:
    if not isinstance(said, dict):
        return said
    words = {word: said.get(word, {}) for word in WORDS[shape]}
    for word, spoken in words.items():
        if not isinstance(spoken, dict):
            raise UnusableFile(f'The words of {word} must stand per language, such as {{"nl": …}}.')
    languages = {language for spoken in words.values() for language in spoken}
    told = {name: _each(value, name, _without_words) for name, value in said.items() if name not in words}
    return told | {
        "texts": {
            language: {word: spoken[language] for word, spoken in words.items() if language in spoken}
            for language in languages
        }
    }


def _each(value: Any, name: str, do: Callable[[Any, type], Any]) -> Any:
    """Do the same to the records with words in a list of this name."""
    if name in _TYPES and isinstance(value, list):
        return [do(one, _TYPES[name][1]) for one in value]
    return value


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(map(str.capitalize, tail))


def _camel_keys(said: Any) -> Any:
    return _keys(said, _camel)


def _snake_keys(said: Any) -> Any:
    """Give our names back; what begins with @ is for other readers."""
    return _keys(said, lambda name: re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", name), skip="@")


def _keys(said: Any, change: Callable[[str], str], skip: str = "\0") -> Any:
    if isinstance(said, Mapping):
        return {change(k): _keys(v, change, skip) for k, v in said.items() if not k.startswith(skip)}
    return [_keys(one, change, skip) for one in said] if isinstance(said, list) else said
