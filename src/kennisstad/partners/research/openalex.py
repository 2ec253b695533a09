# SPDX-License-Identifier: EUPL-1.2
"""One entry of OpenAlex becomes a found author or work, or is unfit for a stated reason."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kennisstad.lib.cleaning import cleaned, one_line
from kennisstad.lib.files import shown
from kennisstad.partners.research import ids
from kennisstad.partners.research.abstract import ABSTRACT_LENGTH, NoAbstract, text_of
from kennisstad.partners.research.records import (
    NAME_LENGTH,
    TITLE_LENGTH,
    Found,
    FoundAuthor,
    FoundWork,
    Unfit,
)
from kennisstad.retrieval import language_of

Item = Mapping[str, Any]

YEARS = range(1500, 2200)

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:]{0,15}(?:\s[^<>]{0,200})?/?>")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def read(item: object) -> Found:
    """Read one object of OpenAlex, an author or a work."""
    if not isinstance(item, Mapping):
        return Unfit(f"{_told(item)} is not an object.")
    if ids.openalex(item.get("id"), kind="W"):
        return _work(item)
    if ids.openalex(item.get("id"), kind="A"):
        return author_of(item, _institutions(item)) or Unfit("it is an author without a name.")
    return Unfit(f"its id {_told(item.get('id'))} is of no author and no work of OpenAlex.")


def _told(value: object) -> str:
    """Quote a small value; of a large one, which may be nested without end, say only what it is."""
    return shown(value) if isinstance(value, str | int | float | None) else f"a {type(value).__name__}"


def author_of(item: Item, rors: frozenset[str]) -> FoundAuthor | None:
    """Give an author as the entry names them; nothing when there is no name, or no id to know them by."""
    known = ids.openalex(item.get("id"), kind="A")
    named = item.get("ids")
    orcid = ids.orcid(item.get("orcid")) or ids.orcid(
        named.get("orcid") if isinstance(named, Mapping) else ""
    )
    name = plain(item.get("display_name"))[:NAME_LENGTH].rstrip()
    return FoundAuthor(known, orcid, name, rors) if name and (known or orcid) else None


def plain(value: object) -> str:
    """Give a title on one line without the markup that publishers leave in it."""
    text = value[: TITLE_LENGTH * 20] if isinstance(value, str) else ""
    return one_line(html.unescape(_TAG.sub("", text)))


def language_tag(said: object, text: str) -> str:
    """Give the language that the source tells, else the one that most words are in."""
    tag = said.lower().strip() if isinstance(said, str) else ""
    return tag if _LANGUAGE.fullmatch(tag) else language_of(text)


def year_of(value: object) -> int | None:
    """Give a year, also one written as text; nothing when it is none."""
    if isinstance(value, str) and len(value) == 4 and value.isascii() and value.isdecimal():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value in YEARS else None


def _work(item: Item) -> FoundWork | Unfit:
    title = plain(item.get("title") or item.get("display_name"))
    if not title:
        return Unfit("it is a work without a title.")
    authorships = item.get("authorships")
    if not isinstance(authorships, list):
        return Unfit("it is a work without a list of authors.")
    abstract, remark = _abstract(item)
    return FoundWork(
        openalex_id=ids.openalex(item.get("id"), kind="W"),
        doi=ids.doi(item.get("doi")),
        put_code="",
        title=title[:TITLE_LENGTH].rstrip(),
        abstract=abstract,
        year=year_of(item.get("publication_year")),
        language=language_tag(item.get("language"), f"{title}\n{abstract}"),
        authors=tuple(_authors(authorships)),
        all_named=item.get("is_authors_truncated") is not True,
        remarks=(remark,) if remark else (),
    )


def _abstract(item: Item) -> tuple[str, str]:
    """Give the abstract, and a remark when one was left out."""
    if (index := item.get("abstract_inverted_index")) is not None:
        try:
            return cleaned(text_of(index)), ""
        except NoAbstract as reason:
            return "", f"its abstract is left out: {reason}."
    text = item.get("abstract")
    return (cleaned(text[:ABSTRACT_LENGTH]), "") if isinstance(text, str) else ("", "")


def _authors(authorships: list[Any]) -> Iterator[FoundAuthor]:
    """Give each author once, with the institutions of all their lines."""
    found: dict[tuple[str, str], FoundAuthor] = {}
    for line in authorships:
        person = line.get("author") if isinstance(line, Mapping) else None
        if not isinstance(person, Mapping):
            continue
        if author := author_of(person, frozenset(_rors(line.get("institutions")))):
            known = found.get((author.openalex_id, author.orcid), author)
            rors = known.rors | author.rors
            found[author.openalex_id, author.orcid] = FoundAuthor(
                author.openalex_id, author.orcid, author.name, rors
            )
    yield from found.values()


def _institutions(item: Item) -> frozenset[str]:
    """Say where an author works now: the last known institutions, else all that are named."""
    last = item.get("last_known_institutions")
    if not isinstance(last, list):
        # The name that this had in OpenAlex before 2024.
        last = [item.get("last_known_institution")]
    if found := frozenset(_rors(last)):
        return found
    named = item.get("affiliations")
    lines = [line for line in (named if isinstance(named, list) else []) if isinstance(line, Mapping)]
    return frozenset(_rors([line.get("institution") for line in lines]))


def _rors(institutions: object) -> Iterator[str]:
    for institution in institutions if isinstance(institutions, list) else []:
        if isinstance(institution, Mapping) and (ror := ids.ror(institution.get("ror"))):
            yield ror
