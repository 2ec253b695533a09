# SPDX-License-Identifier: EUPL-1.2
"""Days, months and names as a reader knows them, for what is said of when a question fits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy

from kennisstad.education.calendar.window import Window

Names = Mapping[str, str]
NUMBERS = {2: gettext_lazy("two"), 3: gettext_lazy("three"), 4: gettext_lazy("four")}


@dataclass(frozen=True)
class Reader:
    """Whoever reads it, on which day."""

    today: date
    districts: Names = field(default_factory=dict)
    """The names of districts by code."""
    years: bool = False
    """Say the year of every day: what is printed may be read in another year."""

    def day(self, day: date) -> str:
        return date_format(day, "j F" if self._is_plain(day) else "j F Y")

    def block(self, window: Window) -> str:
        """Name a block by the month in which it starts."""
        return date_format(window.starts, "F" if self._is_plain(window.starts) else "F Y")

    def _is_plain(self, day: date) -> bool:
        return day.year == self.today.year and not self.years


def in_language(texts: Names) -> str:
    """Give the words in the reader's language, else in another, else nothing."""
    return texts.get(get_language() or "") or next(iter(texts.values()), "")


def number_in_words(number: int) -> str:
    return str(NUMBERS.get(number, number))
