# SPDX-License-Identifier: EUPL-1.2
"""Figures with their passport: a newer one stands beside an older, and a wrong one is withdrawn."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement.actions.holding import Words, hold_living, note, write
from kennisstad.agreement.models import Commitment, Figure
from kennisstad.web.refusals import NotNow


@transaction.atomic
def add_figure(
    commitment: Commitment,
    *,
    value: Decimal,
    unit: str,
    measured_on: date | None,
    source: str,
    words: Words,
    by: User | None,
    at: datetime,
) -> Figure:
    """Add a figure that tells how far a commitment is.

    Args:
        words: per language the definition: how it was counted.
    Raises:
        NotNow: a part of its passport is missing or does not fit, or the same source told of that day.
    """
    hold_living(commitment)
    measured_on = _day(measured_on, at)
    _check_passport(commitment, unit=unit, source=source, words=words)
    if commitment.figures.filter(measured_on=measured_on, source=source, withdrawn_at=None).exists():
        raise NotNow(
            _("There is a figure of this day from this source already. Withdraw it first if it is wrong.")
        )
    figure = Figure.objects.create(
        commitment=commitment,
        value=value,
        unit=unit,
        measured_on=measured_on,
        source=source,
        entered_at=at,
        entered_by=by,
    )
    write(figure, words)
    note("commitment.figure-added", commitment, by, at, figure=figure.pk)
    return figure


@transaction.atomic
def withdraw_figure(figure: Figure, *, because: str, language: str, by: User | None, at: datetime) -> None:
    """Say that a figure is wrong, and why: it stays to be read, and counts no more.

    Raises:
        NotNow: somebody did already, or gave no reason.
    """
    figure.refresh_from_db(from_queryset=Figure.objects.select_for_update())
    if figure.withdrawn_at is not None:
        raise NotNow(_("This figure was withdrawn already."))
    if not because.strip():
        raise NotNow(_("Say why the figure is wrong."))
    if not figure.texts.filter(language=language).update(why_withdrawn=because):
        raise NotNow(_("Say why in the language in which the figure was explained."))
    figure.withdrawn_at = at
    figure.save(update_fields=["withdrawn_at"])
    note("commitment.figure-withdrawn", figure.commitment, by, at, figure=figure.pk)


def _day(measured_on: date | None, at: datetime) -> date:
    if measured_on is None:
        raise NotNow(_("A figure needs a date. Say on which day it was measured."))
    if measured_on > localdate(at):
        raise NotNow(_("This figure is of a day that has not come yet. Look at the date again."))
    return measured_on


def _check_passport(commitment: Commitment, *, unit: str, source: str, words: Words) -> None:
    if not source.strip():
        raise NotNow(_("A figure needs a source. Say where it comes from."))
    if not unit.strip():
        raise NotNow(_("A figure needs a unit. Say what is counted."))
    if not any(said.get("definition", "").strip() for said in words.values()):
        raise NotNow(_("A figure needs a definition. Say how it was counted."))
    if commitment.unit and unit != commitment.unit:
        raise NotNow(
            format_lazy(
                _("This commitment is counted in “{unit}”. Give the figure in that unit."),
                unit=commitment.unit,
            )
        )
