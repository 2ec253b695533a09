# SPDX-License-Identifier: EUPL-1.2
"""Terms, hindrances and alternatives in the reader's language."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.fieldwork.load.ledger import Hindrance, HindranceKind
from kennisstad.fieldwork.load.terms import Season, Term
from kennisstad.fieldwork.overview import AreaLoad, AskedHere
from kennisstad.fieldwork.queries import Alternative
from kennisstad.web.templatetags.web import in_words


def term_in_words(term: Term) -> str:
    """Write "February to August 2027", the months that a term has."""
    if term.season == Season.SPRING:
        return _("February to August %(year)d") % {"year": term.year}
    return _("September %(year)d to January %(next)d") % {"year": term.year, "next": term.year + 1}


def contacts_in_words(number: int) -> str:
    return ngettext("%(number)d contact", "%(number)d contacts", number) % {"number": number}


def load_in_words(found: AreaLoad) -> str:
    """Say in one sentence what a term asks of a district, and how much still fits."""
    if not found.contacts:
        return _("Nobody plans to ask residents anything.")
    about = {"contacts": contacts_in_words(found.contacts), "most": found.threshold, "left": found.left}
    if found.threshold is None:
        return _("%(contacts)s with residents. The city set no limit here.") % about
    if found.is_full:
        return _("%(contacts)s with residents, of at most %(most)s. Nothing more fits.") % about
    return _("%(contacts)s with residents, of at most %(most)s. There is room for %(left)s more.") % about


def asked_in_words(found: AskedHere) -> str:
    """Say in one sentence what a term asks of the residents of one district."""
    if not found.contacts:
        return _("Nobody plans to ask residents anything this term.")
    studies = ngettext("%(number)d study", "%(number)d studies", found.studies) % {"number": found.studies}
    about = {"studies": studies, "contacts": contacts_in_words(found.contacts)}
    return _("This term there are %(contacts)s with residents, for %(studies)s.") % about


def hindrance_in_words(found: Hindrance, name: str) -> str:
    """Say in one sentence why fieldwork does not fit in the area of this name."""
    about = {"area": name, "day": in_words(found.until), "left": contacts_in_words(found.left)}
    match found.kind:
        case HindranceKind.PAUSED:
            return _("%(area)s is paused until %(day)s: the neighbourhood asks for no new visits.") % about
        case HindranceKind.RESTING:
            return _("%(area)s rests until %(day)s, after a term with many visits.") % about
        case HindranceKind.FULL if found.left:
            return _("%(area)s has room for %(left)s until %(day)s, and this asks for more.") % about
        case HindranceKind.FULL:
            return _("%(area)s has no room left until %(day)s.") % about


def alternative_in_words(found: Alternative) -> str:
    """Name what would fit: a district nearby, a later first day, or neither."""
    about = {"district": found.district, "day": in_words(found.first_day)}
    if found.district and found.first_day:
        return _("There is room in %(district)s, or here from %(day)s on.") % about
    if found.district:
        return _("There is room in %(district)s.") % about
    if found.first_day:
        return _("There is room here from %(day)s on.") % about
    return _("Ask for fewer contacts, or ask the neighbourhood director.")


def refusal(found: Iterable[Hindrance], names: Mapping[int, str], other: Alternative) -> str:
    """Say all that stands in the way, and then what would fit."""
    said = [hindrance_in_words(one, names[one.area_id]) for one in found]
    return " ".join([*said, alternative_in_words(other)])
