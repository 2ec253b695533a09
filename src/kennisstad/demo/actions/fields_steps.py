# SPDX-License-Identifier: EUPL-1.2
"""Lay out campuses, homes and spin-offs, a themed year that is over and one that is to come."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import uuid4

from kennisstad.campus.actions import MODELS, import_campus
from kennisstad.campus.campus_file import read as read_campus
from kennisstad.demo.days import Days
from kennisstad.demo.files import DATA
from kennisstad.demo.models import ExampleRecord
from kennisstad.demo.year_file import ComingYear, coming_year
from kennisstad.lib.files import read_text
from kennisstad.years import actions, year_file
from kennisstad.years.importing import import_year
from kennisstad.years.models import Day, Year
from kennisstad.years.year_file import FoundDay, FoundYear


def lay_fields(at: datetime, days: Days) -> None:
    """Add the campuses and years that are not there yet; what a city has under the same key stays."""
    _lay_campus(at)
    for found in (year_file.read(read_text(DATA / "year-2022.yaml")), _found(coming_year(), days)):
        if not Year.objects.filter(slug=found.slug).exists():
            import_year(found, by_id=None, at=at)
            ExampleRecord.objects.note(Year.objects.filter(slug=found.slug))


def ask_for_a_day(days: Days) -> None:
    """Let somebody ask for a day of the coming year, so that the desk has something to answer."""
    told = coming_year()
    on = _held(told, days)[told.asked.in_days]
    day = Day.objects.free_after(days.day(0)).filter(year__slug=told.slug, on=on).first()
    if day is not None:
        owner, plan = told.asked.owner, told.asked.plan
        actions.ask_for(day, key=uuid4(), owner=owner, plan=plan, email="", language="nl", at=days.at)


def _lay_campus(at: datetime) -> None:
    found = read_campus(read_text(DATA / "campus.yaml"))
    known = {kind: {*model._default_manager.values_list("key", flat=True)} for kind, model in MODELS.items()}
    found.rows[:] = [row for row in found.rows if row.key not in known[row.kind]]
    import_campus(found, by_id=None, at=at)
    for kind, model in MODELS.items():
        ExampleRecord.objects.note(model._default_manager.exclude(key__in=known[kind]))


def _held(told: ComingYear, days: Days) -> dict[int, date]:
    """Give on which day each of the file's is held: schools take part, so each on a school day of its own."""
    held: dict[int, int] = {}
    for entry in told.days:
        held[entry.in_days] = days.school_day(-entry.in_days, held.values())
    return {in_days: days.day(ago) for in_days, ago in held.items()}


def _found(told: ComingYear, days: Days) -> FoundYear:
    held = _held(told, days)
    return FoundYear(
        slug=told.slug,
        starts_on=days.day(0),
        ends_on=days.day(1 - told.lasts_days),
        words={language: asdict(words) for language, words in told.texts.items()},
        days=[
            FoundDay(
                on=held[entry.in_days],
                area=entry.area,
                owner=entry.owner,
                words={language: {"subject": words} for language, words in entry.subject.items()},
            )
            for entry in told.days
        ],
    )
