# SPDX-License-Identifier: EUPL-1.2
"""The commitments of a version with all that an account of a period tells of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from kennisstad.agreement.exchange.plain import number
from kennisstad.agreement.models import Agreement, Figure, Party
from kennisstad.agreement.models import Commitment as Record
from kennisstad.progress.account.shape import (
    NO_THEME,
    Assessment,
    Budget,
    Commitment,
    Owner,
    Words,
)
from kennisstad.progress.account.shape import Figure as FigureRow
from kennisstad.progress.models import Assessment as AssessmentRecord
from kennisstad.progress.queries import dossiers
from kennisstad.progress.state import Dossier, Standing, standing_on


def promises(agreement: Agreement, *, starts_on: date, ends_on: date) -> list[Commitment]:
    """Give the commitments that stood by the last day, in order; eleven queries however many."""
    kept = agreement.commitments.in_order().select_related("agreement", "article", "theme", "budget")
    found = [
        one
        for one in kept.prefetch_related("texts", "owners__partner")
        if (one.promised_on or agreement.starts_on) <= ends_on
    ]
    stood = {key: standing_on(_as_known_now(one), ends_on) for key, one in dossiers(found).items()}
    figures = _figures(stood, starts_on, ends_on)
    said = _said(stood)
    left = _left(agreement, ends_on)
    return [_row(one, stood[one.pk], figures[one.pk], said, left) for one in found]


def _as_known_now(dossier: Dossier) -> Dossier:
    """Let figures count from the day they were measured, and what was found wrong not at all.

    An account of a year is made after it, when the figures of its last day have come in.
    """
    sound = [one for one in dossier.figures if one.withdrawn_on is None]
    return replace(dossier, figures=[replace(one, entered_on=one.measured_on) for one in sound])


def _row(
    one: Record,
    stood: Standing,
    figures: list[FigureRow],
    said: Mapping[int, Assessment],
    left: Mapping[int, date],
) -> Commitment:
    texts = list(one.texts.all())
    return {
        "key": one.key,
        "themes": [one.theme.key if one.theme else NO_THEME],
        "article": one.article.number if one.article else "",
        "sentence": _words(texts, "sentence"),
        "indicator": _words(texts, "indicator"),
        "owners": [_owner(owner, left) for owner in sorted(one.owners.all(), key=lambda owner: owner.pk)],
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "unit": one.unit,
        "target": None if one.target is None else number(one.target),
        "state": stood.state.value,
        "projects": stood.projects,
        "results": stood.results,
        "assessment": said.get(stood.assessment) if stood.assessment else None,
        "figures": figures,
        "budget": _budget(one),
    }


def _owner(owner: Any, left: Mapping[int, date]) -> Owner:
    day = left.get(owner.partner_id)
    return {
        "key": owner.partner.key,
        "name": owner.partner.name,
        "share": None if owner.share is None else number(owner.share),
        "left_on": day.isoformat() if day else None,
    }


def _budget(one: Record) -> Budget | None:
    budget = getattr(one, "budget", None)
    if budget is None or not budget.is_public:
        return None
    return {
        "amount": f"{budget.amount:.2f}",
        "currency": budget.currency,
        "starts_on": budget.starts_on.isoformat(),
        "ends_on": budget.ends_on.isoformat(),
    }


def _figures(stood: Mapping[int, Standing], first: date, last: date) -> Mapping[int, list[FigureRow]]:
    """Give what was measured in the period, and before it what counted on its last day; oldest first."""
    rows: dict[int, list[FigureRow]] = defaultdict(list)
    known = Figure.objects.filter(commitment__in=list(stood), withdrawn_at=None)
    counted = [one.figure for one in stood.values() if one.figure]
    measured = known.filter(Q(measured_on__range=(first, last)) | Q(pk__in=counted))
    for one in measured.order_by("measured_on", "pk").prefetch_related("texts"):
        row: FigureRow = {
            "value": number(one.value),
            "unit": one.unit,
            "measured_on": one.measured_on.isoformat(),
            "entered_on": localdate(one.entered_at).isoformat(),
            "source": one.source,
            "definition": _words(one.texts.all(), "definition"),
        }
        rows[one.commitment_id].append(row)
    return rows


def _said(stood: Mapping[int, Standing]) -> Mapping[int, Assessment]:
    """Give the assessments that counted, by number."""
    keys = [one.assessment for one in stood.values() if one.assessment]
    return {
        one.pk: {
            "verdict": one.verdict,
            "role": one.role,
            "on": localdate(one.at).isoformat(),
            "because": _words(one.texts.all(), "because"),
        }
        for one in AssessmentRecord.objects.filter(pk__in=keys).prefetch_related("texts")
    }


def _left(agreement: Agreement, day: date) -> Mapping[int, date]:
    """Give when partners had left the agreement, by number."""
    gone = Party.objects.filter(agreement=agreement, left_on__lt=day)
    return {partner: on for partner, on in gone.values_list("partner", "left_on") if on}


def _words(texts: Iterable[Any], name: str) -> Words:
    """Give one text by language, of the languages that have it."""
    found = sorted((text.language, getattr(text, name)) for text in texts)
    return {language: words for language, words in found if words}
