# SPDX-License-Identifier: EUPL-1.2
"""The public page of a chain: a question in legs, from the first turn to the last."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from kennisstad.citylab.models import Question
from kennisstad.citylab.relay import relay_of


@require_safe
def relay(request: HttpRequest, pk: int) -> HttpResponse:
    leg = get_object_or_404(Question.objects.public(), pk=pk)
    if leg.leg_of_id is not None:
        return redirect("citylab:relay", leg.leg_of_id)
    chain = relay_of(pk)
    if chain is None:
        raise Http404
    return render(request, "citylab/relay.html", {"relay": chain})
