# SPDX-License-Identifier: EUPL-1.2
"""What visitors call what they find: groups of one kind or more, in the order of a city's own pages."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Group:
    key: str
    """As the address has it."""
    name: str | Promise
    """Many of it."""
    one: str | Promise
    kinds: tuple[str, ...]


GROUPS = (
    Group("questions", _("Questions"), _("Question"), ("question",)),
    Group("results", _("Results"), _("Result"), ("result",)),
    Group("projects", _("Projects"), _("Project"), ("project",)),
    Group("districts", _("Districts and neighbourhoods"), _("In the city"), ("area",)),
    Group("partners", _("Partners"), _("Partner"), ("partner", "expert")),
    Group("pages", _("Pages"), _("Page"), ("fixed", "page")),
    Group("newsletters", _("Newsletters"), _("Newsletter"), ("issue",)),
    Group("years", _("Themed years"), _("Themed year"), ("day", "year")),
    Group("offers", _("For schools"), _("For schools"), ("offer",)),
    Group("newcomers", _("For newcomers"), _("For newcomers"), ("pathstep", "venue", "pressfact")),
    Group(
        "campus",
        _("Campus and housing"),
        _("Campus and housing"),
        ("campus", "site", "housingproject", "spinoff"),
    ),
    Group("courses", _("Courses"), _("Course"), ("course",)),
    Group("rounds", _("Rounds"), _("Round"), ("round",)),
    Group(
        "agreement",
        _("The agreement"),
        _("The agreement"),
        ("agreement", "article", "commitment", "theme", "account"),
    ),
)
MORE = Group("more", _("More"), _("More"), ())


def groups(kinds: Collection[str]) -> list[Group]:
    """Give the groups of these kinds; a kind that is in none of them is in the last."""
    placed = {kind for group in GROUPS for kind in group.kinds}
    rest = tuple(kind for kind in kinds if kind not in placed)
    found = [_only(group, kinds) for group in GROUPS] + [Group(MORE.key, MORE.name, MORE.one, rest)]
    return [group for group in found if group.kinds]


def _only(group: Group, kinds: Collection[str]) -> Group:
    return Group(group.key, group.name, group.one, tuple(kind for kind in group.kinds if kind in kinds))
