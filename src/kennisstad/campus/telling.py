# SPDX-License-Identifier: EUPL-1.2
"""Campuses, homes and spin-offs in whole sentences, in the reader's language."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.campus.queries import Companies, Homes, Standing
from kennisstad.languages.numbers import beginning, counting, in_letters


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
    if not found.projects:
        return _("No housing project is being built now.")
    if found.first_year is None:
        sentence = ngettext(
            "%(number)s housing project is being built, with %(homes)s.",
            "%(number)s housing projects are being built, together %(homes)s.",
            found.projects,
        )
    else:
        sentence = ngettext(
            "%(number)s housing project is being built, with %(homes)s, in %(year)s.",
            "%(number)s housing projects are being built, together %(homes)s, the first in %(year)s.",
            found.projects,
        )
    return _filled(sentence, found)


def _planned(found: Homes) -> str:
    sentence = ngettext(
        "%(number)s more is planned, with %(homes)s.",
        "%(number)s more are planned, together %(homes)s.",
        found.projects,
    )
    return _filled(sentence, found)


def _ready(found: Homes) -> str:
    sentence = ngettext(
        "%(number)s project is ready, with %(homes)s.",
        "%(number)s projects are ready, together %(homes)s.",
        found.projects,
    )
    return _filled(sentence, found)


def chosen_homes_in_words(found: Homes) -> str:
    """Say what a choice of housing projects adds up to."""
    if not found.projects:
        return _("No housing project fits this choice.")
    sentence = ngettext(
        "%(number)s housing project, with %(homes)s.",
        "%(number)s housing projects, together %(homes)s.",
        found.projects,
    )
    return _filled(sentence, found)


def companies_in_words(found: Companies) -> str:
    """Say how many spin-offs there are, since when, and how many still stand."""
    if not found.number:
        return _("No spin-off fits this choice.")
    sentence = ngettext(
        "%(number)s spin-off, founded in %(year)s.",
        "%(number)s spin-offs, the first founded in %(year)s.",
        found.number,
    )
    active = ngettext(
        "%(number)s of them still goes by its own name.",
        "%(number)s of them still go by their own names.",
        found.active,
    )
    all_of_them = sentence % {"number": in_letters(found.number), "year": found.first_year}
    return f"{beginning(all_of_them)} {counting(active, found.active)}"


def counted_here(number_of_campuses: int, number_of_projects: int) -> str:
    """Say what there is in one district; nothing when there is neither."""
    said = [
        ngettext("%(number)s campus", "%(number)s campuses", number_of_campuses),
        ngettext("%(number)s housing project", "%(number)s housing projects", number_of_projects),
    ]
    counts = (number_of_campuses, number_of_projects)
    phrases = [phrase % {"number": in_letters(n)} for phrase, n in zip(said, counts, strict=True) if n]
    return beginning(", ".join(phrases))


def _filled(sentence: str, found: Homes) -> str:
    said = {
        "number": in_letters(found.projects),
        "homes": homes_in_words(found.units),
        "year": found.first_year,
    }
    return beginning(sentence % said)
