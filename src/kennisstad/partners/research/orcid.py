# SPDX-License-Identifier: EUPL-1.2
"""A public ORCID record, as JSON, becomes its person and the works they put there."""

from collections.abc import Iterator, Mapping
from typing import Any

from kennisstad.partners.research import ids
from kennisstad.partners.research.openalex import language_tag, plain, year_of
from kennisstad.partners.research.records import (
    NAME_LENGTH,
    TITLE_LENGTH,
    Found,
    FoundAuthor,
    FoundWork,
    Unfit,
)


def is_record(item: object) -> bool:
    """Say whether this is a whole ORCID record."""
    return isinstance(item, Mapping) and "orcid-identifier" in item


def read(item: Mapping[str, Any]) -> Iterator[Found]:
    """Give the person, then each work; without an iD or a public name nothing else is read.

    What the record says beside name, present employers and works is not looked at.
    """
    author = _person(item)
    yield author
    if isinstance(author, FoundAuthor):
        for group in _list(item, "activities-summary", "works", "group"):
            for summary in _list(group, "work-summary")[:1]:
                yield _work(summary, author)


def _person(item: Mapping[str, Any]) -> FoundAuthor | Unfit:
    orcid = ids.orcid(_at(item, "orcid-identifier", "path"))
    if not orcid:
        return Unfit("it is a record without a valid ORCID iD.")
    name = _name(_at(item, "person", "name"))
    if not name:
        return Unfit("it is an ORCID record without a public name.")
    rors = frozenset(filter(None, map(_present_ror, _employments(item))))
    return FoundAuthor("", orcid, name[:NAME_LENGTH].rstrip(), rors, from_orcid=True)


def _name(name: object) -> str:
    credit = plain(_at(name, "credit-name", "value"))
    parts = (plain(_at(name, part, "value")) for part in ("given-names", "family-name"))
    return credit or " ".join(filter(None, parts))


def _employments(item: Mapping[str, Any]) -> Iterator[Any]:
    for group in _list(item, "activities-summary", "employments", "affiliation-group"):
        for summary in _list(group, "summaries"):
            yield _at(summary, "employment-summary")


def _present_ror(employment: object) -> str:
    if not isinstance(employment, Mapping) or employment.get("end-date"):
        return ""
    named = _at(employment, "organization", "disambiguated-organization")
    return ids.ror(_at(named, "disambiguated-organization-identifier"))


def _work(summary: object, author: FoundAuthor) -> FoundWork | Unfit:
    title = plain(_at(summary, "title", "title", "value"))
    if not title:
        return Unfit("a work in it has no title.")
    doi, put_code = _doi(summary), str(_at(summary, "put-code") or "")
    if not doi and not (put_code.isascii() and put_code.isdecimal() and len(put_code) <= 20):
        return Unfit("a work in it has neither a DOI nor a number of ORCID.")
    return FoundWork(
        openalex_id="",
        doi=doi,
        put_code="" if doi else put_code,
        title=title[:TITLE_LENGTH].rstrip(),
        abstract="",
        year=year_of(_at(summary, "publication-date", "year", "value")),
        language=language_tag(None, title),
        authors=(author,),
        # The record speaks for one person only.
        all_named=False,
    )


def _doi(summary: object) -> str:
    for named in _list(summary, "external-ids", "external-id"):
        if _at(named, "external-id-type") == "doi" and _at(named, "external-id-relationship") in (
            "self",
            None,
        ):
            return ids.doi(_at(named, "external-id-value"))
    return ""


def _at(item: object, *names: str) -> Any:
    """Give what stands under these names, one in the other; nothing when a step is missing."""
    for name in names:
        item = item.get(name) if isinstance(item, Mapping) else None
    return item


def _list(item: object, *names: str) -> list[Any]:
    found = _at(item, *names)
    return found if isinstance(found, list) else []
