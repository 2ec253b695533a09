# SPDX-License-Identifier: EUPL-1.2
"""How a broker means to cut a question into legs, before any is made. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import yaml

from kennisstad.education.calendar.window import Form
from kennisstad.lib.cleaning import cleaned, one_line

FEWEST, MOST = 2, 6
LANGUAGES = ("nl", "en")
LONGEST = {"title": 140, "body": 5000, "discipline": 140, "hand_over": 2000}
"""What is said of a leg in each language, and how many characters of it."""


class Unreadable(ValueError):
    """The file does not say how to cut a question; the message says where and why."""


@dataclass(frozen=True, kw_only=True)
class LegPlan:
    order: int
    """When it is run, 1 first; legs with the same order run side by side."""
    form: Form = Form.COURSE
    level: str = ""
    words: Mapping[str, Mapping[str, str]]
    """Per language `title`, `body`, `discipline` and `hand_over`, as far as they are said."""


class Wrong(StrEnum):
    """What is wrong with a plan; sentences for it stand with the action that refuses."""

    NUMBER = "number"
    ORDER = "order"
    TITLE = "title"
    HAND_OVER = "hand-over"


def wrong_with(plans: list[LegPlan]) -> tuple[Wrong, int] | None:
    """Give the first thing that is wrong, and the leg it is about: 1 for the first, 0 for all of them."""
    if not FEWEST <= len(plans) <= MOST:
        return Wrong.NUMBER, 0
    orders = {plan.order for plan in plans}
    if orders != set(range(1, len(orders) + 1)):
        return Wrong.ORDER, 0
    for place, plan in enumerate(plans, start=1):
        if not _says(plan, "title"):
            return Wrong.TITLE, place
        if plan.order < max(orders) and not _says(plan, "hand_over"):
            return Wrong.HAND_OVER, place
    return None


def _says(plan: LegPlan, what: str) -> bool:
    return any(said.get(what) for said in plan.words.values())


def read(text: str, *, levels: list[str]) -> list[LegPlan]:
    """Read plans from YAML: a list `legs`, each with `order`, `form`, `level` and words per language.

    Args:
        levels: the levels that courses can have.
    Raises:
        Unreadable: it is no such list.
    """
    try:
        told = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        # Days that do not exist and lists in lists in lists are no errors of YAML to this library.
        raise Unreadable(f"This is not YAML: {' '.join(str(fault).split())}") from fault
    legs = told.get("legs") if isinstance(told, dict) else None
    if not isinstance(legs, list) or not legs:
        raise Unreadable("Write a list named `legs`, with two to six legs.")
    return [_leg(leg, place, levels) for place, leg in enumerate(legs, start=1)]


def _leg(told: Any, place: int, levels: list[str]) -> LegPlan:
    if not isinstance(told, dict):
        raise Unreadable(f"Leg {place} says nothing. Write its order and its words in nl or en.")
    if unknown := sorted(map(str, told.keys() - {"order", "form", "level", *LANGUAGES})):
        raise Unreadable(f"Leg {place} says `{unknown[0]}`. A leg has order, form, level, nl and en.")
    order = told.get("order", place)
    if not isinstance(order, int) or isinstance(order, bool) or not 1 <= order <= MOST:
        raise Unreadable(f"The order of leg {place} is not a whole number from 1 to {MOST}.")
    form = _one_of(told.get("form", Form.COURSE), list(Form), f"The form of leg {place}")
    level = _one_of(told.get("level", ""), ["", *levels], f"The level of leg {place}")
    words = {language: _words(told[language], place, language) for language in LANGUAGES if language in told}
    return LegPlan(order=order, form=Form(form), level=level, words=words)


def _one_of(told: Any, known: list[Any], what: str) -> str:
    if told not in known:
        raise Unreadable(f"{what} is one of {', '.join(str(one) for one in known if one)}.")
    return str(told)


def _words(told: Any, place: int, language: str) -> dict[str, str]:
    if not isinstance(told, dict) or not all(isinstance(one, str) for one in told.values()):
        raise Unreadable(f"Leg {place} has no words in `{language}`: write {', '.join(LONGEST)}.")
    if unknown := sorted(map(str, told.keys() - LONGEST.keys())):
        raise Unreadable(f"Leg {place} says `{unknown[0]}` in `{language}`. It has {', '.join(LONGEST)}.")
    for name, words in told.items():
        if len(words) > LONGEST[name]:
            raise Unreadable(
                f"The {name} of leg {place} in `{language}` has {len(words)} characters; {LONGEST[name]} fit."
            )
    if not one_line(told.get("title", "")):
        raise Unreadable(f"Leg {place} has no title in `{language}`.")
    return {name: _fit(name, words) for name, words in told.items()}


def _fit(name: str, words: str) -> str:
    """Give words without what cannot be stored or shown; a title stays on one line."""
    return one_line(words) if name in ("title", "discipline") else cleaned(words)
