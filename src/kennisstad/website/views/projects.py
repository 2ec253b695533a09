# SPDX-License-Identifier: EUPL-1.2
"""Projects and results: as lists and maps of what was chosen, as files of the same, and one by one."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import conditional_page, require_safe

from kennisstad.neighbourhoods.queries import districts_with_outline
from kennisstad.web.pages import page_or_part
from kennisstad.website import exporting, facets, files, queries, telling, whole
from kennisstad.website.facets import Asked, BadChoice
from kennisstad.website.finding import Found, find

ROWS_A_PAGE = 20


class NoSuchPage(BadChoice):
    """The list ends before this page."""


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    return _list(request, "projects")


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    return _list(request, "results")


def _list(request: HttpRequest, kind: str) -> HttpResponse:
    said = _said(request)
    try:
        asked = facets.read(said)
        if asked.pairs != said:
            # One set has one address, so that whoever shares it shares the same.
            return redirect(asked.address(request.path))
        found = find(kind, asked, timezone.localdate())
        context = _told(found, request.path) | (_drawn if asked.view == "map" else _listed)(
            found, request.path
        )
    except BadChoice as bad:
        return _refused(request, kind, bad)
    return page_or_part(
        request, page=f"website/{kind}.html", part=f"website/parts/{kind}.html", context=context
    )


def _said(request: HttpRequest) -> facets.Pairs:
    return [(name, value) for name, values in request.GET.lists() for value in values]


def _told(found: Found, path: str) -> dict[str, Any]:
    asked, alone = found.asked, found.asked.facets_alone()
    return {
        "found": found,
        "facets": telling.facets(found),
        "chips": telling.chips(found, path),
        "path": path,
        "everything": asked.everything().address(path),
        "sorts": [
            (_("newest first"), asked.but(sort="newest").address(path), asked.sort == "newest"),
            (_("by name"), asked.but(sort="name").address(path), asked.sort == "name"),
        ],
        "as_list": asked.but(view="list").address(path),
        "as_map": asked.but(view="map").address(path),
        "files": {form: alone.address(reverse(f"website:{found.kind}_{form}")) for form in exporting.FORMS},
        "licence": settings.DATA_LICENCE,
        "translations": _in_each_language(asked, f"website:{found.kind}"),
    }


def _in_each_language(asked: Asked, name: str) -> dict[str, str]:
    """Give the same set's address in each language."""
    addresses = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            addresses[language] = asked.address(reverse(name))
    return addresses


def _listed(found: Found, _path: str) -> dict[str, Any]:
    """Read the rows of one page.

    Raises:
        NoSuchPage: there are not so many.
    """
    pages = Paginator(found.items, ROWS_A_PAGE)
    if found.asked.page > pages.num_pages:
        raise NoSuchPage(_("This list has no page %(number)d.") % {"number": found.asked.page})
    page: Page[Any] = pages.page(found.asked.page)
    idents = tuple(item.ident for item in page)
    return {"page": page, "rows": queries.rows_of(found.kind, idents, timezone.localdate())}


def _drawn(found: Found, path: str) -> dict[str, Any]:
    return {
        "map": telling.map_of_found(found, districts_with_outline(), path),
        "in_no_district": telling.in_no_district(found),
    }


def _refused(request: HttpRequest, kind: str, bad: BadChoice) -> HttpResponse:
    """Say what is wrong with an address, and lead to the whole list."""
    status = HTTPStatus.NOT_FOUND if isinstance(bad, NoSuchPage) else HTTPStatus.BAD_REQUEST
    context = {"sentence": str(bad), "everything": reverse(f"website:{kind}"), "kind": kind}
    return render(request, "website/bad_choice.html", context, status=status)


def file_of(kind: str, form: str) -> Callable[[HttpRequest], HttpResponse]:
    """Make the view that hands out what was chosen as a feed, a calendar or a table."""

    @conditional_page
    @require_safe
    def hand_out(request: HttpRequest) -> HttpResponse:
        try:
            asked = facets.read(_said(request)).facets_alone()
            found = find(kind, asked, timezone.localdate())
        except BadChoice as bad:
            return _refused(request, kind, bad)
        return exporting.answer_with(found, form)

    return hand_out


@require_safe
def project(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        found = whole.project(pk, timezone.localdate())
    except ObjectDoesNotExist as nowhere:
        raise Http404 from nowhere
    return render(request, "website/project.html", {"whole": found, "project": found.project})


@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        found = whole.result(pk, timezone.localdate())
    except ObjectDoesNotExist as nowhere:
        raise Http404 from nowhere
    address = f"{settings.SITE_ADDRESS}{request.path}"
    return render(
        request, "website/result.html", {"whole": found, "result": found.result, "address": address}
    )


@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    return files.answer_with(get_object_or_404(queries.public_files(), pk=pk))
