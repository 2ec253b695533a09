# SPDX-License-Identifier: EUPL-1.2
"""How the states of a commitment are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.progress.state import State

STATES: dict[State, str | Promise] = {
    State.NO_EVIDENCE: _("no evidence yet"),
    State.UNDER_WAY: _("under way"),
    State.EVIDENCE: _("there is evidence"),
    State.REACHED: _("target reached"),
    State.OVERDUE: _("overdue"),
}
