# SPDX-License-Identifier: EUPL-1.2
"""What makes a round unfit to be computed, in sentences to whoever can mend it."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from kennisstad.rounds.allocation.checking import Wrong, WrongKind
from kennisstad.rounds.wording.names import Names

_LISTS: dict[str, Callable[[], str]] = {
    "teams": lambda: _("A team has no id."),
    "questions": lambda: _("A question has no id."),
    "supervisors": lambda: _("A supervisor has no id."),
    "courses": lambda: _("A course edition has no id."),
}


def wrong_in_words(wrong: Wrong, names: Names) -> str:
    """Say one thing that is wrong, and with what."""
    return _SAY[wrong.kind](wrong, names)


def _lower_above_upper(wrong: Wrong, names: Names) -> str:
    # The id is of a question or of a supervisor; whichever is known by name is named so.
    called = names.supervisors.get(wrong.id) or names.question(wrong.id)
    text = _("%(one)s wants at least %(number)d teams, which is more than it has room for.")
    return text % {"one": called, "number": wrong.number}


def _team(text: Callable[[], str]) -> Callable[[Wrong, Names], str]:
    """Make a sentence about a team, and the question or other thing that it names."""
    return lambda wrong, names: (
        text()
        % {
            "team": names.team(wrong.id),
            "question": names.question(wrong.other),
            "course": names.course(wrong.other),
        }
    )


def _question(text: Callable[[], str]) -> Callable[[Wrong, Names], str]:
    return lambda wrong, names: (
        text()
        % {
            "question": names.question(wrong.id),
            "supervisor": names.supervisor(wrong.other),
        }
    )


def _supervisor(text: Callable[[], str]) -> Callable[[Wrong, Names], str]:
    return lambda wrong, names: (
        text()
        % {
            "supervisor": names.supervisor(wrong.id),
            "team": names.team(wrong.other),
        }
    )


_SAY: dict[WrongKind, Callable[[Wrong, Names], str]] = {
    WrongKind.NO_ID: lambda wrong, _names: _LISTS[wrong.id](),
    WrongKind.TEAM_TWICE: _team(lambda: _("%(team)s takes part twice.")),
    WrongKind.QUESTION_TWICE: _question(lambda: _("%(question)s takes part twice.")),
    WrongKind.SUPERVISOR_TWICE: _supervisor(lambda: _("%(supervisor)s takes part twice as a supervisor.")),
    WrongKind.COURSE_TWICE: lambda wrong, names: (
        _("%(course)s takes part twice.") % {"course": names.course(wrong.id)}
    ),
    WrongKind.CAP_TWICE: lambda wrong, names: (
        _("%(one)s has two limits; there can be one.")
        % {"one": names.district(wrong.id) if wrong.other == "district" else names.asker(wrong.id)}
    ),
    WrongKind.WISH_UNKNOWN: _team(
        lambda: _("%(team)s wishes for a question that does not take part: %(question)s.")
    ),
    WrongKind.WISH_TWICE: _team(lambda: _("%(team)s wishes for %(question)s twice.")),
    WrongKind.COURSE_UNKNOWN: _team(
        lambda: _("%(team)s belongs to a course edition that does not take part: %(course)s.")
    ),
    WrongKind.FIXED_UNKNOWN: _team(
        lambda: _("%(team)s was placed by hand with a question that does not take part: %(question)s.")
    ),
    WrongKind.SUPERVISOR_UNKNOWN: _question(
        lambda: _("%(question)s has a supervisor who does not take part: %(supervisor)s.")
    ),
    WrongKind.PRIORITY_UNKNOWN: _supervisor(
        lambda: _("The priority of %(supervisor)s names a team that does not take part: %(team)s.")
    ),
    WrongKind.PRIORITY_TWICE: _supervisor(lambda: _("The priority of %(supervisor)s names %(team)s twice.")),
    WrongKind.EXCLUDED_UNKNOWN: _team(
        lambda: _("The coordinator keeps %(team)s from %(question)s, but one of the two does not take part.")
    ),
    WrongKind.NO_SEATS: _question(
        lambda: _("%(question)s has no seat: give it one, or take it out of the round.")
    ),
    WrongKind.LOWER_ABOVE_UPPER: _lower_above_upper,
    WrongKind.NEGATIVE: lambda wrong, _names: (
        _("“%(field)s” of %(one)s is %(number)d; it must be 0 or more.")
        % {"field": wrong.other, "one": wrong.id, "number": wrong.number}
    ),
}
