# SPDX-License-Identifier: EUPL-1.2
"""An instance from text: JSON, or the text format of the literature; docs/reference/allocation-format.md."""

from kennisstad.rounds.allocation import document, spa
from kennisstad.rounds.allocation.instance import Instance, Policy
from kennisstad.rounds.allocation.unreadable import MOST_TEXT, Flaw, Unreadable


def read(text: str) -> tuple[Instance, Policy | None, int | None]:
    """Read an instance, with the policy and the seed where the text names them.

    What starts with a brace is JSON; anything else is the text format, which names no policy and no seed.
    Whether the instance can be solved is for `checking.check` to say.

    Raises:
        Unreadable: it is neither, or not whole.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_TEXT:
        raise Unreadable(Flaw.TOO_LONG, found=str(len(text)), expected=str(MOST_TEXT))
    match text.lstrip()[:1]:
        case "":
            raise Unreadable(Flaw.EMPTY)
        case "{" | "[":
            return document.read(text)
        case _:
            return spa.read(text), None, None


__all__ = ["Flaw", "Unreadable", "read"]
