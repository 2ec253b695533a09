# SPDX-License-Identifier: EUPL-1.2
"""The way in for newcomers, congress venues, and the page for the press."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisstad.welcome import queries
from kennisstad.welcome.choices import Newcomer, Phase
from kennisstad.welcome.forms import VenueFilter


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {"kinds": Newcomer, "phases": Phase, "city": queries.press_desk()}
    return render(request, "welcome/home.html", context)


@require_safe
def venues(request: HttpRequest) -> HttpResponse:
    """Show where a congress can be held, for so many people."""
    form = VenueFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.venues(chosen.get("people"), chosen.get("arrangement", "")) if chosen else []
    context = {"form": form, "venues": found, "people": chosen.get("people")}
    return render(request, "welcome/venues.html", context, status=400 if form.errors else 200)


@require_safe
def press(request: HttpRequest) -> HttpResponse:
    context = {"facts": queries.press_facts(), "city": queries.press_desk()}
    return render(request, "welcome/press.html", context)
