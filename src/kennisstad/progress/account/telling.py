# SPDX-License-Identifier: EUPL-1.2
"""What an account says in sentences, in the language of now."""

from collections.abc import Mapping

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kennisstad.progress.account.shape import Total
from kennisstad.progress.state import State

STANDS = {
    State.NO_EVIDENCE: gettext_lazy("%(number)d without evidence yet"),
    State.UNDER_WAY: gettext_lazy("%(number)d under way"),
    State.EVIDENCE: gettext_lazy("%(number)d with evidence"),
    State.REACHED: gettext_lazy("%(number)d at the target"),
    State.OVERDUE: gettext_lazy("%(number)d overdue"),
}


def promised(total: Total) -> str:
    """Say how many commitments there are, and how many stand where."""
    number = total["commitments"]
    if not number:
        return _("No commitment stands here.")
    said = ngettext("%(number)d commitment", "%(number)d commitments", number) % {"number": number}
    stands = [
        STANDS[state] % {"number": total["states"][state]} for state in State if state in total["states"]
    ]
    return f"{said}: {get_text_list(stands, _('and'))}."


def happened(total: Total) -> str:
    """Say what was asked, ran, was handed over and given back in the period."""
    said: Mapping[str, str] = {
        "questions": ngettext(
            "%(number)d question was asked", "%(number)d questions were asked", total["questions"]
        ),
        "projects": ngettext("%(number)d project ran", "%(number)d projects ran", total["projects"]),
        "results": ngettext(
            "%(number)d result was handed over", "%(number)d results were handed over", total["results"]
        ),
        "givings": ngettext(
            "%(number)d time an answer was given back",
            "%(number)d times an answer was given back",
            total["givings"],
        ),
    }
    counts = {"questions": total["questions"], "projects": total["projects"]}
    counts |= {"results": total["results"], "givings": total["givings"]}
    phrases = [said[name] % {"number": number} for name, number in counts.items() if number]
    if not phrases:
        return _("Nothing was asked, nothing ran and nothing came back in this period.")
    return f"{capfirst(get_text_list(phrases, _('and')))}."


def reached(total: Total) -> str:
    """Say how many of the districts were reached."""
    number, white = len(total["reached"]), len(total["white_spots"])
    if not number + white:
        return _("We do not know the districts of this city yet.")
    said = ngettext(
        "%(number)d of %(all)d districts was reached.",
        "%(number)d of %(all)d districts were reached.",
        number,
    )
    return said % {"number": number, "all": number + white}
