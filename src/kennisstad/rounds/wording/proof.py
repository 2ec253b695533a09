# SPDX-License-Identifier: EUPL-1.2
"""What the solver could not prove within its time, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

UNDECIDED = gettext_lazy("No plan was found in the time there is, and it is not proven that there is none.")


def proof_in_words(unproven: str, gap: float) -> str:
    """Say how far a plan may be from the best one.

    Args:
        unproven: the aim that is not proven, as `Solution` names it.
        gap: how far it may be from its bound, as a share.
    """
    said = {"aim": _aim(unproven), "percent": f"{100 * gap:.1f}"}
    return (
        _(
            "It was not proven within the time set that no better plan exists. It is about %(aim)s, which can"
            " be at most %(percent)s percent better."
        )
        % said
    )


def _aim(name: str) -> str:
    if name.startswith("rank "):
        return _("how many teams have wish %(rank)s") % {"rank": name.removeprefix("rank ")}
    return {
        "size": _("how many teams have a place"),
        "weight": _("how urgent the questions with a team are"),
        "cost": _("the sum of the ranks"),
        "lots": _("which of equal plans the lots choose"),
    }.get(name, name)
