# SPDX-License-Identifier: EUPL-1.2
"""How the states of a commitment are called, and why it is in one."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kennisstad.agreement.amounts import amount
from kennisstad.progress.state import Dossier, Passport, Standing, State, is_stale

STATES: dict[State, str | Promise] = {
    State.NO_EVIDENCE: gettext_lazy("no evidence yet"),
    State.UNDER_WAY: gettext_lazy("under way"),
    State.EVIDENCE: gettext_lazy("there is evidence"),
    State.REACHED: gettext_lazy("target reached"),
    State.OVERDUE: gettext_lazy("overdue"),
}


def because(dossier: Dossier, standing: Standing, *, unit: str, fresh_for_months: int, day: date) -> str:
    """Say in whole sentences why a commitment stands where it stands on a day."""
    figure = next((one for one in dossier.figures if one.ident == standing.figure), None)
    said = [*_told(dossier, standing, figure, unit)]
    if figure and is_stale(figure.measured_on, fresh_for_months, day):
        said.append(
            ngettext(
                "That figure is older than %(number)s month.",
                "That figure is older than %(number)s months.",
                fresh_for_months,
            )
            % {"number": fresh_for_months}
        )
    return " ".join(said)


def _told(dossier: Dossier, standing: Standing, figure: Passport | None, unit: str) -> Iterator[str]:
    if standing.state == State.NO_EVIDENCE:
        yield _("No project, result or figure is linked to it yet.")
    elif standing.state == State.REACHED and figure and dossier.target is not None:
        yield _reached(figure, dossier.target, unit)
    elif standing.state == State.OVERDUE:
        yield _overdue(dossier)
    if standing.projects:
        yield _projects(standing.projects)
    if standing.results:
        yield _results(standing.results)
    if figure and standing.state != State.REACHED:
        yield _newest(figure, dossier.target, unit)
    if standing.state == State.UNDER_WAY:
        yield _("Nothing shows yet what came of it.")


def _reached(figure: Passport, target: Decimal, unit: str) -> str:
    words = {
        "day": in_full(figure.measured_on),
        "value": amount(figure.value, unit),
        "target": amount(target),
    }
    if figure.value == target:
        return _("The figure of %(day)s (%(value)s) is at the target of %(target)s.") % words
    return _("The figure of %(day)s (%(value)s) is past the target of %(target)s.") % words


def _overdue(dossier: Dossier) -> str:
    words = {"day": in_full(dossier.due_on) if dossier.due_on else ""}
    if dossier.target is None:
        return _("The day was %(day)s; nothing shows what came of it.") % words
    return _("The day was %(day)s; no figure is at the target.") % words


def _newest(figure: Passport, target: Decimal | None, unit: str) -> str:
    words = {"day": in_full(figure.measured_on), "value": amount(figure.value, unit)}
    if target is None:
        return _("The newest figure is %(value)s, of %(day)s.") % words
    words["target"] = amount(target)
    return _("The newest figure is %(value)s, of %(day)s; the target is %(target)s.") % words


def _projects(number: int) -> str:
    words = ngettext("%(number)s project works on it.", "%(number)s projects work on it.", number)
    return words % {"number": number}


def _results(number: int) -> str:
    words = ngettext("%(number)s result shows it.", "%(number)s results show it.", number)
    return words % {"number": number}


def in_full(day: date) -> str:
    return date_format(day, "j F Y")
