# SPDX-License-Identifier: EUPL-1.2
"""Rules in sentences: each says what holds, so that some of them together say why they clash."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.rounds.allocation.instance import CapKind, Instance
from kennisstad.rounds.allocation.solution import LimitKind, Rule
from kennisstad.rounds.wording.names import Names, listed


def rule_in_words(rule: Rule, instance: Instance, names: Names) -> str:
    """Say one rule, for example “Question 3 takes at most 2 teams.”"""
    return _SAY[rule.kind](rule, instance, names)


def clash_in_words(clash: Sequence[Rule], instance: Instance, names: Names) -> list[str]:
    """Say which rules cannot be kept together; teams placed by hand with one question share a sentence."""
    by_hand: dict[str, list[str]] = defaultdict(list)
    for rule in clash:
        if rule.kind == LimitKind.FIXED:
            by_hand[_fixed(rule, instance)].append(names.team(rule.id))
    others = [rule_in_words(rule, instance, names) for rule in clash if rule.kind != LimitKind.FIXED]
    return [*others, *(_placed_by_hand(question, teams, names) for question, teams in by_hand.items())]


def _placed_by_hand(question: str, teams: Sequence[str], names: Names) -> str:
    said = {"number": len(teams), "teams": listed(teams), "question": names.question(question)}
    return (
        ngettext(
            "%(teams)s was placed with %(question)s by hand.",
            "%(number)d teams were placed with %(question)s by hand: %(teams)s.",
            len(teams),
        )
        % said
    )


def _fixed(rule: Rule, instance: Instance) -> str:
    return next((team.fixed for team in instance.teams if team.id == rule.id and team.fixed), rule.other)


def _lower_of_question(rule: Rule, instance: Instance, names: Names) -> str:
    lower = next((question.lower for question in instance.questions if question.id == rule.id), 0)
    said = {"number": lower, "question": names.question(rule.id)}
    if instance.closures:
        return (
            ngettext(
                "%(question)s runs with at least %(number)d team, or not at all.",
                "%(question)s runs with at least %(number)d teams, or not at all.",
                lower,
            )
            % said
        )
    return (
        ngettext(
            "%(question)s needs at least %(number)d team.",
            "%(question)s needs at least %(number)d teams.",
            lower,
        )
        % said
    )


def _upper_of_question(rule: Rule, instance: Instance, names: Names) -> str:
    upper = next((question.upper for question in instance.questions if question.id == rule.id), 0)
    return ngettext("%(question)s has %(number)d seat.", "%(question)s has %(number)d seats.", upper) % {
        "number": upper,
        "question": names.question(rule.id),
    }


def _lower_of_supervisor(rule: Rule, instance: Instance, names: Names) -> str:
    lower = next((one.lower for one in instance.supervisors if one.id == rule.id), 0)
    return ngettext(
        "%(supervisor)s must have at least %(number)d team.",
        "%(supervisor)s must have at least %(number)d teams.",
        lower,
    ) % {"number": lower, "supervisor": names.supervisor(rule.id)}


def _upper_of_supervisor(rule: Rule, instance: Instance, names: Names) -> str:
    upper = next((one.upper or 0 for one in instance.supervisors if one.id == rule.id), 0)
    return ngettext(
        "%(supervisor)s has room for %(number)d team.", "%(supervisor)s has room for %(number)d teams.", upper
    ) % {"number": upper, "supervisor": names.supervisor(rule.id)}


def _course(rule: Rule, instance: Instance, names: Names) -> str:
    upper = next((one.upper or 0 for one in instance.courses if one.id == rule.id), 0)
    return ngettext(
        "%(course)s has places for %(number)d team.", "%(course)s has places for %(number)d teams.", upper
    ) % {"number": upper, "course": names.course(rule.id)}


def _cap(kind: CapKind, rule: Rule, instance: Instance) -> int:
    return next((cap.upper for cap in instance.caps if (cap.kind, cap.id) == (kind, rule.id)), 0)


def _asker(rule: Rule, instance: Instance, names: Names) -> str:
    upper = _cap(CapKind.ASKER, rule, instance)
    return ngettext(
        "%(asker)s can receive %(number)d team at a time.",
        "%(asker)s can receive %(number)d teams at a time.",
        upper,
    ) % {"number": upper, "asker": names.asker(rule.id)}


def _district(rule: Rule, instance: Instance, names: Names) -> str:
    upper = _cap(CapKind.DISTRICT, rule, instance)
    if not upper:
        return _("%(district)s can bear no more contacts with residents this term.") % {
            "district": names.district(rule.id)
        }
    return ngettext(
        "%(district)s can bear %(number)d contact with residents this term.",
        "%(district)s can bear %(number)d contacts with residents this term.",
        upper,
    ) % {"number": upper, "district": names.district(rule.id)}


def _excluded(rule: Rule, instance: Instance, names: Names) -> str:
    pair = (rule.id, rule.other)
    reasons = [one.reason for one in instance.exclusions if (one.team, one.question) == pair and one.reason]
    said = {**_pair(rule, names), "reason": "".join(reasons[:1])}
    if not reasons:
        return _("The coordinator keeps %(team)s from %(question)s.") % said
    return _("The coordinator keeps %(team)s from %(question)s, because: %(reason)s") % said


def _pair(rule: Rule, names: Names) -> dict[str, Any]:
    return {"team": names.team(rule.id), "question": names.question(rule.other)}


_SAY: dict[LimitKind, Callable[[Rule, Instance, Names], str]] = {
    LimitKind.ACCEPTABLE: lambda rule, _instance, names: (
        _("%(team)s did not wish for %(question)s.") % _pair(rule, names)
    ),
    LimitKind.QUESTION_LOWER: _lower_of_question,
    LimitKind.QUESTION_UPPER: _upper_of_question,
    LimitKind.SUPERVISOR_LOWER: _lower_of_supervisor,
    LimitKind.SUPERVISOR_UPPER: _upper_of_supervisor,
    LimitKind.COURSE: _course,
    LimitKind.LEVEL: lambda rule, _instance, names: (
        _("%(question)s is not for teams of the level of %(team)s.") % _pair(rule, names)
    ),
    LimitKind.LANGUAGE: lambda rule, _instance, names: (
        _("%(question)s is not in a language in which %(team)s works.") % _pair(rule, names)
    ),
    LimitKind.WINDOW: lambda rule, _instance, names: (
        _("The course of %(team)s ends after the day on which the answer to %(question)s is needed.")
        % _pair(rule, names)
    ),
    LimitKind.STABLE: lambda _rule, _instance, _names: _(
        "No team and question would both rather have each other."
    ),
    LimitKind.ASKER: _asker,
    LimitKind.DISTRICT: _district,
    LimitKind.EXCLUDED: _excluded,
    LimitKind.FIXED: lambda rule, instance, names: _placed_by_hand(
        _fixed(rule, instance), [names.team(rule.id)], names
    ),
}
