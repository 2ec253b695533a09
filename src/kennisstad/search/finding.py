# SPDX-License-Identifier: EUPL-1.2
"""Typed words → what visitors may see of it, in groups, with the words that were found.

What the index gives is read again from its source before anybody sees it: a record that is no longer public
is not shown, whatever the index says.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.utils.functional import Promise

from kennisstad.retrieval import Hit, IndexFault, Language
from kennisstad.retrieval.box import Answer, Word, answer, hinted, words_like
from kennisstad.retrieval.marking import Marker, Piece
from kennisstad.retrieval.words import plain, words
from kennisstad.search import fallback, indexing, sources
from kennisstad.search.wording import Group, groups
from kennisstad.web.findable import Findable

ROWS_OF_EACH = 4
"""Rows of a group, where all groups are shown."""
ROWS_A_PAGE = 20
HINTS = 6
MOST_KINDS = 6
"""Kinds that are read for one page; each costs a query or two."""


@dataclass(frozen=True)
class Row:
    """One record or page that was found."""

    subject: str
    one: str | Promise
    """What it is, in a word."""
    title: list[Piece]
    language: str
    address: str
    note: str | Promise
    passage: list[Piece]
    passage_language: str

    @property
    def name(self) -> str:
        return "".join(piece.text for piece in self.title)


@dataclass(frozen=True)
class Section:
    """What was found of one group."""

    group: Group
    count: int
    rows: list[Row]


@dataclass(frozen=True)
class Found:
    words: tuple[Word, ...] = ()
    sections: tuple[Section, ...] = ()
    """With the best one first; those without rows were not read: six kinds are, in the groups' order."""
    has_all: bool = True
    slower: bool = False
    """It came from the database, as there is no index now."""

    @property
    def count(self) -> int:
        return sum(section.count for section in self.sections)

    @property
    def shown(self) -> list[Section]:
        return [section for section in self.sections if section.rows]

    @property
    def unread(self) -> list[Section]:
        """Groups of which something was found and nothing is shown on this page."""
        return [section for section in self.sections if not section.rows]

    @property
    def instead(self) -> list[Word]:
        """The words in whose place others were looked for."""
        return [word for word in self.words if word.instead]

    @property
    def unknown(self) -> list[Word]:
        return [word for word in self.words if not word.known]


def find(text: str, *, language: str, group: str = "", page: int = 1) -> Found:
    """Look for words in everything public.

    Args:
        language: the reader's, which comes first.
        group: the key of one group; the best of each when left out.

    Cost: a query for the journal, and one or two for each kind that is shown, of which there are at most six.
    """
    every = groups(sources.kinds())
    chosen = [one for one in every if one.key == group]
    limit, offset = (ROWS_A_PAGE, (page - 1) * ROWS_A_PAGE) if chosen else (ROWS_OF_EACH, 0)
    shown = [kind for one in chosen for kind in one.kinds]
    answered, slower = _answered(text, shown, offset + limit)
    reader = _Reader(language, [word for one in answered.words if one.known for word in one.sought])
    sections = _sections(answered, chosen or every, reader, slice(offset, offset + limit))
    rest = _counted(answered, [one for one in every if one not in chosen]) if chosen else []
    return Found(answered.words, tuple(sections + rest), answered.has_all, slower)


def hints(text: str, *, language: str) -> list[Row]:
    """Give what somebody may mean who is still typing; nothing while there is no index."""
    try:
        view = indexing.ready()
        hits = view.look(lambda at: hinted(at, text, kinds=sources.kinds(), limit=HINTS))
    except IndexFault:
        return []
    return _Reader(language, text.split(), last=text.split()[-1:]).rows(hits)


def like(text: str) -> list[str]:
    """Give words that do exist and begin alike, for who found nothing."""
    try:
        return indexing.index().look(lambda at: words_like(at, text))
    except IndexFault:
        return []


def _answered(text: str, shown: Collection[str], most: int) -> tuple[Answer, bool]:
    kinds = sources.kinds()
    try:
        index = indexing.ready()
        return index.look(lambda at: answer(at, text, kinds=kinds, shown=shown, limit=most)), False
    except IndexFault:
        return fallback.answer(text, kinds=shown or kinds, limit=most), True


def _sections(answered: Answer, every: Iterable[Group], reader: "_Reader", part: slice) -> list[Section]:
    """Read the rows of each group, the group with the best hit first."""
    every = list(every)
    hits = {one.key: [hit for hit in answered.hits if hit.kind in one.kinds] for one in every}
    # What residents come for stands first among the groups, and is read whatever else was found.
    reader.limit_to([hit.kind for one in every for hit in hits[one.key]])
    found = sorted(
        _counted(answered, every),
        key=lambda section: max((hit.score for hit in hits[section.group.key]), default=0.0),
        reverse=True,
    )
    return [section for one in found if (section := reader.filled(one, hits[one.group.key][part])).count]


def _counted(answered: Answer, every: Iterable[Group]) -> list[Section]:
    counts = [(one, sum(answered.counts.get(kind, 0) for kind in one.kinds)) for one in every]
    return [Section(one, count, []) for one, count in counts if count]


class _Reader:
    """Reads what was found again, in the language of whoever asks."""

    def __init__(self, language: str, sought: Sequence[str], *, last: Sequence[str] = ()) -> None:
        """`last` is the word that somebody is typing: a title must have its beginning."""
        self._last = tuple(plain(word) for word in last)
        self._language: Language = "en" if language == "en" else "nl"
        self._marker = Marker(sought)
        self._kinds: Collection[str] = ()

    def limit_to(self, kinds: Iterable[str]) -> None:
        """Read but the first few of these kinds."""
        self._kinds = list(dict.fromkeys(kinds))[:MOST_KINDS]

    def filled(self, section: Section, hits: Sequence[Hit]) -> Section:
        """Add the rows of a section; what is gone is counted no longer."""
        wanted = [hit for hit in hits if hit.kind in self._kinds]
        rows = self.rows(wanted)
        return Section(section.group, section.count - (len(wanted) - len(rows)), rows)

    def rows(self, hits: Sequence[Hit]) -> list[Row]:
        """Read hits in their order, without those that visitors may no longer see."""
        found: dict[str, dict[str, Findable]] = {}
        for kind, keys in sources.by_kind(hit.id for hit in hits).items():
            for one in sources.findables(kind, keys):
                found.setdefault(one.subject, {})[one.language] = one
        _forget([hit.id for hit in hits if hit.id not in found])
        names = {kind: group.one for group in groups(sources.kinds()) for kind in group.kinds}
        return [self._row(found[hit.id], names[hit.kind]) for hit in hits if hit.id in found]

    def _row(self, texts: dict[str, Findable], one: str | Promise) -> Row:
        own = texts.get(self._language) or next(iter(texts.values()))
        if self._last:
            own = next((text for text in (own, *texts.values()) if self._begins(text)), own)
        said = next((text for text in (own, *texts.values()) if self._says(text)), own)
        return Row(
            subject=own.subject,
            one=one,
            title=self._marker.pieces(own.title, _language_of(own)),
            language=own.language,
            address=own.address,
            note=own.note,
            passage=self._marker.passage(said.words, _language_of(said)),
            passage_language=said.language,
        )

    def _begins(self, text: Findable) -> bool:
        return any(plain(word).startswith(self._last) for word in words(text.title))

    def _says(self, text: Findable) -> bool:
        language = _language_of(text)
        return self._marker.has(text.title, language) or self._marker.has(text.words, language)


def _language_of(text: Findable) -> Language:
    return "en" if text.language == "en" else "nl"


def _forget(gone: Collection[str]) -> None:
    """Take out of the index what nobody may see any more."""
    if gone:
        # Another process may be writing, and will have seen it too.
        with suppress(IndexFault):
            indexing.index().remove(gone)
