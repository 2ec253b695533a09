# SPDX-License-Identifier: EUPL-1.2
"""Will it fit? The same answer as an asker reads on the ask page."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kennisstad.citylab import will_fit
from kennisstad.citylab.fit import Bar, Fit, Size, Way, Wishes
from kennisstad.citylab.fit_reader import in_language
from kennisstad.citylab.fit_wording import AllTold, Line, lines, told
from kennisstad.citylab.models import Question
from kennisstad.education.calendar.window import Form
from kennisstad.education.models import Level
from kennisstad.languages.models import Language
from kennisstad.neighbourhoods.models import Area

NO_DAY = gettext_lazy("“%s” is no day. Write it as year-month-day, for example 2027-04-15.")
NO_HOURS = gettext_lazy("“%s” is no number of hours. Write a whole number, 0 or more.")
NO_QUESTION = gettext_lazy("There is no question %s. Look up its number at the desk.")
NO_DISTRICT = gettext_lazy("There is no district “%s”. Give its code, such as WK054608, or its name.")
GONE_BY = gettext_lazy("%s has gone by. Choose a day after today, or leave it out.")
LONGEST_NUMBER = 10
LONGEST_SHOWN = 60


class Command(BaseCommand):
    help = "Say for each institution whether a question fits, until when it can come in, or why not"
    example = "kennisstad fit --needed-by 2027-09-01 --hours 10 --size medium --level hbo-bachelor"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--needed-by", metavar="DAY", help="when the answer is needed, as 2027-04-15")
        parser.add_argument("--hours", metavar="N", help="hours the asker has")
        parser.add_argument("--size", choices=[*Size], help="how much work it is for students")
        parser.add_argument(
            "--form", choices=[*Form], action="append", help="what students may do; may be given again"
        )
        parser.add_argument("--level", choices=Level.values, action="append", help="may be given again")
        parser.add_argument(
            "--speaks",
            choices=Language.values,
            action="append",
            help="language of the asker; may be given again",
        )
        parser.add_argument("--district", action="append", help="code or name; may be given again")
        parser.add_argument("--question", metavar="NUMBER", help="take the wishes of this question first")
        parser.add_argument("--language", choices=Language.values, default="en", help="of the answer")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            self._answer(options, timezone.localdate())

    def _answer(self, options: dict[str, Any], today: date) -> None:
        wishes = _wishes(options, today)
        fits, names = will_fit.fits(wishes, today=today), will_fit.district_names(wishes)
        # What a command prints may be kept, and read in another year.
        how: dict[str, Any] = {"today": today, "districts": names, "years": True}
        if options["json"]:
            whole = [_row(one, lines([one], **how)) for one in fits]
            self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2))
        else:
            self._tell(told(fits, **how))

    def _tell(self, all_told: AllTold) -> None:
        for one in all_told.institutions:
            self.stdout.write(f"{one.institution}: {' '.join(one.sentences)}")
            if one.facts:
                self.stdout.write(f"    {'; '.join(one.facts)}")
        if all_told.without:
            names = ", ".join(all_told.without)
            self.stdout.write(_("No course takes questions now at: %(names)s.") % {"names": names})
        elif not all_told.institutions:
            self.stdout.write(_("No course takes questions now."))


def _wishes(options: dict[str, Any], today: date) -> Wishes:
    """Take the question's wishes, if one is named, and put what was said beside it over them."""
    given = {
        "needed_by": _day(options["needed_by"], today),
        "asker_hours": None if options["hours"] is None else _number(options["hours"], NO_HOURS),
        "size": Size(options["size"]) if options["size"] else None,
        "forms": [Form(one) for one in options["form"] or []],
        "levels": options["level"],
        "languages": options["speaks"],
        "districts": [_code(one) for one in options["district"] or []],
    }
    number = options["question"]
    wishes = Wishes() if number is None else will_fit.wishes_of(_question(number))
    return replace(wishes, **{name: value for name, value in given.items() if value not in (None, [])})


def _question(typed: str) -> Question:
    question = Question.objects.filter(pk=_number(typed, NO_QUESTION)).first()
    if question is None:
        raise _refused(NO_QUESTION, typed)
    return question


def _day(typed: str | None, today: date) -> date | None:
    if typed is None:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise _refused(NO_DAY, typed) from None
    if day <= today:
        raise _refused(GONE_BY, date_format(day, "j F Y"))
    return day


def _number(typed: str, refusal: Any) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < LONGEST_NUMBER):
        raise _refused(refusal, typed)
    return int(typed)


def _code(typed: str) -> str:
    for area in Area.objects.districts():
        if typed.casefold() in (area.code.casefold(), area.name.casefold()):
            return area.code
    raise _refused(NO_DISTRICT, typed)


def _refused(sentence: Any, typed: str) -> CommandError:
    return CommandError(sentence % typed[:LONGEST_SHOWN])


def _row(one: Fit, told_of_it: list[Line]) -> dict[str, Any]:
    return {
        "institution": in_language(one.institution),
        "outcome": one.outcome,
        "expected": one.expected,
        "why": [_bar(bar) for bar in one.bars],
        "sentences": [sentence for line in told_of_it for sentence in line.sentences],
        "way": _way(one.way),
        "split": _way(one.split),
        "next": _way(one.next),
    }


def _bar(bar: Bar) -> dict[str, Any]:
    shut = bar.shut and {
        "by": bar.shut.by,
        "first": _iso(bar.shut.first),
        "last": _iso(bar.shut.last),
        "reason": in_language(bar.shut.reason),
    }
    said = {"cause": bar.cause, "on": _iso(bar.on), "number": bar.number, "of": bar.of, "words": bar.words}
    return said | {"shut": shut}


def _way(way: Way | None) -> dict[str, Any] | None:
    if way is None:
        return None
    window = way.window
    return {
        "window": window.id,
        "course": in_language(window.course),
        "term": in_language(window.term),
        "starts": _iso(window.starts),
        "last_day": _iso(way.last_day),
        "working_days_left": way.days_left,
        "answer_on": _iso(way.answer_on),
        "parts": way.parts,
        "asker_hours": way.asker_hours,
        "expected": window.expected,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
