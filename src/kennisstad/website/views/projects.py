# SPDX-License-Identifier: EUPL-1.2
"""Projects and results, as lists and one by one."""

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kennisstad.web.pages import page_or_part
from kennisstad.website import files, queries, whole
from kennisstad.website.labels import Choices, all_labels

ROWS_A_PAGE = 20
STANDS = {
    "under-way": _("under way"),
    "with-result": _("with a result"),
    "given-back": _("given back in the neighbourhood"),
    "stopped": _("stopped"),
}


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    choices = all_labels(today)
    chosen = {**_chosen(request, choices), "stand": _known(request.GET.get("stand"), STANDS)}
    page = Paginator(queries.projects(**chosen), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.project_rows(page, today),
        "choices": choices,
        "chosen": chosen,
        "stands": STANDS,
    }
    return page_or_part(
        request, page="website/projects.html", part="website/parts/projects.html", context=context
    )


@require_safe
def project(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        found = whole.project(pk, timezone.localdate())
    except ObjectDoesNotExist as nowhere:
        raise Http404 from nowhere
    return render(request, "website/project.html", {"whole": found, "project": found.project})


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    choices = all_labels(today)
    chosen = _chosen(request, choices)
    page = Paginator(queries.results(**chosen), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": queries.result_rows(page, today), "choices": choices, "chosen": chosen}
    return page_or_part(
        request, page="website/results.html", part="website/parts/results.html", context=context
    )


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


def _chosen(request: HttpRequest, choices: Choices) -> dict[str, str]:
    """Give what a visitor chose; what we do not know chooses nothing."""
    return {
        "district": _known(request.GET.get("district"), choices.district),
        "theme": _known(request.GET.get("theme"), choices.theme),
        "partner": _known(request.GET.get("partner"), choices.partner),
    }


def _known(value: str | None, known: object) -> str:
    return value if value in known else ""  # type: ignore[operator,return-value]
