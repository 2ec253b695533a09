# SPDX-License-Identifier: EUPL-1.2
"""Lay out a new city's site: languages, home pages, the pages every city has, and who may edit them."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.website.addresses import SLUGS
from kennisstad.website.models import (
    AgendaPage,
    GuideIndexPage,
    HomePage,
    NewsIndexPage,
    StoryIndexPage,
    TextPage,
)
from kennisstad.website.rights import admit_editors, forget_first_rights
from kennisstad.website.theme import stored
from kennisstad.website.theme.folder import Theme

ANY_CITY = {"nl": "de stad", "en": "the city"}
"""What pages say before the city has a name."""
LISTS: Mapping[str, Any] = {
    "news": NewsIndexPage,
    "stories": StoryIndexPage,
    "guides": GuideIndexPage,
    "agenda": AgendaPage,
}
"""The pages that list what editors write."""
FIRST_PAGES = Path(__file__).parent / "first_pages.yaml"
Homes = Mapping[str, HomePage]


@transaction.atomic
def lay_out(city_name: str | None, at: datetime) -> None:
    """Make what is missing of the site's pages; what editors wrote stays as it is.

    Args:
        city_name: as the pages name it; nothing makes them speak of "the city".
    """
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES
    }
    homes = _homes(city_name, locales, at)
    for key, page in _words(city_name)["pages"].items():
        _text_pages(key, page, homes, at)
    for key, page in _words(city_name)["lists"].items():
        _list_pages(key, page, homes, at)
    if _serve(homes[settings.LANGUAGE_CODE]):
        forget_first_rights()
    admit_editors(homes)


def set_theme(theme: Theme, *, by: User | None, at: datetime) -> None:
    """Let a judged theme stand: it and its line in the journal are there together, or neither."""
    # Durable: what fails in a transaction around this one would come too late to take the files away.
    with stored.beside(theme) as written, transaction.atomic(durable=True):
        _note("theme.set", by, at, digest=theme.digest)
        transaction.on_commit(written.stand)


@transaction.atomic
def clear_theme(*, by: User | None, at: datetime) -> bool:
    """Let our own theme stand again; say whether another stood."""
    there = stored.current() is not None
    if there:
        _note("theme.cleared", by, at)
    transaction.on_commit(stored.clear)
    return there


def _note(kind: str, by: User | None, at: datetime, **facts: str) -> None:
    for site in Site.objects.filter(is_default_site=True):
        record(kind, subject=site, by_id=by.pk if by else None, at=at, **facts)


def _homes(city_name: str | None, locales: Mapping[str, Locale], at: datetime) -> Homes:
    root = Page.get_first_root_node() or Page.add_root(
        title="Root", slug="root", locale=locales[settings.LANGUAGE_CODE]
    )
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    for language, words in _words(city_name)["home"].items():
        if language not in homes:
            homes[language] = HomePage(
                locale=locales[language], slug=language, **_linked(homes), **_fields(words), **_dated(at)
            )
            # Read again: the root counts its children.
            Page.objects.get(pk=root.pk).add_child(instance=homes[language])
            record("page.laid-out", subject=Page(pk=homes[language].pk), by_id=None, at=at, language=language)
    return homes


def _text_pages(key: str, page: Mapping[str, Any], homes: Homes, at: datetime) -> None:
    written: dict[str, TextPage] = {}
    for language, home in homes.items():
        slug = SLUGS[key][language]
        known = TextPage.objects.child_of(home).filter(slug=slug).first()
        written[language] = known or TextPage(
            locale=home.locale,
            slug=slug,
            beneath=page.get("beneath", ""),
            **_linked(written),
            **_fields(page[language]),
            **_dated(at),
        )
        if known is None:
            _add(written[language], home, at, language)


def _list_pages(key: str, page: Mapping[str, Any], homes: Homes, at: datetime) -> None:
    written: dict[str, Page] = {}
    for language, home in homes.items():
        slug = SLUGS[key][language]
        known = LISTS[key].objects.child_of(home).filter(slug=slug).first()
        written[language] = known or LISTS[key](
            locale=home.locale, slug=slug, **_linked(written), **_fields(page[language]), **_dated(at)
        )
        if known is None:
            _add(written[language], home, at, language)


def _add(page: Page, home: HomePage, at: datetime, language: str) -> None:
    # Read again: a page counts its children.
    HomePage.objects.get(pk=home.pk).add_child(instance=page)
    record("page.laid-out", subject=Page(pk=page.pk), by_id=None, at=at, language=language)


def _linked(others: Mapping[str, Page]) -> dict[str, Any]:
    """Say of which page this one is the translation."""
    return next(({"translation_key": other.translation_key} for other in others.values()), {})


def _fields(words: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: words[name] for name in ("title", "intro", "invitation", "lead") if name in words}
    if "body" in words:
        fields["body"] = [next(iter(block.items())) for block in words["body"]]
    return fields | {"search_description": words["description"]}


def _dated(at: datetime) -> dict[str, datetime]:
    return {"first_published_at": at, "last_published_at": at, "latest_revision_created_at": at}


def _serve(home: HomePage) -> bool:
    """Let the site begin at this page, without Wagtail's welcome page; say whether it began elsewhere."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    if welcome is not None and welcome.pk == home.pk:
        return False
    address = urlsplit(settings.SITE_ADDRESS)
    site.hostname, site.port = address.hostname or "localhost", address.port or _usual_port(address.scheme)
    site.root_page, site.site_name = home, settings.WAGTAIL_SITE_NAME
    site.save()
    if welcome is not None and welcome.specific_class is Page and welcome.is_leaf():
        welcome.delete()
    return True


def _usual_port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


@cache
def _written() -> str:
    return FIRST_PAGES.read_text(encoding="utf-8")


def _words(city_name: str | None) -> dict[str, Any]:
    """Read what to write, with the city's name in it."""
    names = {code: city_name or ANY_CITY[code] for code, _name in settings.LANGUAGES}
    return dict(_named(yaml.safe_load(_written()), names, settings.LANGUAGE_CODE))


def _named(words: Any, names: Mapping[str, str], language: str) -> Any:
    if isinstance(words, dict):
        return {key: _named(value, names, key if key in names else language) for key, value in words.items()}
    if isinstance(words, list):
        return [_named(value, names, language) for value in words]
    return words.replace("{city}", names[language])
