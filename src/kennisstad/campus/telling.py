# SPDX-License-Identifier: EUPL-1.2
"""Campuses, homes and spin-offs in whole sentences, in the reader's language."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.campus.queries import Companies, Homes, Standing


def homes_in_words(number: int) -> str:
    said = {"number": number_format(number, force_grouping=True)}
    return ngettext("%(number)s home", "%(number)s homes", number) % said


def standing_in_words(found: Standing) -> list[str]:
    """Say how housing stands: what is being built, what is planned, what is ready; nothing of what is not."""
    said = [_being_built(found.being_built)]
    if found.planned.projects:
        said.append(_planned(found.planned))
    if found.ready.projects:
        said.append(_ready(found.ready))
    return said


def _being_built(found: Homes) -> str:
    about = _said(found)
    if not found.projects:
        return _("No housing project is being built now.")
    if found.first_year is None:
        return (
            ngettext(
                "%(number)d housing project is being built, with %(homes)s.",
                "%(number)d housing projects are being built, together %(homes)s.",
                found.projects,
            )
            % about
        )
    return (
        ngettext(
            "%(number)d housing project is being built, with %(homes)s, in %(year)s.",
            "%(number)d housing projects are being built, together %(homes)s, the first in %(year)s.",
            found.projects,
        )
        % about
    )


def _planned(found: Homes) -> str:
    return ngettext(
        "%(number)d more is planned, with %(homes)s.",
        "%(number)d more are planned, together %(homes)s.",
        found.projects,
    ) % _said(found)


def _ready(found: Homes) -> str:
    return ngettext(
        "%(number)d project is ready, with %(homes)s.",
        "%(number)d projects are ready, together %(homes)s.",
        found.projects,
    ) % _said(found)


def chosen_homes_in_words(found: Homes) -> str:
    """Say what a choice of housing projects adds up to."""
    if not found.projects:
        return _("No housing project fits this choice.")
    sentence = ngettext(
        "%(number)d housing project, with %(homes)s.",
        "%(number)d housing projects, together %(homes)s.",
        found.projects,
    )
    return sentence % _said(found)


def companies_in_words(found: Companies) -> str:
    """Say how many spin-offs there are, since when, and how many still stand."""
    if not found.number:
        return _("No spin-off fits this choice.")
    sentence = ngettext(
        "%(number)d spin-off, founded in %(year)s.",
        "%(number)d spin-offs, the first founded in %(year)s.",
        found.number,
    )
    active = ngettext(
        "%(number)d of them still goes by its own name.",
        "%(number)d of them still go by their own names.",
        found.active,
    )
    about = {"number": found.number, "year": found.first_year}
    return f"{sentence % about} {active % {'number': found.active}}"


def counted_here(number_of_campuses: int, number_of_projects: int) -> str:
    """Say what there is in one district; nothing when there is neither."""
    said = []
    if number_of_campuses:
        said.append(
            ngettext("%(number)d campus", "%(number)d campuses", number_of_campuses)
            % {"number": number_of_campuses}
        )
    if number_of_projects:
        said.append(
            ngettext("%(number)d housing project", "%(number)d housing projects", number_of_projects)
            % {"number": number_of_projects}
        )
    return ", ".join(said)


def _said(found: Homes) -> dict[str, object]:
    return {"number": found.projects, "homes": homes_in_words(found.units), "year": found.first_year}
