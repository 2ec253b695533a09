# SPDX-License-Identifier: EUPL-1.2
"""Reads what visitors may read in both languages, field beside field, to learn from."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models
from django.db.models import QuerySet
from wagtail.models import Page

from kennisstad.agreement.models import Theme
from kennisstad.citylab.models import Question
from kennisstad.education.models import Course, Department
from kennisstad.partners.models import Expert, Partner
from kennisstad.projects.models import Project, Result

BATCH = 1_000
Fields = list[tuple[str, str]]
"""Per field of a record, the Dutch and the English words."""

RECORDS: list[tuple[Callable[[], QuerySet[Any]], tuple[str, ...]]] = [
    (Course.objects.standing, ("name", "description")),
    (Department.objects.all, ("name",)),
    (Partner.objects.all, ("about",)),
    (Expert.objects.asked, ("name", "about", "works")),
    (Theme.objects.all, ("name", "summary")),
    (Project.objects.all, ("title", "summary")),
    (Result.objects.all, ("title", "asked", "found", "advice", "failed", "next_question")),
    (Question.objects.public, ("title", "body")),
]
"""Which records, and which fields of their texts."""


def texts_in_both() -> Iterator[Fields]:
    """Give the fields of every public record and page that has words in both languages.

    Cost: a few queries per thousand records; memory for as many.
    """
    for records, names in RECORDS:
        for record in records().prefetch_related("texts").order_by("pk").iterator(chunk_size=BATCH):
            texts = {text.language: [getattr(text, name) for name in names] for text in record.texts.all()}
            if len(texts) > 1:
                yield _beside(texts["nl"], texts["en"])
    yield from _pages()


def _beside(dutch: list[str], english: list[str]) -> Fields:
    return [(nl, en) for nl, en in zip(dutch, english, strict=True) if nl.strip() and en.strip()]


def _pages() -> Iterator[Fields]:
    english = {page.translation_key: page for page in _pages_in("en")}
    for page in _pages_in("nl"):
        if twin := english.get(page.translation_key):
            # Without as many pieces on both sides, only the whole says the same.
            pieces, others = _pieces(page), _pieces(twin)
            same = len(pieces) == len(others)
            yield _beside(pieces, others) if same else [("\n".join(pieces), "\n".join(others))]


def _pages_in(language: str) -> QuerySet[Page]:
    found: QuerySet[Page] = Page.objects.live().public().filter(locale__language_code=language, depth__gt=1)
    return found.order_by("path").specific()  # type: ignore[attr-defined,no-any-return]


def _pieces(page: Page) -> list[str]:
    """Give what an editor wrote on a page: its title, its fields, and each block of its text."""
    pieces = [page.title]
    for field in page._meta.local_fields:
        value = field.value_from_object(page)
        if hasattr(field, "get_searchable_content"):
            pieces += field.get_searchable_content(value)
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            pieces.append(value)
    return pieces
