# SPDX-License-Identifier: EUPL-1.2
"""What was found as rows of a table, in the reader's language; as many queries however many rows."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kennisstad.lib.sheets import Cell, Row
from kennisstad.projects.models import Project, ProjectText, Result, ResultText
from kennisstad.website.facets import Item
from kennisstad.website.finding import Found
from kennisstad.website.labels import Label

BETWEEN = "; "
"""Between the names in one cell."""
SHARED: dict[str, str | Promise] = {
    "title": _("title"),
    "language": _("language of the words"),
    "status": _("how far"),
    "districts": _("districts"),
    "themes": _("themes"),
    "carrier": _("carried by"),
    "partners": _("partners"),
    "level": _("level of the course"),
}
HEADS: dict[str, dict[str, str | Promise]] = {
    "projects": {
        "project": _("number"),
        **SHARED,
        "starts_on": _("begins on"),
        "ends_on": _("result expected by"),
        "ended_on": _("ended on"),
        "summary": _("summary"),
        "address": _("address"),
    },
    "results": {
        "result": _("number"),
        **SHARED,
        "handed_over_on": _("handed over on"),
        "asked": _("what was asked"),
        "found": _("what was found"),
        "advice": _("advice"),
        "next_question": _("best next question"),
        "project": _("number of the project"),
        "address": _("address"),
    },
}
"""By kind the columns in their order: the name for programs, and for the reader."""
WORDS = {"projects": ("title", "summary"), "results": ("title", "asked", "found", "advice", "next_question")}
DAYS = {"projects": ("starts_on", "ends_on", "ended_on"), "results": ("handed_over_on",)}


def rows(found: Found) -> list[Row]:
    """Give the head and a row for each, in the order in which they were found; two queries."""
    heads = HEADS[found.kind]
    head: Row = [str(name) for name in heads.values()]
    return [head, *([_cell(record[name]) for name in heads] for record in records(found))]


def _cell(value: Any) -> Cell:
    return BETWEEN.join(value) if isinstance(value, list) else value


def records(found: Found) -> list[dict[str, Any]]:
    """Give what was found by the names of `HEADS`; two queries."""
    words, facts = _words(found.kind), _facts(found.kind)
    return [
        _record(found, item, words.get(item.ident, {}), facts.get(item.ident, {})) for item in found.items
    ]


def _record(found: Found, item: Item, words: dict[str, str], facts: dict[str, Any]) -> dict[str, Any]:
    bare = dict.fromkeys(HEADS[found.kind], "")
    return {
        **bare,
        **words,
        **facts,
        "project": item.project,
        found.kind.removesuffix("s"): item.ident,
        "status": BETWEEN.join(_names(named(found, item, "status"))),
        "districts": _names(named(found, item, "district")),
        "themes": _names(themes_of(found, item)),
        "partners": _names(named(found, item, "partner")),
        "level": BETWEEN.join(_names(named(found, item, "level"))),
        "address": f"{settings.SITE_ADDRESS}{address_of(found.kind, item.ident)}",
    }


def address_of(kind: str, ident: int) -> str:
    return reverse(f"website:{kind.removesuffix('s')}", args=[ident])


def named(found: Found, item: Item, facet: str) -> list[Label]:
    """Give what an item is known by in a facet, in the order of the choices."""
    mine = item.values.get(facet, frozenset())
    return [label for key, label in found.labels[facet].items() if key in mine]


def themes_of(found: Found, item: Item) -> list[Label]:
    """Give its themes as they are called today."""
    today = {label.key: label for one in item.themes for label in found.choices.called_today.get(one, ())}
    return sorted(today.values(), key=lambda label: label.name.casefold())


def _names(labels: Iterable[Label]) -> list[str]:
    return [label.name for label in labels]


def _words(kind: str) -> dict[int, dict[str, str]]:
    """Give each one's words in the reader's language, else in the other; one query."""
    texts: Any = ProjectText if kind == "projects" else ResultText
    found: dict[int, dict[str, str]] = {}
    names = ("language", *WORDS[kind])
    for ident, *said in texts.objects.values_list(f"{kind.removesuffix('s')}_id", *names).order_by("pk"):
        if said[0] == get_language() or ident not in found:
            found[ident] = dict(zip(names, said, strict=True))
    return found


def _facts(kind: str) -> dict[int, dict[str, Any]]:
    """Give each one's days and who carries it; one query."""
    records: Any = Project if kind == "projects" else Result
    carrier = "carrier__name" if kind == "projects" else "project__carrier__name"
    return {
        ident: {"carrier": name, **dict(zip(DAYS[kind], days, strict=True))}
        for ident, name, *days in records.objects.values_list("pk", carrier, *DAYS[kind])
    }
