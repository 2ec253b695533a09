# SPDX-License-Identifier: EUPL-1.2
"""The public accounts: the list, one of them, its projects under a theme, and its files."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kennisstad.progress.account_files import FORMATS, file_of
from kennisstad.progress.drawing import document, made_of, projects_of
from kennisstad.progress.models import Account

ACCOUNTS_A_PAGE, PROJECTS_A_PAGE = 20, 50


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    public = Account.objects.public().newest().defer("figures")
    known = public.select_related("agreement").prefetch_related("agreement__texts")
    page = Paginator(known, ACCOUNTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "progress/accounts.html", {"accounts": page})


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Account.objects.public(), pk=pk)
    context = {
        "pk": shown.pk,
        "account": document(made_of(shown)),
        "newer": Account.objects.instead_of(shown),
        "formats": FORMATS.items(),
    }
    return render(request, "progress/account.html", context)


@require_safe
def account_projects(request: HttpRequest, pk: int, theme: str) -> HttpResponse:
    shown = get_object_or_404(Account.objects.public(), pk=pk)
    found = projects_of(made_of(shown), theme)
    if found is None:
        raise Http404
    page = Paginator(found.rows, PROJECTS_A_PAGE).get_page(request.GET.get("page"))
    context = {"account": shown, "name": found.name, "page": page, "rows": map(found.draw, page)}
    return render(request, "progress/account_projects.html", context)


@require_safe
def account_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    if kind not in FORMATS:
        raise Http404
    shown = get_object_or_404(Account.objects.public(), pk=pk)
    return file_of(made_of(shown), kind)
