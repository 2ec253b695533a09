# SPDX-License-Identifier: EUPL-1.2
"""Reach in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.schools.overview import Part
from kennisstad.schools.rounding import SMALL


def told(part: Part) -> str:
    """Say how many schools took part, with how many pupils."""
    if not part.schools:
        return _("No school is on our list here.")
    if not part.reached and part.schools == 1:
        return _("The one school here had no turn.")
    if not part.reached:
        return _("None of the %(schools)d schools had a turn.") % {"schools": part.schools}
    said = {"reached": part.reached, "schools": part.schools, "pupils": pupils_in_words(part)}
    if part.schools == 1:
        return _("The one school took part, with %(pupils)s pupils.") % said
    reached = ngettext(
        "Schools that took part: %(reached)d of %(schools)d, with %(pupils)s pupils.",
        "Schools that took part: %(reached)d of %(schools)d, with %(pupils)s pupils.",
        part.reached,
    )
    return reached % said


def pupils_in_words(part: Part) -> str:
    """Write a number of pupils, so that it points at nobody."""
    if part.about is None:
        return _("fewer than %(small)d") % {"small": SMALL}
    return _("about %(number)d") % {"number": part.about} if part.about else "0"
