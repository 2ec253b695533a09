# SPDX-License-Identifier: EUPL-1.2
"""The public page of what is asked of each district, and its table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kennisstad.fieldwork import overview
from kennisstad.fieldwork.load.terms import Term, term_of
from kennisstad.fieldwork.models import norms
from kennisstad.fieldwork.sheet import as_csv
from kennisstad.fieldwork.telling import load_in_words, term_in_words
from kennisstad.neighbourhoods.models import Area


@require_safe
def load(request: HttpRequest) -> HttpResponse:
    today, term = timezone.localdate(), _chosen(request)
    terms = overview.load_of_terms([term, term.following], Area.objects.districts().by_name())
    context = {
        "terms": [
            {
                "key": one.term.key,
                "name": term_in_words(one.term),
                "most": one.most,
                "rows": [(row, load_in_words(row)) for row in one.areas],
            }
            for one in terms
        ],
        "pauses": overview.pauses_from(today),
        "norms": norms(),
        "before": term.before.key,
        "after": term.following.key,
    }
    return render(request, "fieldwork/load.html", context)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    term = _chosen(request)
    name = f"neighbourhood-load-{term.key}.csv"
    return HttpResponse(
        as_csv(overview.ledger_rows(term)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _chosen(request: HttpRequest) -> Term:
    """Give the term that a visitor chose, or the one of today."""
    try:
        return Term.named(request.GET.get("term", ""))
    except ValueError:
        return term_of(timezone.localdate())
