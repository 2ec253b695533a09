# SPDX-License-Identifier: EUPL-1.2
"""An issue as a mail: one hand-made page with its style in place, and a text that says the same.

`load` reads an issue once; `render` asks the database nothing, for any part of its items:

    whole = load(issue)
    items = asked_for(whole.items, districts=reader.districts, themes=reader.themes)
    mail = render(whole, items, reader.language, leave=…, choices=…)
"""

import re
import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kennisstad.neighbourhoods.models import City
from kennisstad.newsletter import wording
from kennisstad.newsletter.found import Words
from kennisstad.newsletter.issues import in_sections, items_of
from kennisstad.newsletter.models import Issue, Item, Section

COLUMNS = 72
IN_A_LANGUAGE = {"nl": gettext_lazy("in Dutch"), "en": gettext_lazy("in English")}
UNCHANGED = re.compile(r"[A-Za-z0-9._/:@-]+")
"""What no mail program, escaping or wrapping alters."""


class CannotStandUnchanged(ValueError):
    """A link holds something that escaping would alter."""


@dataclass(frozen=True)
class Told:
    """One item with its words, as long as an issue is rendered."""

    pk: int
    section: str
    texts: Mapping[str, Words]
    districts: tuple[str, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Whole:
    """An issue with all that stands in it, in order."""

    number: int
    said: Mapping[str, tuple[str, str]]
    """By language: subject and opening."""
    items: tuple[Told, ...]
    city: str
    desk: tuple[str, ...]
    """Who sends it and where they are, line by line."""
    days: tuple[date, date] | None = None
    """From the one to the other; without them nothing was written by the issue itself."""


@dataclass(frozen=True)
class Rendered:
    subject: str
    html: str
    text: str


@dataclass(frozen=True)
class Line:
    """One item in one language."""

    title: str
    words: str
    address: str
    language: str
    """Of the words, which may be another than that of the mail."""
    aside: str
    """Says in the mail's own language that the words are in another."""


@dataclass(frozen=True)
class Part:
    title: str | Promise
    lines: list[Line]


def load(issue: Issue) -> Whole:
    """Read what stands in an issue, without what was left out; four queries."""
    city = City.objects.first()
    kept = [item for item in items_of(issue) if not item.dropped]
    order = list(Section)
    kept.sort(key=lambda item: order.index(Section(item.section)))
    return Whole(
        number=issue.number,
        said={text.language: (text.subject, text.opening) for text in issue.texts.all()},
        items=tuple(told(item) for item in kept),
        city=city.name if city else "",
        desk=_desk(city) if city else (),
        days=(issue.since, issue.until),
    )


def told(item: Item) -> Told:
    """Give an item as it is rendered; read its texts along."""
    return Told(
        pk=item.pk,
        section=item.section,
        texts={text.language: Words(text.title, text.words, text.address) for text in item.texts.all()},
        districts=tuple(item.districts),
        themes=tuple(item.themes),
    )


def render(whole: Whole, items: Sequence[Told], language: str, *, leave: str, choices: str) -> Rendered:
    """Write the mail with these items; no query.

    Args:
        leave, choices: where a reader leaves and chooses; each stands once in either part, unaltered.

    Raises:
        CannotStandUnchanged: one of these holds something else than letters, digits and `._/:@-`.
    """
    if not (UNCHANGED.fullmatch(leave) and UNCHANGED.fullmatch(choices)):
        raise CannotStandUnchanged(f"{leave} {choices}")
    with override(language):
        subject, opening, said_in = _said(whole, items, language)
        context = {
            "whole": whole,
            "subject": subject,
            "opening": opening,
            "said_in": said_in,
            "parts": parts_of(items, language, root=settings.SITE_ADDRESS),
            "language": language,
            "leave": leave,
            "choices": choices,
            "in_browser": settings.SITE_ADDRESS + reverse("newsletter:issue", args=[whole.number]),
            "sender": whole.city or _("the city"),
        }
        page = _inliner().inline(render_to_string("newsletter/mail/issue.html", context))
        return Rendered(subject, page, _text(context))


def parts_of(items: Sequence[Told], language: str, *, root: str = "") -> list[Part]:
    """Put items beneath the names of their sections, in a language or else in the other.

    Args:
        root: what stands before a path of our own.
    """
    return [
        Part(section.label, [_line(one, language, root) for one in some])
        for section, some in in_sections(items)
    ]


def can_lead_to(address: str) -> bool:
    """Say whether a link may lead there: to a path of our own, or to http(s)."""
    own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return own or address.startswith(("https://", "http://"))


def _line(one: Told, language: str, root: str) -> Line:
    found = language if language in one.texts else next(iter(one.texts), language)
    words = one.texts.get(found, Words("", "", ""))
    address = words.address if can_lead_to(words.address) else ""
    whole = f"{root}{address}" if address.startswith("/") else address
    aside = "" if found == language else str(IN_A_LANGUAGE[found])
    return Line(words.title, words.words, whole, found, aside)


def _said(whole: Whole, items: Sequence[Told], language: str) -> tuple[str, str, str]:
    """Give subject and opening with their language; what the issue wrote of itself tells of these items."""
    found = language if language in whole.said else next(iter(whole.said), language)
    subject, opening = whole.said.get(found, ("", ""))
    if len(items) < len(whole.items):
        of_all, of_these = (_by_itself(whole, some, found) for some in (whole.items, items))
        subject = of_these[0] if subject == of_all[0] else subject
        opening = wording.followed(opening, of_all[1], of_these[1])
    # A line break would begin a header.
    return " ".join(subject.split()), opening, found


def _by_itself(whole: Whole, items: Sequence[Told], language: str) -> tuple[str, str]:
    """Give the subject and opening that an issue with these items writes of itself."""
    if whole.days is None:
        return "", ""
    counts = Counter(item.section for item in items)
    with override(language):
        return wording.by_itself(counts, whole.city or _("the city"), *whole.days)


def _desk(city: City) -> tuple[str, ...]:
    lines = [city.desk_name, *city.address.splitlines(), f"{city.postcode} {city.place}".strip()]
    return tuple(line for line in (*lines, city.phone, city.email) if line)


@cache
def _inliner() -> css_inline.CSSInliner:
    # Nothing is fetched; what a style attribute cannot say, such as the dark, stays in the head.
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def _text(context: Mapping[str, object]) -> str:
    subject, parts = str(context["subject"]), context["parts"]
    blocks = [_headed(subject, "="), *_paragraphs(str(context["opening"]))]
    for part in parts if isinstance(parts, list) else []:
        blocks.append(_headed(str(part.title), "-"))
        blocks += ["\n".join(filter(None, _lines_of(line))) for line in part.lines]
    return "\n\n".join([*blocks, *_foot(context)]) + "\n"


def _foot(context: Mapping[str, object]) -> list[str]:
    why = _("You get this mail because you asked for the newsletter of %(sender)s.")
    links = [
        (_("Read this issue in your browser"), context["in_browser"]),
        (_("Choose what you get"), context["choices"]),
        (_("Leave the newsletter"), context["leave"]),
    ]
    whole = context["whole"]
    desk = whole.desk if isinstance(whole, Whole) else ()
    said = [f"{sentence}:\n{address}" for sentence, address in links]
    return [
        "-" * COLUMNS,
        _wrapped(why % {"sender": context["sender"]}),
        *said,
        *(["\n".join(desk)] if desk else []),
    ]


def _lines_of(line: Line) -> list[str]:
    title = f"{line.title} ({line.aside})" if line.aside else line.title
    return [_wrapped(title), "\n\n".join(_paragraphs(line.words)), line.address]


def _headed(title: str, mark: str) -> str:
    written = _wrapped(title)
    return f"{written}\n{mark * max(map(len, written.splitlines()), default=0)}"


def _paragraphs(words: str) -> list[str]:
    return [_wrapped(one) for one in re.split(r"\n\s*\n", words.replace("\r\n", "\n")) if one.strip()]


def _wrapped(words: str) -> str:
    # What has no space in it, such as an address, stays whole.
    return textwrap.fill(" ".join(words.split()), COLUMNS, break_long_words=False, break_on_hyphens=False)
