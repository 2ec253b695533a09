# SPDX-License-Identifier: EUPL-1.2
"""Faults and changes in sentences to the coordinator."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.rounds.allocation.chains import Chain
from kennisstad.rounds.allocation.changes import Effect
from kennisstad.rounds.allocation.compare import Change
from kennisstad.rounds.allocation.faults import Fault, FaultKind
from kennisstad.rounds.allocation.instance import Instance
from kennisstad.rounds.unproven import Weight
from kennisstad.rounds.wording.names import Names, its_wish, listed
from kennisstad.rounds.wording.rules import rule_in_words


def fault_in_words(fault: Fault, instance: Instance, names: Names) -> str:
    """Say one fault so that a coordinator can check it by hand."""
    return _SAY[fault.kind](fault, instance, names)


def weight_in_words(weight: Weight) -> str:
    """Say whether the plan may be published with a fault of this weight."""
    return {
        Weight.FORBIDDEN: _("not allowed under this policy"),
        Weight.OF_THE_GAP: _("this is the gap that was not proven; the plan may be published with it"),
        Weight.PRICE: _("a known price of this policy"),
    }[weight]


def change_in_words(change: Change, names: Names) -> str:
    """Say where a team goes from and to."""
    said = {
        "team": names.team(change.team),
        "before": names.question(change.before),
        "after": names.question(change.after),
        "rank_before": its_wish(change.rank_before),
        "rank_after": its_wish(change.rank_after),
    }
    if not change.before:
        return _("%(team)s gets a place: %(after)s, %(rank_after)s.") % said
    if not change.after:
        return _("%(team)s loses its place at %(before)s, %(rank_before)s.") % said
    return _("%(team)s goes from %(before)s, %(rank_before)s, to %(after)s, %(rank_after)s.") % said


def effect_in_words(effect: Effect, names: Names) -> str:
    """Say what one more seat would have changed."""
    said = {
        "question": names.question(effect.question),
        "gain": len(effect.comparison.gain),
        "lose": len(effect.comparison.lose),
        "size": effect.comparison.size,
    }
    if not effect.comparison.gain:
        return _("One more seat at %(question)s would have helped nobody.") % said
    helped = ngettext(
        "One more seat at %(question)s would have helped %(gain)d team.",
        "One more seat at %(question)s would have helped %(gain)d teams.",
        len(effect.comparison.gain),
    )
    lost = ngettext(
        "%(lose)d team would have had a place that it likes less.",
        "%(lose)d teams would have had a place that they like less.",
        len(effect.comparison.lose),
    )
    larger = ngettext(
        "%(size)d team more would have had a place.",
        "%(size)d teams more would have had a place.",
        effect.comparison.size,
    )
    parts = [
        helped,
        *([lost] if effect.comparison.lose else []),
        *([larger] if effect.comparison.size > 0 else []),
    ]
    return " ".join(part % said for part in parts)


def _moves(moves: Chain, names: Names) -> str:
    said = [(names.team(team), names.question(question) if question else "") for team, question in moves]
    return listed(
        [
            _("%(team)s to %(question)s") % {"team": team, "question": question}
            if question
            else _("%(team)s loses its place") % {"team": team}
            for team, question in said
        ]
    )


def _unknown(fault: Fault, _instance: Instance, names: Names) -> str:
    said = {"team": names.team(fault.team), "question": names.question(fault.question)}
    if not fault.question:
        return _("The plan names a team that does not take part: %(team)s.") % said
    return _("The plan puts %(team)s on a question that does not take part: %(question)s.") % said


def _broken(fault: Fault, instance: Instance, names: Names) -> str:
    rule = rule_in_words(fault.rule, instance, names) if fault.rule else ""
    return _("The plan does not keep this rule: %(rule)s") % {"rule": rule}


def _move_up(fault: Fault, _instance: Instance, names: Names) -> str:
    return _("%(team)s could have %(question)s, which it likes better, and nobody else would move.") % {
        "team": names.team(fault.team),
        "question": names.question(fault.question),
    }


def _pair(fault: Fault, _instance: Instance, names: Names) -> str:
    said = {
        "team": names.team(fault.team),
        "question": names.question(fault.question),
        "other": listed([names.team(other) for other in fault.others]),
    }
    if not fault.others:
        return _("%(team)s and %(question)s would both rather have each other: there is room.") % said
    text = _("%(team)s and %(question)s would both rather have each other: %(other)s stands behind.")
    return text % said


def _larger(fault: Fault, _instance: Instance, names: Names) -> str:
    return _("One team more can have a place: %(moves)s.") % {"moves": _moves(fault.moves, names)}


def _better(fault: Fault, _instance: Instance, names: Names) -> str:
    return _("As many teams can have better places: %(moves)s.") % {"moves": _moves(fault.moves, names)}


_SAY: dict[FaultKind, Callable[[Fault, Instance, Names], str]] = {
    FaultKind.UNKNOWN: _unknown,
    FaultKind.BROKEN_LIMIT: _broken,
    FaultKind.COULD_MOVE_UP: _move_up,
    FaultKind.BLOCKING_PAIR: _pair,
    FaultKind.LARGER_PLAN: _larger,
    FaultKind.BETTER_PLAN: _better,
}
