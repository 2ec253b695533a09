# SPDX-License-Identifier: EUPL-1.2
"""What the map of districts can show: each layer in words, in figures and by pattern."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kennisstad.neighbourhoods.queries import Shown
from kennisstad.web.templatetags.web import in_words
from kennisstad.website.wording import in_letters, white_spot

DENSEST = 3


@dataclass(frozen=True)
class Layer:
    """One thing that the map can show of every district."""

    key: str
    """As it stands in the address."""
    label: str | Promise
    say: Callable[[Any, date], str]
    """What there is to say of a counted district, in one sentence."""
    count: Callable[[Any], int]
    mark: Callable[[Any], str]

    def shown(self, districts: Iterable[Any]) -> Mapping[int, Shown]:
        """Give what stands on each district, by its number."""
        districts = list(districts)
        most = max((self.count(one) for one in districts), default=0)
        return {one.pk: Shown(self.mark(one), shade(self.count(one), most)) for one in districts}

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
    return f"{capfirst(phrase % {'number': in_letters(number)})}."


def _year(district: Any) -> str:
    return str(district.last_given_on.year) if district.last_given_on else "–"


def _counted(key: str, name: str, label: str | Promise, say: Callable[[Any, date], str]) -> Layer:
    """Make a layer of what `districts_counted` counts under this name."""
    return Layer(key, label, say, attrgetter(name), lambda one: str(getattr(one, name)))


LAYERS = {
    layer.key: layer
    for layer in (
        _counted("asked", "asked", gettext_lazy("asked"), _asked),
        _counted("running", "running", gettext_lazy("being worked on"), _running),
        _counted("given-back", "given_back", gettext_lazy("given back"), _given_back),
        _counted("used", "used", gettext_lazy("used"), _used),
        Layer("white", gettext_lazy("white spots"), _white, attrgetter("given_back"), _year),
    )
}
"""The layers a visitor can choose, by their key."""
