# SPDX-License-Identifier: EUPL-1.2
"""What stands on a poster: one sentence large in Dutch, beneath it in English, and the way to the page."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import truncatechars
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kennisstad.lib.qr_code import QRCode, qr_code
from kennisstad.neighbourhoods.models import Area
from kennisstad.neighbourhoods.queries import Drawing, drawing_of
from kennisstad.projects.models import Result
from kennisstad.web.paper import pdf
from kennisstad.website.wording import standing, white_spot

SIZES = ("a4", "a3")
LANGUAGES = ("nl", "en")
"""The first is written large."""
MOST_WORDS, MOST_LETTERS = 28, 220
"""Of what a result found, in whole sentences; the rest is read on its page."""
MOST_OF_FIRST = 500
"""Letters of a first sentence; a longer one does not fit on the sheet."""
_SENTENCE_END = re.compile(r"""(?<=[.!?…])(?<!\b[DdMmIi]r\.)(?<!\bprof\.)\s+(?=["'“‘(]*[A-ZÀ-Þ])|\s*\n\s*""")
SHORT, MIDDLE = 45, 90
"""Up to so many letters a sentence is written in the largest, and in the next size."""


@dataclass(frozen=True)
class Part:
    """A poster's words in one language."""

    language: str
    kicker: str
    sentence: str
    said_in: str
    """The language of the sentence, where it is missing in this one."""
    lines: tuple[str, ...]
    call: str
    day: str


@dataclass(frozen=True)
class Poster:
    title: str
    parts: tuple[Part, ...]
    address: str
    """Where its code leads: the page, in the first language."""
    code: QRCode
    drawing: Drawing | None
    day: date

    @property
    def spoken_address(self) -> str:
        return self.address.partition("://")[2].rstrip("/")

    @property
    def length(self) -> str:
        """How large its sentence can be: short ones are the largest."""
        letters = len(self.parts[0].sentence)
        return "short" if letters <= SHORT else "middle" if letters <= MIDDLE else "long"


def of_district(area: Any, *, site: str, today: date) -> Poster:
    """Make the poster that invites a district to ask.

    Args:
        area: counted by `website.queries.counted`. site: the address of the site.
    """

    def part(language: str) -> Part:
        lines = dict.fromkeys([standing(area), white_spot(area, today)])
        return Part(
            language=language,
            kicker=area.name,
            sentence=_("What do you want to know about your neighbourhood?"),
            said_in=language,
            lines=tuple(line for line in lines if line),
            call=_("Ask it. Students and researchers look for the answer, and bring it back here."),
            day=_day(today),
        )

    path = _path("website:neighbourhood", area.slug)
    return _poster(area.name, part, f"{site}{path}", drawing_of(area), today)


def of_result(result: Result, area: Area | None, *, site: str, today: date) -> Poster:
    """Make the poster that brings a result back.

    Args:
        result: with its project's carrier and its words. area: the district to draw, or nothing.
    """

    def part(language: str) -> Part:
        words = result.text_in(language)
        return Part(
            language=language,
            kicker=area.name if area else "",
            sentence=words.title or str(result) if words else str(result),
            said_in=words.language if words else "nl",
            lines=(_beginning(words.found),) if words and words.language == language else (),
            call=_("Found out by %(partner)s. Read everything.") % {"partner": result.project.carrier.name},
            day=_day(today),
        )

    path = _path("website:result", result.pk)
    drawing = drawing_of(area) if area else None
    return _poster(part(LANGUAGES[0]).sentence, part, f"{site}{path}", drawing, today)


def on_paper(poster: Poster, size: str) -> bytes:
    """Make the tagged PDF; the same poster gives the same bytes.

    Raises:
        NoPaper: Pango is not on this machine.
    """
    with override(LANGUAGES[0]):
        # Nobody's request: what every template is told, and nothing of whoever asks.
        html = render_to_string(
            "website/poster_paper.html", {"poster": poster, "size": size}, request=HttpRequest()
        )
    return pdf(html)


def _poster(
    title: str,
    part: Callable[[str], Part],
    address: str,
    drawing: Drawing | None,
    today: date,
) -> Poster:
    parts = []
    for language in LANGUAGES:
        with override(language):
            parts.append(part(language))
    return Poster(title, tuple(parts), address, qr_code(address), drawing, today)


def _beginning(text: str) -> str:
    """Give as many whole sentences as fit; the first in any case, cut only where it fills the sheet alone."""
    first, *others = _SENTENCE_END.split(text.strip())
    kept = first
    for sentence in others:
        longer = f"{kept} {sentence}"
        if len(longer.split()) > MOST_WORDS or len(longer) > MOST_LETTERS:
            break
        kept = longer
    return truncatechars(kept, MOST_OF_FIRST)


def _path(name: str, key: object) -> str:
    with override(LANGUAGES[0]):
        return reverse(name, args=[key])


def _day(today: date) -> str:
    return date_format(today, "j F Y")
