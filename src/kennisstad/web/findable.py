# SPDX-License-Identifier: EUPL-1.2
"""What a package tells the search box of a record that visitors may see."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Findable:
    """One public record or page in one language.

    A package's `searchable.py` has a function per kind, `(keys: Collection[int] | None) ->
    Iterable[Findable]`: all public records, or those among these keys, in every language they have.
    `settings.SEARCH_SOURCES` names it. What a source does not give back for a key is found no longer.
    Where one record's line in the journal tells of others, `settings.SEARCH_ALONG` names a function
    `(keys: Collection[int]) -> Iterable[str]` that gives their subjects.
    """

    subject: str
    """As the journal names the record: `project:12`."""
    language: str
    """`nl` or `en`."""
    title: str
    words: str
    """What else it can be found by; plain text without markup."""
    address: str
    """Where it can be read, in this language; a path from the root."""
    note: str | Promise = ""
    """One short line to show beside the title, such as the district or the date."""


def among(records: QuerySet[M], keys: Collection[int] | None) -> QuerySet[M]:
    """Keep the records with these keys, or all of them; in the order of their keys."""
    return (records if keys is None else records.filter(pk__in=keys)).order_by("pk")


def address(language: str, name: str, *args: object) -> str:
    """Give the address of a page of the site in a language."""
    with override(language):
        return reverse(name, args=args)
