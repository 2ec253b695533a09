# SPDX-License-Identifier: EUPL-1.2
"""Write the example's news, story, guide and events in both languages, and take them out again."""

from collections.abc import Mapping
from datetime import datetime, time
from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from wagtail.models import Locale, Page

from kennisstad.agreement.models import Theme
from kennisstad.cms.models import PageImage
from kennisstad.demo import page_files
from kennisstad.demo.days import Days
from kennisstad.demo.drawing import bench_by_the_water
from kennisstad.demo.models import ExampleRecord
from kennisstad.demo.page_files import PageEntry, Words
from kennisstad.demo.queries import WRITTEN, made
from kennisstad.neighbourhoods.models import Area
from kennisstad.website.models import (
    AgendaPage,
    EventPage,
    GuideIndexPage,
    GuidePage,
    NewsIndexPage,
    NewsPage,
    StoryIndexPage,
    StoryPage,
)

KINDS: Mapping[str, tuple[Any, Any]] = {
    "news": (NewsIndexPage, NewsPage),
    "stories": (StoryIndexPage, StoryPage),
    "guides": (GuideIndexPage, GuidePage),
    "events": (AgendaPage, EventPage),
}


def write_pages(days: Days) -> None:
    """Publish them; the pages that list them must be there."""
    for name, (index, kind) in KINDS.items():
        for entry in getattr(page_files.pages(), name):
            image = _image() if entry.picture else None
            written: Page | None = None
            for language in ("nl", "en"):
                words = getattr(entry, language)
                page = kind(**_words(words), **_shown(entry, language, image), **_when(kind, entry, days))
                written = _publish(page, index, language, written, entry)


def _publish(page: Any, index: Any, language: str, other: Page | None, entry: PageEntry) -> Page:
    parent = index.objects.filter(locale__language_code=language).order_by("path").first()
    page.locale = Locale.objects.get(language_code=language)
    if other is not None:
        page.translation_key = other.translation_key
    page.live = False
    parent.add_child(instance=page)
    page.areas.set(Area.objects.filter(code__in=entry.districts))
    page.themes.set(_themes(entry))
    page.save_revision().publish()
    ExampleRecord.objects.note([page])
    return page


def _themes(entry: PageEntry) -> list[Theme]:
    """Give each theme as the newest version has it."""
    found = Theme.objects.filter(key__in=entry.themes).order_by("agreement__starts_on")
    return list({theme.key: theme for theme in found}.values())


def _words(words: Words) -> dict[str, Any]:
    body = [_block(*next(iter(block.items()))) for block in words.body]
    fields: dict[str, Any] = {"title": words.title, "slug": words.slug, "lead": words.lead, "body": body}
    return fields | ({"place": words.place} if words.place else {})


def _block(kind: str, value: Any) -> tuple[str, Any]:
    if kind != "table":
        return kind, value
    columns = [{"type": "words", "heading": heading} for heading in value["columns"]]
    table = {"columns": columns, "caption": value["caption"]}
    return kind, table | {"rows": [{"values": row} for row in value["rows"]]}


def _shown(entry: PageEntry, language: str, image: PageImage | None) -> dict[str, Any]:
    if entry.picture is None or image is None:
        return {}
    shown = entry.picture[language]
    told = {"image": image, "decorative": False, "alt_text": shown.alt}
    return {"picture": [("picture", {"image": told, "caption": shown.caption})]}


def _when(kind: Any, entry: PageEntry, days: Days) -> dict[str, Any]:
    if kind is EventPage:
        begins = _moment(days, entry.in_days, entry.begins or "00:00")
        ends = _moment(days, entry.in_days, entry.ends) if entry.ends else None
        return {"begins_at": begins, "ends_at": ends, "whole_day": not entry.begins}
    return {} if kind is GuidePage else {"on": days.day(entry.days_ago)}


def _moment(days: Days, ahead: int, clock: str) -> datetime:
    return datetime.combine(days.day(-ahead), time.fromisoformat(clock), days.zone)


def _image() -> PageImage:
    drawn = ImageFile(BytesIO(bench_by_the_water()), name="bank-bij-het-water.png")
    image = PageImage(
        title="Een bank bij het water",
        description="Tekening van een bank onder een boom aan het water.",
        file=drawn,
    )
    image.save()
    ExampleRecord.objects.note([image])
    return image


def remove_pages() -> None:
    """Remove what the example wrote, with its image; what editors wrote stays."""
    for kind in WRITTEN:
        for page in kind.objects.filter(made(kind)).order_by("pk"):
            page.delete()
    for image in PageImage.objects.filter(made(PageImage)):
        image.delete()
