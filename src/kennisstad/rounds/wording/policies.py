# SPDX-License-Identifier: EUPL-1.2
"""The policies as a coordinator chooses them and a team reads them: a name and one paragraph each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.rounds.allocation.instance import Policy


@dataclass(frozen=True, slots=True)
class Words:
    label: str | Promise
    description: str | Promise


POLICIES: dict[Policy, Words] = {
    Policy.STABLE: Words(
        _("Stable"),
        _("Teams that stand before others at a question go first there: by its supervisor's priority, and "
          "between equals by lot. A team can never point to a place that it likes better and that went to a "
          "team behind it, unless another rule was in the way. Of all such plans we take one in which most "
          "teams have a place. Sometimes a few more teams could be placed if the order were put aside; under "
          "this policy it is not."),
    ),
    Policy.GREEDY: Words(
        _("Most first wishes"),
        _("First, as many teams as possible get a place. Then as many as possible get their first wish, then "
          "as many as possible their second, and so on. Many teams are very happy; a few may end low on "
          "their list."),
    ),
    Policy.GENEROUS: Words(
        _("Fewest last wishes"),
        _("First, as many teams as possible get a place. Then as few as possible get their last wish, then "
          "as few as possible the last but one, and so on. Nobody ends low on their list unless there is no "
          "other way; fewer teams may get their very first wish."),
    ),
    Policy.CHEAPEST: Words(
        _("Best on average"),
        _("First, as many teams as possible get a place. Then the ranks of all places, 1 for a first wish, 2 "
          "for a second, add up to as little as possible. It lies between the other two: one team may go "
          "down a step when two others go up one."),
    ),
    Policy.URGENT: Words(
        _("Most urgent questions first"),
        _("First, as many teams as possible get a place. Then the questions that are most urgent get teams: "
          "those that have waited long, or that come from districts where little was asked. After that, as "
          "few teams as possible get their last wish, then the last but one, and so on."),
    ),
}  # fmt: skip
"""In the order in which they are offered."""
FIRST_COME = Words(
    _("First come, first served"),
    _("No policy of ours; it is there to compare with. One team after another, in the order of the lots, "
      "takes the best of its wishes that is left."),
)  # fmt: skip
