# SPDX-License-Identifier: EUPL-1.2
"""An issue as readers will see it: each language, wide and narrow, light and dark, and as text."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.rules import may_edit_newsletter
from kennisstad.web.refusals import NotNow
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.newsletter import AsReaderForm
from kennisstad.workspace.queries import newsletter as queries
from kennisstad.workspace.views.framed import framed
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_page, show

PREVIEW = "workspace:issue_preview"


@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
@desk_page
def issue_preview(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_edit_newsletter(request.user))
    return _page(request, pk)


@desk_page
def issue_mail(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer with the mail itself, to stand in a frame of the preview."""
    allow(may_edit_newsletter(request.user))
    made = queries.seen_by(get_object_or_404(Issue, pk=pk), queries.choice_in(request.GET))
    if made is None:
        raise Http404
    return framed(made.html)


@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
@desk_action(PREVIEW)
def issue_as_reader(request: DeskRequest, pk: int) -> HttpResponse:
    """Look up what a reader asked for; the address itself goes into no address and no log."""
    allow(may_edit_newsletter(request.user))
    form, chosen = AsReaderForm(request.POST, ident="as_reader"), []

    def look() -> None:
        reader = queries.reader_with(form.cleaned_data["email"])
        if reader is None:
            raise NotNow(_("Nobody with this address gets the newsletter now."))
        chosen.append(queries.choice_of(reader, form.cleaned_data["language"]))

    if form.done(look, at=timezone.now()) and chosen:
        return redirect(f"{reverse(PREVIEW, args=[pk])}?{chosen[0].query}")
    return _page(request, pk, form)


def _page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    one, choice = get_object_or_404(Issue, pk=pk), queries.choice_in(request.GET)
    context = {
        "issue": one,
        "mail": queries.seen_by(one, choice),
        "choice": choice,
        "districts": queries.districts(),
        "themes": queries.themes(),
        "as_reader": wrong or AsReaderForm(ident="as_reader"),
    }
    return show(request, "workspace/issue_preview.html", context, wrong=wrong)
