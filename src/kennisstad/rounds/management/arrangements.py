# SPDX-License-Identifier: EUPL-1.2
"""The words, days and numbers of a round, as the commands that make and describe one take them."""

from argparse import BooleanOptionalAction
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from django.core.management.base import CommandParser

from kennisstad.fieldwork.management.finding import day_named
from kennisstad.rounds.actions.making import MOST_WISHES, Arrangements
from kennisstad.rounds.days import evening_of, morning_of
from kennisstad.rounds.management.said import number, words
from kennisstad.rounds.models import Round

TITLE_LENGTH, EXPLANATION_LENGTH = 140, 5000
LANGUAGES = {"nl": "", "en": "_en"}
"""How the options of each language end."""


def _morning(said: str) -> datetime:
    return morning_of(day_named(said))


def _evening(said: str) -> datetime:
    return evening_of(day_named(said))


DAYS: Mapping[str, tuple[str, Callable[[str], date], str]] = {
    "--opens": ("opens_at", _morning, "the first day on which teams can sign up, such as 2027-01-04"),
    "--closes": ("closes_at", _evening, "the last day on which they can"),
    "--answer-on": ("publish_on", day_named, "the day on which teams get an answer"),
    "--appeal-until": ("appeals_until", day_named, "the last day on which teams can appeal"),
    "--work-from": ("starts_on", day_named, "the first day of the work"),
    "--work-until": ("ends_on", day_named, "the last day of the work"),
}


def add_arrangements(parser: CommandParser, *, needed: bool) -> None:
    """Let somebody say what a round is called, when it happens and how teams wish."""
    for language, end in (("Dutch", ""), ("English", "-en")):
        parser.add_argument(f"--title{end}", type=words(TITLE_LENGTH), help=f"in {language}")
        parser.add_argument(
            f"--explanation{end}",
            type=words(EXPLANATION_LENGTH),
            help=f"what students should know before they choose, in {language}",
        )
    for option, (name, read, help_) in DAYS.items():
        parser.add_argument(option, dest=name, type=read, required=needed, metavar="DAY", help=help_)
    parser.add_argument("--least-wishes", type=number(1, MOST_WISHES), help="1 when a new round says nothing")
    parser.add_argument("--most-wishes", type=number(1, MOST_WISHES), help="10 when a new round says nothing")
    for option, help_ in (
        ("--ties", "a team may want two questions equally"),
        ("--closures", "a question with too few teams may stay without"),
    ):
        name = "ties_allowed" if option == "--ties" else "closures"
        parser.add_argument(option, dest=name, action=BooleanOptionalAction, help=help_)


def arrangements_in(options: Mapping[str, Any], round: Round | None = None) -> Arrangements:
    """Give what was said; for what was not, what a round says by now, or a new one as a rule."""
    names = [field.name for field in fields(Arrangements)]
    before = {name: getattr(round, name) for name in names} if round else {}
    return Arrangements(**before | {name: options[name] for name in names if options[name] is not None})


def words_in(options: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Give what was said per language; a language of which nothing was said is left out."""
    said = {
        language: {
            name: options[f"{name}{end}"]
            for name in ("title", "explanation")
            if options[f"{name}{end}"] is not None
        }
        for language, end in LANGUAGES.items()
    }
    return {language: own for language, own in said.items() if own}
