# SPDX-License-Identifier: EUPL-1.2
"""The buttons of an issue: what an editor does to it, and when it leaves."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.newsletter import composing, editing, planning
from kennisstad.newsletter.issues import is_unusual, place_of
from kennisstad.newsletter.models import Issue, Item, Section
from kennisstad.newsletter.rules import may_edit_newsletter
from kennisstad.newsletter.trying import send_test
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.newsletter import (
    ApproveForm,
    IssueWordsForm,
    MoveForm,
    OwnItemForm,
    PlanForm,
    TestForm,
)
from kennisstad.workspace.queries.newsletter import people_with_an_address
from kennisstad.workspace.views.newsletter import ONE, issue_page
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, press

Do = Callable[..., object]


@desk_action(ONE)
def issue_rewrite(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_edit_newsletter(request.user))
    texts = get_object_or_404(Issue, pk=pk).texts.all()
    form = IssueWordsForm(request.POST, texts=texts, ident="rewrite")

    def rewrite(issue: Issue, **by: object) -> None:
        editing.rewrite(issue, words=form.words, **by)  # type: ignore[arg-type]

    return press_on_issue(
        request, pk, form, rewrite, _("Kept. Composing again leaves your words as they are.")
    )


@desk_action(ONE)
def issue_compose(request: DeskRequest, pk: int) -> HttpResponse:
    form = DeskForm(request.POST, ident="compose")
    return press_on_issue(
        request, pk, form, composing.compose_again, _("The draft holds what happened up to today.")
    )


@desk_action(ONE)
def issue_add(request: DeskRequest, pk: int) -> HttpResponse:
    form = OwnItemForm(request.POST, ident="add")

    def add(issue: Issue, **by: object) -> None:
        section = Section(form.cleaned_data["section"])
        editing.add(issue, section=section, words=form.words, **by)  # type: ignore[arg-type]

    return press_on_issue(request, pk, form, add, _("Added."))


@desk_action(ONE)
def issue_move(request: DeskRequest, pk: int, item: int) -> HttpResponse:
    allow(may_edit_newsletter(request.user))
    one, form = (
        get_object_or_404(Item.objects.of_issue(pk), pk=item),
        MoveForm(request.POST, ident=f"move-{item}"),
    )

    def move(_issue: Issue, **by: object) -> None:
        editing.move(one, to=form.to_from(place_of(one)), **by)  # type: ignore[arg-type]

    return press_on_issue(request, pk, form, move, _("Moved."), item=item)


@desk_action(ONE)
def issue_drop_item(request: DeskRequest, pk: int, item: int) -> HttpResponse:
    allow(may_edit_newsletter(request.user))
    one, form = (
        get_object_or_404(Item.objects.of_issue(pk), pk=item),
        DeskForm(request.POST, ident=f"drop-{item}"),
    )
    said = _("Left out. You find it at the end of this page.")
    return press_on_issue(request, pk, form, lambda _issue, **by: editing.drop_item(one, **by), said)


@desk_action(ONE)
def issue_put_back(request: DeskRequest, pk: int, item: int) -> HttpResponse:
    allow(may_edit_newsletter(request.user))
    one, form = (
        get_object_or_404(Item.objects.of_issue(pk), pk=item),
        DeskForm(request.POST, ident=f"back-{item}"),
    )
    return press_on_issue(
        request, pk, form, lambda _issue, **by: editing.put_back(one, **by), _("Put back."), item=item
    )


@desk_action(ONE)
def issue_plan(request: DeskRequest, pk: int) -> HttpResponse:
    form = PlanForm(request.POST, ident="plan")

    def plan(issue: Issue, **by: object) -> None:
        planning.plan(issue, due_at=form.moment, **by)  # type: ignore[arg-type]

    answer = press_on_issue(request, pk, form, plan, _("Planned. Until it leaves you can take it back."))
    if "Location" in answer.headers and is_unusual(form.moment):
        messages.warning(
            request,
            _("As a rule no newsletter leaves at this moment. Look at the day and the time once more."),
        )
    return answer


@desk_action(ONE)
def issue_take_back(request: DeskRequest, pk: int) -> HttpResponse:
    form = DeskForm(request.POST, ident="take_back")
    return press_on_issue(request, pk, form, planning.take_back, _("Taken back. It is a draft again."))


@desk_action(ONE)
def issue_approve(request: DeskRequest, pk: int) -> HttpResponse:
    form = ApproveForm(request.POST, ident="approve")

    def approve(issue: Issue, **by: object) -> None:
        planning.approve(issue, planned_at=form.cleaned_data["planned_at"], **by)  # type: ignore[arg-type]

    return press_on_issue(request, pk, form, approve, _("Approved. It leaves at its moment."))


@desk_action(ONE)
def issue_drop(request: DeskRequest, pk: int) -> HttpResponse:
    form = DeskForm(request.POST, ident="drop_issue")
    said = _("Dropped. What happened in its days goes along with the next issue.")
    return press_on_issue(request, pk, form, planning.drop, said)


@desk_action(ONE)
def issue_test(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_edit_newsletter(request.user))
    people, leaves = people_with_an_address(), []
    form, at = TestForm(request.POST, ident="test", people=people), timezone.now()
    issue = get_object_or_404(Issue, pk=pk)

    def test() -> None:
        to, language = people[form.cleaned_data["to"]], form.cleaned_data["language"]
        leaves.append(send_test(issue, to=to, language=language, by=request.user, at=at))

    if not form.done(test, at=at):
        return issue_page(request, pk, form)
    kept = _("No mail server is set: the test is kept at Mail.")
    messages.success(request, _("The test leaves within a minute.") if any(leaves) else kept)
    return redirect(ONE, pk)


def press_on_issue(
    request: DeskRequest, pk: int, form: DeskForm, do: Do, said: str | Promise, *, item: int | None = None
) -> HttpResponse:
    """Do something to an issue, and go back to its page, or show what is wrong."""
    allow(may_edit_newsletter(request.user))
    issue, at = get_object_or_404(Issue, pk=pk), timezone.now()
    answer = press(
        request,
        pk,
        form,
        lambda: do(issue, by=request.user, at=at),
        said,
        page=issue_page,
        back_to=ONE,
    )
    if item is not None and "Location" in answer.headers:
        # Whoever moves an item goes on where it stands now.
        answer.headers["Location"] = f"{reverse(ONE, args=[pk])}#item-{item}"
    return answer
