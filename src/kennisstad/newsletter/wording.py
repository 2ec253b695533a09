# SPDX-License-Identifier: EUPL-1.2
"""The words that an issue writes of itself: its subject and its opening, in the active language."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.languages.numbers import counting, in_letters

Counts = Mapping[str, int]
"""How many items stand in each section, by its key; no items, no key."""


LONGEST_SUBJECT = 150


def by_itself(counts: Counts, city: str, since: date, until: date) -> tuple[str, str]:
    """Give the subject and the opening of what stands in an issue, or in the mail of one reader."""
    return subject(counts, city)[:LONGEST_SUBJECT], opening(counts, city, since, until)


def subject(counts: Counts, city: str) -> str:
    """Say what is in it, such as “Leiden: two results given back and four questions asked”."""
    told = (_returned(counts), _asked(counts), _news(counts), _own(counts), _agenda(counts))
    parts = [part for part in told if part]
    if not parts:
        return _("News from %(city)s") % {"city": city}
    return _("%(city)s: %(parts)s") % {"city": city, "parts": listed(parts[:3])}


def opening(counts: Counts, city: str, since: date, until: date) -> str:
    """Say in whole sentences what happened in these days, and what stands at the end."""
    days = {"city": city, "since": date_format(since, "j F"), "until": date_format(until, "j F Y")}
    first = [_("This issue tells what happened in %(city)s from %(since)s to %(until)s.") % days]
    sentences = [*first, *(one for one in (_went_back(counts), _was_asked(counts), _comes(counts)) if one)]
    end = [_("At the end you read where you can take part yourself.")] if counts.get("take-part") else []
    return "\n\n".join([" ".join(sentences), *end])


def followed(said: str, before: str, now: str) -> str:
    """Let what an issue wrote of itself follow; what an editor put before or behind it stays."""
    return said.replace(before, now, 1) if before else said


def listed(parts: Sequence[str]) -> str:
    """Write parts as people list them: “a, b and c”."""
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def _filled(sentence: str, number: int) -> str:
    return sentence % {"number": in_letters(number)}


def _returned(counts: Counts) -> str:
    number = counts.get("returned", 0)
    sentence = ngettext("%(number)s result given back", "%(number)s results given back", number)
    return _filled(sentence, number) if number else ""


def _asked(counts: Counts) -> str:
    number = counts.get("asked", 0)
    sentence = ngettext("%(number)s question asked", "%(number)s questions asked", number)
    return _filled(sentence, number) if number else ""


def _news(counts: Counts) -> str:
    number = counts.get("news", 0)
    sentence = ngettext("%(number)s piece of news", "%(number)s pieces of news", number)
    return _filled(sentence, number) if number else ""


def _own(counts: Counts) -> str:
    number = counts.get("own", 0)
    sentence = ngettext("%(number)s word from the editors", "%(number)s words from the editors", number)
    return _filled(sentence, number) if number else ""


def _agenda(counts: Counts) -> str:
    number = counts.get("agenda", 0)
    sentence = ngettext("%(number)s date in the agenda", "%(number)s dates in the agenda", number)
    return _filled(sentence, number) if number else ""


def _went_back(counts: Counts) -> str:
    number = counts.get("returned", 0)
    sentence = ngettext(
        "%(number)s result went back to where the question came from.",
        "%(number)s results went back to where the questions came from.",
        number,
    )
    return counting(sentence, number) if number else ""


def _was_asked(counts: Counts) -> str:
    number = counts.get("asked", 0)
    sentence = ngettext(
        "%(number)s question of residents was put on the site.",
        "%(number)s questions of residents were put on the site.",
        number,
    )
    return counting(sentence, number) if number else ""


def _comes(counts: Counts) -> str:
    number = counts.get("agenda", 0)
    sentence = ngettext(
        "%(number)s date stands in the agenda of the coming two weeks.",
        "%(number)s dates stand in the agenda of the coming two weeks.",
        number,
    )
    return counting(sentence, number) if number else ""
