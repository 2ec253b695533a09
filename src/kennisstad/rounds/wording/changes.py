# SPDX-License-Identifier: EUPL-1.2
"""What was changed for a look at another plan, in sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.wording.names import Names
from kennisstad.rounds.wording.policies import POLICIES


def changed_in_words(what_if: Mapping[str, Any], names: Names) -> list[str]:
    """Say what was changed for a look; nothing for the round as it is.

    Args:
        what_if: as `what_if.Change.to_json` writes it.
    """
    return list(_changes(what_if, names))


def _changes(what_if: Mapping[str, Any], names: Names) -> Iterator[str]:
    for place, more in what_if.get("seats", {}).items():
        text = ngettext("%(more)+d seat at %(question)s", "%(more)+d seats at %(question)s", abs(more))
        yield text % {"more": more, "question": names.question(place)}
    for code in what_if.get("closed", []):
        yield _("no teams in %(district)s") % {"district": names.district(code)}
    if policy := what_if.get("policy"):
        yield _("decided by: %(policy)s") % {"policy": POLICIES[Policy(policy)].label}
