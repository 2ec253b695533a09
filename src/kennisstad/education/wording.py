# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a calendar, in sentences, in the reader's language."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kennisstad.education.calendar.terms import Flaw, TermKind, Wrong

MOST_SENTENCES = 10

TERM_KINDS: dict[str, str | Promise] = {
    TermKind.SEMESTER: gettext_lazy("semester"),
    TermKind.BLOCK: gettext_lazy("block"),
    TermKind.HOLIDAY: gettext_lazy("holiday"),
    TermKind.EXCEPTION: gettext_lazy("exception"),
}

_SAID: dict[Wrong, str | Promise] = {
    Wrong.EMPTY: gettext_lazy("There is no semester, block, holiday or exception in it."),
    Wrong.TOO_MANY: gettext_lazy("It has %(first)s terms; %(second)s is the most for one school year."),
    Wrong.LONG_FILE: gettext_lazy(
        "This file has %(first)s entries; %(second)s is the most. Make a file for each school year."
    ),
    Wrong.BACKWARDS: gettext_lazy("The last day is before the first."),
    Wrong.TOO_LONG: gettext_lazy("This lasts longer than a year."),
    Wrong.FAR: gettext_lazy("Look at the year again."),
    Wrong.OUTSIDE: gettext_lazy("This does not begin in the school year %(years)s (August to July)."),
    Wrong.OVERLAP: gettext_lazy("This %(kind)s overlaps with the one on line %(other)s."),
    Wrong.LONG_NAME: gettext_lazy("This name is longer than %(first)s characters."),
    Wrong.NO_CALENDAR: gettext_lazy("This is no iCalendar file that can be read."),
    Wrong.CUT_OFF: gettext_lazy("The file breaks off here."),
    Wrong.HEADING: gettext_lazy(
        "“%(first)s” is no heading that we know. Use kind, name_nl, name_en, starts, ends and same_date."
    ),
    Wrong.HEADINGS: gettext_lazy("The headings kind, starts and ends must be there, and none of them twice."),
    Wrong.VALUES: gettext_lazy("This line has %(first)s values and the headings are %(second)s."),
    Wrong.QUOTES: gettext_lazy("A value begins with a quotation mark and never ends."),
    Wrong.NO_KIND: gettext_lazy("“%(first)s” is no semester, block, holiday or exception."),
    Wrong.NO_DATE: gettext_lazy("“%(first)s” is no day that exists. Write it as 2027-04-15."),
    Wrong.NO_START: gettext_lazy("This event has no first day that exists."),
    Wrong.YES_OR_NO: gettext_lazy("“%(first)s” is neither yes nor no."),
    Wrong.REPEATS: gettext_lazy(
        "“%(first)s” repeats, and not just once a year. Give each time a line of its own."
    ),
    Wrong.PROPERTY: gettext_lazy("%(first)s cannot be read."),
}


def flaw_in_words(flaw: Flaw) -> str:
    """Say one thing that is wrong, and on which line."""
    first, second = (*flaw.words, "", "")[:2]
    words = {
        "first": first,
        "second": second,
        "kind": TERM_KINDS.get(first, first),
        "other": flaw.other,
        "years": school_year_in_words(flaw.year),
    }
    sentence = str(_SAID[flaw.kind]) % words
    return (
        _("Line %(line)s: %(sentence)s") % {"line": flaw.line, "sentence": sentence}
        if flaw.line
        else sentence
    )


def flaws_in_words(flaws: Sequence[Flaw]) -> list[str]:
    """Say what is wrong, the first ten."""
    said = [flaw_in_words(flaw) for flaw in flaws[:MOST_SENTENCES]]
    if more := len(flaws) - len(said):
        said.append(_("And %(more)s more.") % {"more": more})
    return said


def school_year_in_words(year: int) -> str:
    """Give a school year as people write it."""
    return f"{year}-{year + 1}"
