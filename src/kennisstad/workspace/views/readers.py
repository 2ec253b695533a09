# SPDX-License-Identifier: EUPL-1.2
"""Readers of the newsletter: how many there are, one of them, and lists in and out."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kennisstad.lib.files import Problem, UnusableFile
from kennisstad.lib.sheets import csv_text
from kennisstad.newsletter.exporting import readers_csv
from kennisstad.newsletter.importing import Taken, offered, take_over
from kennisstad.newsletter.leaving import leave
from kennisstad.newsletter.models import Reader
from kennisstad.newsletter.persons import all_of
from kennisstad.newsletter.reader_file import example, read
from kennisstad.newsletter.rules import may_see_readers
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.readers import (
    LARGEST_BYTES,
    TABLE,
    TAKE,
    TOO_LARGE,
    FindForm,
    ReadersFileForm,
)
from kennisstad.workspace.queries import readers as queries
from kennisstad.workspace.views.page import (
    DeskRequest,
    allow,
    at_most,
    desk_action,
    desk_form,
    desk_page,
    show,
)

READERS_A_PAGE = 50
MOST_REFUSED = 1_000
"""Rows of a list; whoever has more of them has another table, and it need not keep the site busy."""
ROOM_FOR_THE_FORM_BYTES = 100_000
PAGE = "workspace:reader"


@desk_page
def readers(request: DeskRequest) -> HttpResponse:
    allow(may_see_readers(request.user))
    return _readers_page(request)


@desk_form
def reader_find(request: DeskRequest) -> HttpResponse:
    """Lead to somebody by their address, which stands in no address of ours."""
    if request.method != "POST":
        return redirect("workspace:readers")
    allow(may_see_readers(request.user))
    form = FindForm(request.POST, ident="find")
    return redirect(PAGE, form.reader.pk) if form.is_valid() else _readers_page(request, form)


@desk_page
def reader(request: DeskRequest, pk: int) -> HttpResponse:
    return _reader_page(request, _seen(request, pk))


@desk_page
def reader_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Give all that is kept of somebody, to send to whoever asked for it."""
    kept = JsonResponse(all_of(_seen(request, pk)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    kept["Content-Disposition"] = f'attachment; filename="reader-{pk}.json"'
    return kept


@desk_action(PAGE)
def reader_erase(request: DeskRequest, pk: int) -> HttpResponse:
    one, at, form = _seen(request, pk), timezone.now(), DeskForm(request.POST, ident="erase")
    is_leaving: list[bool] = []

    def erase() -> None:
        is_leaving.append(leave(one.key, by_id=request.user.pk, at=at, erased=True))

    if not form.done(erase, at=at):
        return _reader_page(request, one, form)
    messages.success(request, _("This reader is erased. A mark stays, so that no list puts them back."))
    if any(is_leaving):
        messages.warning(request, _("One letter was just leaving, and may still arrive."))
    return redirect("workspace:readers")


@desk_form
@at_most(LARGEST_BYTES + ROOM_FOR_THE_FORM_BYTES, TOO_LARGE)
def readers_import(request: DeskRequest) -> HttpResponse:
    """Say what would become of a list, or take it over."""
    if request.method != "POST":
        return redirect("workspace:readers")
    allow(may_see_readers(request.user))
    form = ReadersFileForm(request.POST, files=request.FILES, ident="import")
    if not form.is_valid():
        return _readers_page(request, form)
    what, refused = form.cleaned_data["what"], list[Problem]()
    try:
        taken = _take(request, form, refused.append)
    except UnusableFile as unusable:
        form.add_error("file", str(unusable))
        return _readers_page(request, form)
    if what == TABLE:
        return _table(refused)
    return show(request, "workspace/readers_taken.html", {"taken": taken, "is_taken": what == TAKE})


@desk_page
def readers_table(request: DeskRequest) -> HttpResponse:
    allow(may_see_readers(request.user))
    answer = StreamingHttpResponse(readers_csv(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="readers.csv"'
    return cast("HttpResponse", answer)


@desk_page
def readers_example(request: DeskRequest) -> HttpResponse:
    """Give a list to fill in, as spreadsheets open it."""
    allow(may_see_readers(request.user))
    answer = HttpResponse(example().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    name = _("readers-example.csv")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _take(request: DeskRequest, form: ReadersFileForm, told: Callable[[Problem], object]) -> Taken:
    at, is_tried = timezone.localtime(), form.cleaned_data["what"] != TAKE
    rows = read(form.cleaned_data["file"].file, offered(), today=at.date())
    return take_over(
        rows, by_id=request.user.pk, at=at, dry_run=is_tried, told=told, most_refused=MOST_REFUSED
    )


def _table(refused: list[Problem]) -> HttpResponse:
    name, heads = _("refused.csv"), (pgettext("column", "line"), pgettext("column", "problem"))
    rows = [heads, *((problem.where, problem.reason) for problem in refused)]
    return HttpResponse(
        csv_text(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _seen(request: DeskRequest, pk: int) -> Reader:
    allow(may_see_readers(request.user))
    return get_object_or_404(Reader, pk=pk)


def _reader_page(request: DeskRequest, one: Reader, wrong: DeskForm | None = None) -> HttpResponse:
    context = {"reader": one, "kept": all_of(one), "erase": wrong or DeskForm(ident="erase")}
    return show(request, "workspace/reader.html", context, wrong=wrong)


def _readers_page(request: DeskRequest, wrong: DeskForm | None = None) -> HttpResponse:
    forms = {"find": FindForm(ident="find"), "import": ReadersFileForm(ident="import")}
    if wrong:
        forms[wrong.ident] = wrong
    page = Paginator(queries.stopped(), READERS_A_PAGE).get_page(request.GET.get("page"))
    context = {"counted": queries.counted(), "page": page, "find": forms["find"], "file": forms["import"]}
    return show(request, "workspace/readers.html", context, wrong=wrong)
