# SPDX-License-Identifier: EUPL-1.2
"""What an import understands: one frozen record per author or work, whichever source it came from."""

from dataclasses import dataclass

NAME_LENGTH = 200
TITLE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class FoundAuthor:
    """A person as a source knows them; one of the two ids is there, and `rors` is where they work now."""

    openalex_id: str
    orcid: str
    name: str
    rors: frozenset[str]
    from_orcid: bool = False
    """The person's own ORCID record says so."""


@dataclass(frozen=True, slots=True)
class FoundWork:
    """A published work; in each author, `rors` is the institutions that this work names for them."""

    openalex_id: str
    doi: str
    put_code: str
    """The number that ORCID gave to a work that has no other."""
    title: str
    abstract: str
    year: int | None
    language: str
    """Two or three letters."""
    authors: tuple[FoundAuthor, ...]
    all_named: bool = True
    """The source names every author; a long list may be cut off."""
    remarks: tuple[str, ...] = ()
    """What was left out of it."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """An entry that cannot be taken over, and why."""

    reason: str


Found = FoundAuthor | FoundWork | Unfit
