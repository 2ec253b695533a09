# SPDX-License-Identifier: EUPL-1.2
"""The agreement in public: as a document, commitment by commitment, and how it came about."""

from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kennisstad.agreement.models import Agreement
from kennisstad.progress import chain, whole
from kennisstad.progress.comparing import difference
from kennisstad.progress.forms import DayForm
from kennisstad.progress.front import progress_by_theme, timeline_of
from kennisstad.progress.reading import Versions, versions


@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """Show the version that stands today, or that stood on a day of the visitor's choice."""
    today, found = timezone.localdate(), versions()
    form = DayForm(request.GET if "on" in request.GET else None, initial={"on": today})
    chosen: date | None = form.cleaned_data["on"] if form.is_valid() else None
    shown = found.on(chosen or today)
    context = _about(shown, found, today, chosen) | {"form": form}
    return render(request, "progress/agreement.html", context, status=400 if form.errors else 200)


@require_safe
def version(request: HttpRequest, key: str) -> HttpResponse:
    today, found = timezone.localdate(), versions()
    shown = found.called(key)
    if shown is None:
        raise Http404
    context = _about(shown, found, today) | {"form": DayForm(initial={"on": today}), "is_one": True}
    return render(request, "progress/agreement.html", context)


def _about(
    shown: Agreement | None, found: Versions, today: date, chosen: date | None = None
) -> dict[str, Any]:
    """Say which version is shown, as it stood on a day, and how it stands to the others."""
    about: dict[str, Any] = {
        "versions": found.newest_first,
        "today": today,
        "standing": found.on(today),
        "chosen": chosen,
    }
    if shown is None:
        return about
    # What a day still to come will bring, nobody knows.
    day = min(chosen or today, today)
    read = whole.version(shown, standing=found.on(chosen or today), day=day, only_of=chosen)
    return about | {
        "agreement": shown,
        "whole": read,
        "follower": found.follower_of(shown),
        "before": found.by_number.get(shown.follows_id or 0),
        "until": found.last_day_of(shown),
    }


@require_safe
def commitment(request: HttpRequest, key: str) -> HttpResponse:
    today, found = timezone.localdate(), versions()
    try:
        read = chain.commitment(key, found, today)
    except ObjectDoesNotExist as nowhere:
        raise Http404 from nowhere
    context = {"chain": read, "commitment": read.commitment, "agreement": read.agreement, "today": today}
    return render(request, "progress/commitment.html", context)


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    years = timeline_of(versions(), timezone.localdate())
    return render(request, "progress/timeline.html", {"years": years})


@require_safe
def changes(request: HttpRequest, old: str, new: str) -> HttpResponse:
    """Compare two versions; in whichever order they are named, the older one comes first."""
    found = versions()
    before, after = found.called(old), found.called(new)
    if before is None or after is None:
        raise Http404
    if before == after:
        return redirect("progress:version", before.key)
    if found.signed.index(before) > found.signed.index(after):
        return redirect("progress:changes", after.key, before.key)
    context = {"difference": difference(before, after)}
    return render(request, "progress/changes.html", context)


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """Show how far the commitments are of the version that stands, or else of the last one."""
    today, found = timezone.localdate(), versions()
    shown = found.on(today) or next(iter(found.newest_first), None)
    themes = progress_by_theme(shown, today) if shown else []
    states = [row.name for row in themes[0].rows] if themes else []
    context = {"agreement": shown, "themes": themes, "states": states, "today": today}
    return render(request, "progress/themes.html", context)
