# SPDX-License-Identifier: EUPL-1.2
"""The buttons of an issue that is on its way."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from kennisstad.newsletter import sending_actions
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.views.issue_steps import press_on_issue
from kennisstad.workspace.views.newsletter import ONE
from kennisstad.workspace.views.page import DeskRequest, desk_action


@desk_action(ONE)
def issue_pause(request: DeskRequest, pk: int) -> HttpResponse:
    form = DeskForm(request.POST, ident="pause")
    said = _("Paused. What was just leaving still arrives; the rest waits until you let it go on.")
    return press_on_issue(request, pk, form, sending_actions.pause, said)


@desk_action(ONE)
def issue_resume(request: DeskRequest, pk: int) -> HttpResponse:
    form = DeskForm(request.POST, ident="resume")
    return press_on_issue(request, pk, form, sending_actions.resume, _("It goes on where it was."))


@desk_action(ONE)
def issue_stop(request: DeskRequest, pk: int) -> HttpResponse:
    form = DeskForm(request.POST, ident="stop")
    said = _("Stopped for good. Whoever has not got it does not get it.")
    return press_on_issue(request, pk, form, sending_actions.stop, said)
