# SPDX-License-Identifier: EUPL-1.2
"""What this city has agreed with courses and askers, in three numbers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab import lapsing
from kennisstad.citylab.models import Terms
from kennisstad.citylab.rules import may_set_terms
from kennisstad.workspace.forms.legs import TermsForm
from kennisstad.workspace.views.page import DeskRequest, allow, desk_form, show


@desk_form
def terms(request: DeskRequest) -> HttpResponse:
    allow(may_set_terms(request.user))
    at, data = timezone.now(), request.POST if request.method == "POST" else None
    form = TermsForm(data, terms=Terms.objects.current(), ident="terms")
    if form.is_bound and form.done(lambda: lapsing.set_terms(**form.change, by=request.user, at=at), at=at):
        messages.success(request, _("The terms are set. They hold for what is proposed from now on."))
        return redirect("workspace:terms")
    return show(request, "workspace/terms.html", {"form": form}, wrong=form if form.is_bound else None)
