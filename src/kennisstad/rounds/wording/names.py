# SPDX-License-Identifier: EUPL-1.2
"""What ids are called, and small words that every sentence needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, npgettext

SHOWN = 5
"""So many teams are named in one sentence; of more, the number is given."""


@dataclass(frozen=True, slots=True)
class Names:
    """Labels by id, in the reader's language; what has none is called by its id."""

    teams: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    supervisors: Mapping[str, str] = field(default_factory=dict)
    courses: Mapping[str, str] = field(default_factory=dict)
    askers: Mapping[str, str] = field(default_factory=dict)
    districts: Mapping[str, str] = field(default_factory=dict)

    def team(self, one: str) -> str:
        return self.teams.get(one, one)

    def question(self, one: str) -> str:
        return _("“%(title)s”") % {"title": self.questions.get(one, one)}

    def supervisor(self, one: str) -> str:
        return self.supervisors.get(one, one)

    def course(self, one: str) -> str:
        return self.courses.get(one, one)

    def asker(self, one: str) -> str:
        return self.askers.get(one, one)

    def district(self, one: str) -> str:
        return self.districts.get(one, one)


_YOURS = (
    gettext_noop("your first wish"),
    gettext_noop("your second wish"),
    gettext_noop("your third wish"),
    gettext_noop("your fourth wish"),
    gettext_noop("your fifth wish"),
    gettext_noop("your sixth wish"),
    gettext_noop("your seventh wish"),
    gettext_noop("your eighth wish"),
    gettext_noop("your ninth wish"),
    gettext_noop("your tenth wish"),
)
_ITS = (
    gettext_noop("its first wish"),
    gettext_noop("its second wish"),
    gettext_noop("its third wish"),
    gettext_noop("its fourth wish"),
    gettext_noop("its fifth wish"),
    gettext_noop("its sixth wish"),
    gettext_noop("its seventh wish"),
    gettext_noop("its eighth wish"),
    gettext_noop("its ninth wish"),
    gettext_noop("its tenth wish"),
)


def your_wish(rank: int) -> str:
    """Say “your second wish”."""
    if rank <= len(_YOURS):
        return _(_YOURS[rank - 1])
    return _("your wish number %(rank)d") % {"rank": rank}


def its_wish(rank: int | None) -> str:
    """Say “its second wish”, of a team that is not the reader."""
    if rank is None:
        return _("not among its wishes")
    if rank <= len(_ITS):
        return _(_ITS[rank - 1])
    return _("its wish number %(rank)d") % {"rank": rank}


def listed(items: Sequence[str]) -> str:
    """Join parts of a sentence; of more than a few, say how many are left out."""
    if len(items) > SHOWN + 1:
        left = len(items) - SHOWN
        more = ngettext("%(number)d more", "%(number)d more", left) % {"number": left}
        items = [*items[:SHOWN], more]
    return get_text_list(list(items), _("and"))


def sentence(words: str) -> str:
    """Begin with a capital."""
    return str(capfirst(words))


def of_teams(number: int) -> str:
    """Name all teams of a round, to say "of" them."""
    said = npgettext("1 of …", "%(number)d team", "the %(number)d teams", number)
    return said % {"number": number}
