# SPDX-License-Identifier: EUPL-1.2
"""What the map of districts can show: each layer in words, in figures and by pattern."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kennisstad.languages.numbers import counting
from kennisstad.neighbourhoods.queries import Shown
from kennisstad.web.templatetags.web import in_words
from kennisstad.website.wording import white_spot

DENSEST = 3


@dataclass(frozen=True)
class Layer:
    """One thing that the map can show of every district."""

    key: str
    """As it stands in the address."""
    label: str | Promise
    say: Callable[[Any, date], str]
    """What there is to say of a counted district, in one sentence."""
    count: Callable[[Any, date], int]
    mark: Callable[[Any], str]
    least_most: int = 0
    """What the densest pattern stands for at least."""

    def shown(self, districts: Iterable[Any], today: date) -> Mapping[int, Shown]:
        """Give what stands on each district, by its number."""
        counts = {one: self.count(one, today) for one in districts}
        most = max([self.least_most, *counts.values()])
        return {one.pk: Shown(self.mark(one), shade(count, most)) for one, count in counts.items()}

    def sentences(self, districts: Iterable[Any], today: date) -> Mapping[int, str]:
        return {one.pk: self.say(one, today) for one in districts}


def shade(count: int, most: int) -> int:
    """Choose a pattern: none for nothing, and three for the parts up to the most."""
    return 0 if count <= 0 else -(-DENSEST * count // max(most, count))


def _asked(district: Any, today: date) -> str:
    said = ngettext("%(number)s question asked", "%(number)s questions asked", district.asked)
    return _sentence(said, district.asked)


def _running(district: Any, today: date) -> str:
    said = ngettext("%(number)s project under way", "%(number)s projects under way", district.running)
    return _sentence(said, district.running)


def _given_back(district: Any, today: date) -> str:
    said = ngettext("%(number)s result given back", "%(number)s results given back", district.given_back)
    return _sentence(said, district.given_back)


def _used(district: Any, today: date) -> str:
    said = ngettext("%(number)s answer used", "%(number)s answers used", district.used)
    return _sentence(said, district.used)


def _white(district: Any, today: date) -> str:
    said = white_spot(district, today)
    return said or _("Something was given back here on %(day)s.") % {"day": in_words(district.last_given_on)}


def _sentence(phrase: str, number: int) -> str:
    return f"{counting(phrase, number)}."


def _year(district: Any) -> str:
    return str(district.last_given_on.year) if district.last_given_on else "–"


def _counted(key: str, name: str, label: str | Promise, say: Callable[[Any, date], str]) -> Layer:
    """Make a layer of what `districts_counted` counts under this name."""
    count = attrgetter(name)
    return Layer(key, label, say, lambda one, _today: count(one), lambda one: str(count(one)))


LAYERS = {
    layer.key: layer
    for layer in (
        _counted("asked", "asked", gettext_lazy("asked"), _asked),
        _counted("running", "running", gettext_lazy("being worked on"), _running),
        _counted("given-back", "given_back", gettext_lazy("given back"), _given_back),
        _counted("used", "used", gettext_lazy("used"), _used),
        # What is no white spot has the lightest pattern, so that white is white.
        Layer(
            "white",
            gettext_lazy("white spots"),
            _white,
            lambda one, today: int(not white_spot(one, today)),
            _year,
            DENSEST,
        ),
    )
}
"""The layers a visitor can choose, by their key."""
