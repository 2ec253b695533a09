# SPDX-License-Identifier: EUPL-1.2
"""Which desk gets which kind of message."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.contact import actions
from kennisstad.contact.models import Kind
from kennisstad.contact.queries import routes
from kennisstad.contact.rules import may_sort_messages
from kennisstad.workspace.forms.messages import RoutesForm
from kennisstad.workspace.queries import messages as reads
from kennisstad.workspace.views.page import DeskRequest, allow, desk_form, show


@desk_form
def message_routes(request: DeskRequest) -> HttpResponse:
    """Show who answers which kind, and change it for the messages that come."""
    allow(may_sort_messages(request.user))
    sent, at = request.POST if request.method == "POST" else None, timezone.now()
    form = RoutesForm(sent, desks=reads.desks_to_choose(), now=routes())

    def do() -> None:
        for kind in Kind:
            actions.route(kind, to=reads.desk(form.cleaned_data[kind]), by=request.user, at=at)

    if form.is_bound and form.done(do, at=at):
        messages.success(request, str(_("From now on each kind of message goes to the desk that you chose.")))
        return redirect("workspace:messages")
    context = {"form": form}
    return show(request, "workspace/message_routes.html", context, wrong=form if form.is_bound else None)
