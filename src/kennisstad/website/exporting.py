# SPDX-License-Identifier: EUPL-1.2
"""What was found, as a file to take along: a feed, a calendar, a table; same records, same bytes."""

from collections.abc import Callable
from datetime import datetime, time
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kennisstad.lib.sheets import csv_text
from kennisstad.projects.models import ProjectText, ResultText
from kennisstad.web.feeds import IN_A_FEED, Entry, rss
from kennisstad.website import gathering
from kennisstad.website.diary import calendar_of
from kennisstad.website.finding import Found

HTML = "text/html"


def feed(found: Found) -> bytes:
    """Write the newest as RSS 2.0."""
    title = _("Projects") if found.kind == "projects" else _("Results")
    chosen = _chosen(found)
    return rss(
        f"{title}: {chosen}" if chosen else title,
        (_entry(found, item, words) for item, words in _newest(found)),
        path=found.asked.address(reverse(f"website:{found.kind}")),
        feed_path=found.asked.address(reverse(f"website:{found.kind}_feed")),
        about=_about(found.kind),
    )


def _entry(found: Found, item: Any, words: dict[str, str]) -> Entry:
    return Entry(
        title=words["title"],
        path=gathering.address_of(found.kind, item.ident),
        said=words["said"],
        at=timezone.make_aware(datetime.combine(item.on, time.min)),
        categories=[label.name for label in gathering.named(found, item, "district")],
    )


def _about(kind: str) -> str:
    if kind == "projects":
        return _("What students and researchers work on in the city, and how far they are.")
    return _("What students and researchers found out for the city, in plain words.")


def _chosen(found: Found) -> str:
    """Name the choices that were made."""
    return ", ".join(
        found.labels[name][value].name for name, values in found.asked.facets.items() for value in values
    )


def _newest(found: Found) -> list[tuple[Any, dict[str, str]]]:
    """Give the newest with their title and the first thing to say of each; one query."""
    items = list(islice(found.items, IN_A_FEED))
    idents = [item.ident for item in items]
    words: dict[int, dict[str, str]] = {}
    rows: QuerySet[Any, Any]
    if found.kind == "projects":
        rows = ProjectText.objects.filter(project__in=idents).values_list(
            "project", "language", "title", "summary"
        )
    else:
        rows = ResultText.objects.filter(result__in=idents).values_list(
            "result", "language", "title", "found"
        )
    for ident, language, title, said in rows.order_by("language"):
        if language == get_language() or ident not in words:
            words[ident] = {"title": title, "said": said}
    number = {item.ident: {"title": str(item.ident), "said": ""} for item in items}
    return [(item, words.get(item.ident, number[item.ident])) for item in items]


def calendar(found: Found) -> bytes:
    """Write the days of what was found that anybody may know."""
    title = _("Projects") if found.kind == "projects" else _("Results")
    chosen = _chosen(found)
    return calendar_of(
        {item.project for item in found.items},
        name=f"{title}: {chosen}" if chosen else title,
        today=timezone.localdate(),
    )


def table(found: Found) -> bytes:
    """Write all that was found as CSV; it begins with a mark by which spreadsheets know its letters."""
    return csv_text(gathering.rows(found)).encode("utf-8-sig")


FORMS: dict[str, tuple[Callable[[Found], bytes], str, str]] = {
    "feed": (feed, "application/rss+xml; charset=utf-8", ""),
    "calendar": (calendar, "text/calendar; charset=utf-8", "agenda.ics"),
    "table": (table, "text/csv; charset=utf-8", "csv"),
}
"""By the form that somebody asks for: what writes it, its kind, and what a saved one is called."""


def answer_with(found: Found, form: str) -> HttpResponse:
    """Answer with what was found in one of `FORMS`."""
    write, media_type, ending = FORMS[form]
    answer = HttpResponse(write(found), content_type=media_type)
    if ending:
        names = {"projects": _("projects"), "results": _("results")}
        name = f"{names[found.kind]}.csv" if ending == "csv" else ending
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if form == "table" and settings.DATA_LICENCE:
        # Not in the table itself, where a program would take it for a row.
        _name, address = settings.DATA_LICENCE
        answer.headers["Link"] = f'<{address}>; rel="license"'
    return answer
