# SPDX-License-Identifier: EUPL-1.2
"""The newsletter's desk: all issues, one issue with what stands in it, and one item."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kennisstad.accounts.models import User
from kennisstad.newsletter import composing, editing
from kennisstad.newsletter.issues import in_sections, items_of, next_moment, progress_of, rhythm
from kennisstad.newsletter.models import Issue, Item
from kennisstad.newsletter.models.issue import FROZEN, Status
from kennisstad.newsletter.rules import may_edit_newsletter
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.newsletter import (
    ApproveForm,
    IssueWordsForm,
    ItemForm,
    MoveForm,
    OwnItemForm,
    PlanForm,
    TestForm,
)
from kennisstad.workspace.queries.newsletter import people_with_an_address, returned, told_by_status
from kennisstad.workspace.views.page import DeskRequest, allow, desk_form, desk_page, show

ISSUES_A_PAGE = 50
ONE = "workspace:issue"


@desk_page
def newsletters(request: DeskRequest) -> HttpResponse:
    allow(may_edit_newsletter(request.user))
    return _list(request)


@desk_form
def draft(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("workspace:newsletters")
    allow(may_edit_newsletter(request.user))
    form, at = DeskForm(request.POST, ident="draft"), timezone.now()
    made: list[Issue] = []
    if not form.done(lambda: made.append(composing.draft(by=request.user, at=at)), at=at):
        return _list(request, form)
    messages.success(request, _("The draft holds what happened up to today."))
    return redirect(ONE, made[0].pk)


@desk_page
def issue(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_edit_newsletter(request.user))
    return issue_page(request, pk)


@desk_form
def issue_item(request: DeskRequest, pk: int, item: int) -> HttpResponse:
    allow(may_edit_newsletter(request.user))
    one = get_object_or_404(Item.objects.of_issue(pk), pk=item)
    texts, at = one.texts.all(), timezone.now()
    form = ItemForm(request.POST if request.method == "POST" else None, texts=texts, ident="item")
    if form.is_bound and form.done(
        lambda: editing.rewrite_item(one, words=form.words, by=request.user, at=at), at=at
    ):
        messages.success(request, _("Rewritten. Composing again leaves your words as they are."))
        return redirect(f"{reverse(ONE, args=[pk])}#item-{item}")
    wrong = form if form.is_bound else None
    return show(request, "workspace/issue_item.html", {"item": one, "form": form}, wrong=wrong)


def _list(request: DeskRequest, wrong: DeskForm | None = None) -> HttpResponse:
    issues = Issue.objects.newest().prefetch_related("texts")
    context = {
        "page": Paginator(issues, ISSUES_A_PAGE).get_page(request.GET.get("page")),
        "next_moment": next_moment(rhythm(), timezone.now()),
        "draft": wrong or DeskForm(ident="draft"),
    }
    return show(request, "workspace/newsletters.html", context, wrong=wrong)


def issue_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    """Show an issue, with the form that was refused as it was filled in."""
    issues = Issue.objects.select_related("planned_by", "approved_by").prefetch_related("texts")
    one = get_object_or_404(issues, pk=pk)
    items, mine, progress = items_of(one), rhythm(), progress_of(one)
    context = {
        "issue": one,
        "is_draft": one.status == Status.DRAFT,
        "is_planned": one.status == Status.PLANNED,
        "is_frozen": one.status in FROZEN,
        "waits_for_approval": mine.two_persons and one.approved_by_id is None,
        "is_own_plan": one.planned_by_id == request.user.pk,
        "sections": _rows(items, wrong),
        "lacking": sum(bool(item.lacks) for item in items if not item.dropped),
        "dropped": [(item, DeskForm(ident=f"back-{item.pk}")) for item in items if item.dropped],
        "progress": progress,
        "ends": told_by_status(progress.by_status) if progress else [],
        "returned": returned(one) if progress else None,
        **_forms(one, request.user),
    }
    context |= {wrong.ident: wrong} if wrong else {}
    return show(request, "workspace/issue.html", context, wrong=wrong)


def _rows(
    items: list[Item], wrong: DeskForm | None
) -> list[tuple[str, list[tuple[Item, int, DeskForm, DeskForm]]]]:
    """Give the items of each section with their place, counted from 1, and their buttons."""
    kept = [item for item in items if not item.dropped]
    return [
        (
            str(section.label),
            [(item, place, *_buttons(item, place, wrong)) for place, item in enumerate(some, 1)],
        )
        for section, some in in_sections(kept)
    ]


def _buttons(item: Item, place: int, wrong: DeskForm | None) -> tuple[DeskForm, DeskForm]:
    moving = MoveForm(ident=f"move-{item.pk}", initial={"place": place})
    if wrong and wrong.ident == moving.ident:
        moving = wrong  # type: ignore[assignment]
    return moving, DeskForm(ident=f"drop-{item.pk}")


def _forms(one: Issue, user: User) -> dict[str, DeskForm]:
    due = one.due_at if one.due_at and one.due_at > timezone.now() else next_moment(rhythm(), timezone.now())
    local = timezone.localtime(due) if due else None
    planned = {"day": local.date(), "time": local.time()} if local else {}
    names = ("compose", "take_back", "drop_issue", "pause", "resume", "stop")
    return {
        "rewrite": IssueWordsForm(texts=one.texts.all(), ident="rewrite"),
        "add": OwnItemForm(ident="add"),
        "plan": PlanForm(ident="plan", initial=planned),
        "approve": ApproveForm(ident="approve", initial={"planned_at": _told(one.planned_at)}),
        "test": TestForm(ident="test", people=people_with_an_address(), initial={"to": user.pk}),
        **{name: DeskForm(ident=name) for name in names},
    }


def _told(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
