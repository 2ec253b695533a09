# SPDX-License-Identifier: EUPL-1.2
"""Will it fit? The same answer as an asker reads on the ask page."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kennisstad.citylab import will_fit
from kennisstad.citylab.fit import Bar, Fit, Size, Way, Wishes
from kennisstad.citylab.fit_reader import in_language
from kennisstad.citylab.fit_wording import AllTold, Line, lines, told
from kennisstad.citylab.models import Question
from kennisstad.education.calendar.window import Form
from kennisstad.education.models import Level
from kennisstad.languages.models import Language
from kennisstad.neighbourhoods.models import Area

NO_DAY = "“{}” is no day. Write it as year-month-day, for example 2027-04-15."
NO_HOURS = "The hours are a whole number, 0 or more."
NO_QUESTION = "There is no question {}."
NO_DISTRICT = "There is no district “{}”. Give its code, such as WK054608, or its name."
GONE_BY = "The day {} has gone by. Choose a day after today, or leave it out."
LONGEST_NUMBER = 10


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
        parser.add_argument("--language", choices=Language.values, help="of the asker, and of the answer")
        parser.add_argument("--district", action="append", help="code or name; may be given again")
        parser.add_argument("--question", metavar="NUMBER", help="take the wishes of this question first")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        wishes = _wishes(options, today)
        fits = will_fit.fits(wishes, today=today)
        with override(options["language"] or next(iter(wishes.languages), Language.NL)):
            names = will_fit.district_names(wishes)
            if options["json"]:
                whole = [_row(one, lines([one], today=today, districts=names)) for one in fits]
                self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2))
            else:
                self._tell(told(fits, today=today, districts=names))

    def _tell(self, all_told: AllTold) -> None:
        for one in all_told.institutions:
            self.stdout.write(f"{one.institution}: {' '.join(one.sentences)}")
            if one.facts:
                self.stdout.write(f"    {'; '.join(one.facts)}")
        for name in all_told.without:
            self.stdout.write(f"{name}: {_('No course takes questions.')}")


def _wishes(options: dict[str, Any], today: date) -> Wishes:
    """Take the question's wishes, if one is named, and put what was said beside it over them."""
    given = {
        "needed_by": _day(options["needed_by"], today),
        "asker_hours": None if options["hours"] is None else _number(options["hours"], NO_HOURS),
        "size": Size(options["size"]) if options["size"] else None,
        "forms": [Form(one) for one in options["form"] or []],
        "levels": options["level"],
        "languages": [options["language"]] if options["language"] else None,
        "districts": [_code(one) for one in options["district"] or []],
    }
    number = options["question"]
    wishes = Wishes() if number is None else will_fit.wishes_of(_question(number))
    return replace(wishes, **{name: value for name, value in given.items() if value not in (None, [])})


def _question(typed: str) -> Question:
    refusal = NO_QUESTION.format(typed)
    question = Question.objects.filter(pk=_number(typed, refusal)).first()
    if question is None:
        raise CommandError(refusal)
    return question


def _day(typed: str | None, today: date) -> date | None:
    if typed is None:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise CommandError(NO_DAY.format(typed)) from None
    if day <= today:
        raise CommandError(GONE_BY.format(typed))
    return day


def _number(typed: str, refusal: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < LONGEST_NUMBER):
        raise CommandError(refusal)
    return int(typed)


def _code(typed: str) -> str:
    for area in Area.objects.districts():
        if typed.casefold() in (area.code.casefold(), area.name.casefold()):
            return area.code
    raise CommandError(NO_DISTRICT.format(typed))


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
