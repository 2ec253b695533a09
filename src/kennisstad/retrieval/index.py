# SPDX-License-Identifier: EUPL-1.2
"""What an index promises, whichever engine is behind it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kennisstad.retrieval.language import Language

Rarity = Callable[[str, Language], float]
"""A term → how telling it is; higher when fewer documents have it. `Index.rarity` is one."""

Translations = Callable[[Collection[str], Language], Mapping[str, Sequence[tuple[str, float]]]]
"""Terms of one language → what each may be in the other one, with how sure that is: above 0, at most 1.

Terms are those of `retrieval.terms`; a term without a translation is left out.
"""


class IndexFault(Exception):
    """The index could not do what was asked; the message is a sentence for whoever runs the site."""


class IndexUnusable(IndexFault):
    """The index is missing, damaged or of another version: build it again."""


class IndexBusy(IndexFault):
    """Another process kept writing for too long: try again later, nothing was changed."""


class IndexNotWritten(IndexFault):
    """Writing failed, for instance on a full disk: what was committed before still stands."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a document says in one language."""

    title: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found: a question, a course, a person, a result.

    `id` is unique over all kinds.
    """

    id: str
    kind: str
    texts: Mapping[Language, Text]
    from_a_box: bool = False
    """It is looked for by a few typed words (`box.py`) instead of by a whole text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A found document; scores compare within one search only."""

    id: str
    kind: str
    score: float
    share: float = 0.0
    """How much of the text's telling words the document covers, 0 to 1; compares over searches too."""


class Index(Protocol):
    """Ranks documents by the words they share with a text.

    Every change is one commit: it is seen whole, with its position, or not at all.
    """

    def put(
        self, documents: Iterable[Document], *, remove: Iterable[str] = (), position: int | None = None
    ) -> None:
        """Store documents in place of earlier ones of the same id, after taking out those in `remove`.

        `position` is the number of the last journal event that these changes take in; left out, it stays.
        """

    def remove(self, ids: Iterable[str], *, position: int | None = None) -> None:
        """Take documents out; ids that are not there do not matter."""

    def clear(self) -> None:
        """Take everything out and set the position to 0."""

    def search(
        self,
        texts: Mapping[Language, str],
        *,
        kinds: Collection[str] | None = None,
        limit: int,
        without: Collection[str] = (),
        translations: Translations | None = None,
    ) -> list[Hit]:
        """Rank the documents that share a term with the text, best first, equal ones by id.

        Args:
            texts: what to look for, per language; a document counts in the language where it fits best.
            kinds: keep these kinds only; all when left out.
            limit: the most hits to give.
            without: ids to leave out.
            translations: looked at for documents in the other language, beside words that sound alike.
        """

    def count(self) -> int:
        """Count the documents."""

    def position(self) -> int:
        """Give the number of the last journal event that was taken in; 0 at the beginning."""

    def rarity(self, term: str, language: Language) -> float:
        """Say how telling a term is: 0 and up, higher when fewer documents have it."""
