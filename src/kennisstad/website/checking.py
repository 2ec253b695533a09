# SPDX-License-Identifier: EUPL-1.2
"""What editors have to mend: links that lead nowhere, and pages without their translation. No network."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.utils.functional import Promise
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from kennisstad.web.refusals import Refusal
from kennisstad.website.places import found_at, path_of
from kennisstad.website.said import links_of

SCHEMES = {"http", "https"}
SPOKEN = {"mailto", "tel"}


@dataclass(frozen=True)
class Fault:
    """One thing to mend on one page."""

    page: Page
    what: str | Promise
    where: str
    """The address that leads nowhere, or the language that is missing."""


def faults() -> list[Fault]:
    """Look at every page that visitors can read, in the order of the tree.

    Links within this site are followed inside this process; of others only the form is judged.
    """
    links = _Links()
    live = Page.objects.live().filter(depth__gt=1).select_related("locale").order_by("path")
    pages = list(live.specific())
    return [fault for page in pages for fault in (*links.broken_on(page), *_untranslated(page, pages))]


def _untranslated(page: Page, pages: list[Page]) -> Iterator[Fault]:
    written = {other.locale_id for other in pages if other.translation_key == page.translation_key}
    for locale in _locales():
        if locale.pk not in written:
            yield Fault(page, _("is not to be read in another language"), locale.language_code)


def _locales() -> list[Locale]:
    return list(Locale.objects.order_by("pk"))


class _Links:
    """Looks at each address once, however many pages lead there."""

    def __init__(self) -> None:
        self.live = dict(Page.objects.live().filter(depth__gt=1).values_list("pk", "url_path"))
        self.known: dict[str, bool] = {}

    def broken_on(self, page: Page) -> Iterator[Fault]:
        for link in dict.fromkeys(links_of(page)):
            if isinstance(link, int):
                if link not in self.live:
                    yield Fault(page, _("links to a page that is gone or off line"), f"page:{link}")
            elif not self._leads_somewhere(link):
                yield Fault(page, _("has a link that leads nowhere"), link)

    def _leads_somewhere(self, address: str) -> bool:
        if address not in self.known:
            path = path_of(address)
            self.known[address] = _answers(path) if path else _is_well_formed(address)
        return self.known[address]


def _is_well_formed(address: str) -> bool:
    """Say whether an address could lead to another site, a letter or a phone."""
    if any(sign.isspace() for sign in address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _port = parts.port
    except ValueError:
        return False
    if parts.scheme in SPOKEN:
        return bool(parts.path)
    return parts.scheme in SCHEMES and "." in host.strip(".")


def _answers(path: str) -> bool:
    """Ask our own view for a page, as a visitor without an account would."""
    match = found_at(path)
    if match is None:
        return False
    request = RequestFactory().get(path)
    request.user, request.resolver_match = AnonymousUser(), match
    language = get_language_from_path(path)
    try:
        with override(language or "nl"):
            answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except (Http404, Refusal):
        return False
    except PermissionDenied:
        return True
    return answer.status_code < 400
