# SPDX-License-Identifier: EUPL-1.2
"""Readers in a CSV file, line by line: read in little memory, and told what is wrong in words."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kennisstad.lib.cleaning import one_line
from kennisstad.lib.files import Problem, UnusableFile, shown
from kennisstad.lib.mail_address import NotAnAddress, leads_out

COLUMNS = ("email", "language", "districts", "themes", "consent_on", "consent_source")
NEEDED = ("email", "consent_on", "consent_source")
HEADINGS = {
    "nl": ("e-mailadres", "taal", "wijken", "thema's", "toestemming_op", "toestemming_bron"),
    "en": COLUMNS,
}
"""What we call the columns to people, in their order."""
CALLED = {
    **dict(zip(HEADINGS["nl"], COLUMNS, strict=True)),
    "e-mail": "email",
}
"""What a heading may be called besides."""
BETWEEN = "|"
"""Stands between districts and between themes: no spreadsheet splits there."""
LONGEST_LINE, LONGEST_SOURCE = 100_000, 1_000
WAS_A_FORMULA = re.compile(r"""(^|;)'(?='*"*[=+\-@\uff1d\uff0b\uff0d\uff20])""")
"""An export puts this apostrophe there, so that no spreadsheet runs what follows."""
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DUTCH = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", re.ASCII)
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
UNREADABLE = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Offered:
    """What can be chosen here: keys by what they may be called, in small letters."""

    districts: Mapping[str, str]
    themes: Mapping[str, str]
    languages: Sequence[str]
    """The first is for whoever has none."""


@dataclass(frozen=True)
class Row:
    """Somebody on an older list, with when and how they consented."""

    line: int
    email: str
    language: str
    districts: list[str]
    themes: list[str]
    consent_on: date
    consent_source: str


class Unfit(ValueError):
    """One row cannot be taken over; the message says why."""


def read(file: BinaryIO, offered: Offered, *, today: date) -> Iterator[Row | Problem]:
    """Read each row, or say with its line why it cannot be taken over; in memory for one line.

    UTF-8 or UTF-16, with a mark of it at the beginning or without; commas, semicolons or tabs.

    Raises:
        UnusableFile: it has no heads, or a line is longer than any could be.
    """
    text = io.TextIOWrapper(file, encoding=_encoding(file), errors="replace", newline="")
    lines = _Lines(text)
    first = next(lines, "")
    if first.lower().startswith("sep="):
        first = next(lines, "")
    between = max(",;\t", key=first.count)
    heads = [_head(cell) for cell in next(csv.reader([first], delimiter=between), [])]
    if missing := [name for name in NEEDED if name not in heads]:
        told = _("The first line must name the columns; these are missing: %(columns)s.")
        raise UnusableFile(told % {"columns": ", ".join(map(_heading, missing))})
    return _rows(text, lines, heads, between, offered, today)


def _rows(
    text: io.TextIOWrapper,
    lines: "_Lines",
    heads: list[str],
    between: str,
    offered: Offered,
    today: date,
) -> Iterator[Row | Problem]:
    for line in lines:
        try:
            cells = _cells(line, between)
            if any(cell.strip() for cell in cells):
                yield _row(lines.number, heads, cells, offered, today)
        except Unfit as unfit:
            yield Problem(_line(lines.number), str(unfit))
    # Whoever opened the file closes it.
    text.detach()


def _cells(line: str, between: str) -> list[str]:
    """Split one line: a quotation mark that somebody forgot must not swallow the people below it."""
    try:
        return next(csv.reader([line], delimiter=between, strict=True), [])
    except csv.Error:
        if line.count('"') % 2:
            told = _("a quotation mark is not closed on this line. Each person stands on one line.")
            raise Unfit(told) from None
        raise Unfit(_("a quotation mark is opened or closed where it cannot be.")) from None


def headings() -> Sequence[str]:
    """Name the columns in the active language."""
    return HEADINGS.get(get_language() or "", COLUMNS)


def example() -> str:
    """Write a file as it can be taken over, with one person who is nobody."""
    email, source = _("somebody@example.org"), _("paper form at the library, folder 3")
    row = (email, get_language() or "", "", "", "2025-03-31", source)
    return f"{';'.join(headings())}\n{';'.join(row)}\n"


def _heading(column: str) -> str:
    return headings()[COLUMNS.index(column)]


class _Lines:
    """The lines of a text, counted; none is longer than a row can be."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text, self.number = text, 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) == LONGEST_LINE:
            told = _("Line %(line)d is longer than any row can be. Is this a table in CSV?")
            raise UnusableFile(told % {"line": self.number})
        return line


def _encoding(file: BinaryIO) -> str:
    begin = file.read(4)
    file.seek(0)
    marked = next((name for mark, name in _MARKS.items() if begin.startswith(mark)), None)
    # The first letters of a heading are Latin: of each of them UTF-16 leaves one half empty.
    return (
        marked or {b"\x00": "utf-16-be"}.get(begin[:1]) or {b"\x00": "utf-16-le"}.get(begin[1:2]) or "utf-8"
    )


def _head(cell: str) -> str:
    name = cell.strip().strip('"').casefold().replace(" ", "_")
    return CALLED.get(name, name)


def _row(line: int, heads: list[str], cells: list[str], offered: Offered, today: date) -> Row:
    if any(UNREADABLE in cell for cell in cells):
        raise Unfit(_("it holds letters that cannot be read. Save the file as UTF-8."))
    if len(cells) > len(heads) and any(cells[len(heads) :]):
        raise Unfit(_("it has more cells than there are columns."))
    said = {head: _cell(cell) for head, cell in zip(heads, cells, strict=False)}
    return Row(
        line,
        _email(said.get("email", "")),
        _one_of(said.get("language", ""), offered.languages),
        _keys(said.get("districts", ""), offered.districts),
        _keys(said.get("themes", ""), offered.themes),
        _day(said.get("consent_on", ""), today),
        _source(said.get("consent_source", "")),
    )


def _cell(cell: str) -> str:
    return WAS_A_FORMULA.sub(r"\1", " ".join(cell.split()))


def _email(said: str) -> str:
    try:
        validate_email(said)
        fits = leads_out(said)
    except (ValidationError, NotAnAddress):
        fits = False
    if not fits:
        raise Unfit(_("“%(said)s” is no whole e-mail address.") % {"said": shown(said)})
    return said


def _one_of(said: str, languages: Sequence[str]) -> str:
    if said and said.casefold() not in languages:
        told = _("“%(said)s” is no language of this site. Use one of these: %(languages)s.")
        raise Unfit(told % {"said": shown(said), "languages": ", ".join(languages)})
    return said.casefold() or languages[0]


def _keys(said: str, known: Mapping[str, str]) -> list[str]:
    names = [name.strip() for name in said.split(BETWEEN) if name.strip()]
    if strange := [name for name in names if name.casefold() not in known]:
        told = _("“%(said)s” is no district or theme that can be chosen here.")
        raise Unfit(told % {"said": shown(strange[0])})
    return sorted({known[name.casefold()] for name in names})


def _day(said: str, today: date) -> date:
    if not said:
        raise Unfit(_("it does not say on which day this person consented (consent_on)."))
    iso, dutch = _ISO.fullmatch(said), _DUTCH.fullmatch(said)
    parts = iso.groups() if iso else dutch.groups()[::-1] if dutch else ()
    try:
        found = date(*map(int, parts))
    except (TypeError, ValueError):
        told = _("“%(said)s” is no day. Write it as 2025-03-31 or 31-03-2025.")
        raise Unfit(told % {"said": shown(said)}) from None
    if found > today:
        raise Unfit(_("nobody can have consented on a day that has not come yet."))
    return found


def _source(said: str) -> str:
    # It is kept for years and shown: without NUL, which no database keeps, and what turns reading around.
    said = one_line(said)
    if not said:
        told = _("it does not say where the consent can be found (%(column)s).")
        raise Unfit(told % {"column": _heading("consent_source")})
    if len(said) > LONGEST_SOURCE:
        raise Unfit(
            _("what it says of the consent is longer than %(most)d signs.") % {"most": LONGEST_SOURCE}
        )
    return said


def _line(number: int) -> str:
    return _("line %(number)d") % {"number": number}
