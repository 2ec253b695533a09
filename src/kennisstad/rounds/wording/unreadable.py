# SPDX-License-Identifier: EUPL-1.2
"""Why a file is not an instance, in sentences."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kennisstad.rounds.allocation.unreadable import Flaw, Unreadable


def unreadable_in_words(error: Unreadable) -> str:
    """Say where a file goes wrong and what should stand there."""
    expected = _(error.expected) if error.expected in _EXPECTED else error.expected
    said = {"expected": expected, "found": error.found, "path": error.path, "line": error.line}
    why = _SAY[error.flaw]() % said
    if error.path and error.line:
        return _("Line %(line)s, %(path)s: %(why)s") % {**said, "why": why}
    return _("Line %(line)s: %(why)s") % {**said, "why": why} if error.line else why


_EXPECTED = {
    gettext_noop("a text"),
    gettext_noop("a list"),
    gettext_noop("an object"),
    gettext_noop("true or false"),
    gettext_noop("a whole number"),
    gettext_noop("a day such as 2027-02-01"),
    gettext_noop("a number of students, of projects and of lecturers"),
}
"""What the readers say that should stand somewhere; anything else that they say is not in words."""
_SAY: dict[Flaw, Callable[[], str]] = {
    Flaw.EMPTY: lambda: _("There is nothing in it."),
    Flaw.TOO_LONG: lambda: _("It is too large: %(found)s, and at most %(expected)s is read."),
    Flaw.CUT_OFF: lambda: _("It is cut off: something is missing at the end."),
    Flaw.NOT_JSON: lambda: _("This is not JSON: %(found)s."),
    Flaw.TWICE: lambda: _("“%(path)s” stands twice in one object."),
    Flaw.NO_VERSION: lambda: _("This is not version 1 of the format: it must hold \"version\": 1."),
    Flaw.MISSING: lambda: _("“%(expected)s” is missing."),
    Flaw.UNKNOWN: lambda: _("The format does not know “%(found)s”."),
    Flaw.TYPE: lambda: _("Here should stand %(expected)s, but it says: %(found)s."),
    Flaw.ORDER: lambda: _("This line should have number %(expected)s, but it has %(found)s."),
    Flaw.TIES: lambda: _("The brackets do not match: %(found)s."),
}  # fmt: skip
