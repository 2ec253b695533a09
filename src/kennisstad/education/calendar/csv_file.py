# SPDX-License-Identifier: EUPL-1.2
"""Terms from a CSV file with a line for each, under English or Dutch headings."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from kennisstad.education.calendar.terms import LANGUAGES, Flaw, Term, TermKind, Unfit, Wrong
from kennisstad.lib.cleaning import one_line

COLUMNS = {
    "kind": "kind", "soort": "kind",
    "name_nl": "nl", "naam_nl": "nl", "naam": "nl",
    "name_en": "en", "naam_en": "en", "name": "en",
    "starts": "starts", "from": "starts", "van": "starts",
    "ends": "ends", "until": "ends", "tot": "ends",
    "same_date": "same_date", "vaste_datum": "same_date",
}  # fmt: skip
"""What a heading may be called. `ends` and `tot` are the last day itself."""
NEEDED = ("kind", "starts", "ends")
KINDS = {
    "semester": TermKind.SEMESTER,
    "block": TermKind.BLOCK,
    "blok": TermKind.BLOCK,
    "holiday": TermKind.HOLIDAY,
    "vakantie": TermKind.HOLIDAY,
    "vrij": TermKind.HOLIDAY,
    "exception": TermKind.EXCEPTION,
    "uitzondering": TermKind.EXCEPTION,
}
YES_OR_NO = {"yes": True, "ja": True, "no": False, "nee": False, "": False}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DUTCH = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)

Row = dict[str, str]
T = TypeVar("T")


def read(text: str) -> list[Term]:
    """Read every term.

    Raises:
        Unfit: anything in it is not as it should be, each flaw with its line.
    """
    flaws: list[Flaw] = []
    if text.rstrip(" ")[-1:] in (",", ";", "\t"):
        # A value that is not there at the very end may have been cut off: “yes” becomes nothing.
        raise Unfit([Flaw(Wrong.CUT_OFF, text.count("\n") + 1)])
    terms = [term for line, row in _rows(text, flaws) if (term := _term(line, row, flaws))]
    if flaws:
        raise Unfit(flaws)
    return terms


def _rows(text: str, flaws: list[Flaw]) -> Iterator[tuple[int, Row]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    names: list[str] = []
    before = 0
    try:
        for values in lines:
            # A value in quotes may hold line ends: a row is named by the line on which it begins.
            line, before = before + 1, lines.line_num
            if not any(value.strip() for value in values):
                continue
            if not names:
                names = _names(line, values)
            elif len(values) != len(names):
                flaws.append(Flaw(Wrong.VALUES, line, words=(str(len(values)), str(len(names)))))
            else:
                yield line, dict(zip(names, map(one_line, values), strict=True))
    except csv.Error:
        flaws.append(Flaw(Wrong.QUOTES, before + 1))


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=first.count)


def _names(line: int, values: list[str]) -> list[str]:
    words = [one_line(value).casefold().replace(" ", "_") for value in values]
    if unknown := [word for word in words if word not in COLUMNS]:
        raise Unfit([Flaw(Wrong.HEADING, line, words=(unknown[0][:40],))])
    names = [COLUMNS[word] for word in words]
    if not set(NEEDED) <= set(names) or len(set(names)) < len(names):
        raise Unfit([Flaw(Wrong.HEADINGS, line)])
    return names


def _term(line: int, row: Row, flaws: list[Flaw]) -> Term | None:
    said = _Said(line, row, flaws)
    kind = said.of("kind", lambda word: KINDS.get(word.casefold()), Wrong.NO_KIND)
    starts, ends = said.of("starts", day, Wrong.NO_DATE), said.of("ends", day, Wrong.NO_DATE)
    same_date = said.of("same_date", lambda word: YES_OR_NO.get(word.casefold()), Wrong.YES_OR_NO)
    if kind is None or starts is None or ends is None or same_date is None:
        return None
    names = {language: row[language] for language in LANGUAGES if row.get(language)}
    return Term(kind, starts, ends, names, same_date, line)


class _Said:
    """The values of one line; those that cannot be read are put with the flaws."""

    def __init__(self, line: int, row: Row, flaws: list[Flaw]) -> None:
        self.line, self.row, self.flaws = line, row, flaws

    def of(self, name: str, read: Callable[[str], T | None], wrong: Wrong) -> T | None:
        found = read(word := self.row.get(name, ""))
        if found is None:
            self.flaws.append(Flaw(wrong, self.line, words=(word[:40],)))
        return found


def day(word: str) -> date | None:
    """Read 2027-04-15 or 15-4-2027; nothing when that is no day that exists."""
    if found := _ISO.fullmatch(word):
        year, month, number = found.groups()
    elif found := _DUTCH.fullmatch(word):
        number, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None
