# SPDX-License-Identifier: EUPL-1.2
"""What a package tells the search box of a record that visitors may see."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Findable:
    """One public record or page in one language.

    A package's `searchable.py` has a function per kind, `(keys: Collection[int] | None) ->
    Iterable[Findable]`: all public records, or those among these keys, in every language they have.
    `settings.SEARCH_SOURCES` names it. What a source does not give back for a key is found no longer.
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
