# SPDX-License-Identifier: EUPL-1.2
"""Take over a themed year and its days from a file; what somebody asked for or adopted here is left alone."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from kennisstad.audit.actions import record
from kennisstad.lib.files import Problem, Report, UnusableFile, shown
from kennisstad.neighbourhoods.models import Area
from kennisstad.web.unfit import why_unfit
from kennisstad.years.models import Day, DayStatus, DayText, Year, YearText
from kennisstad.years.year_file import FoundDay, FoundYear, Words


class _LeftOut(Exception):
    """This day is left out; the message says why."""


@transaction.atomic
def import_year(found: FoundYear, *, by_id: int | None, at: datetime) -> Report:
    """Bring a year and its days in line with a file; days that it does not name stay. Twice changes nothing.

    Raises:
        UnusableFile: the year itself is not fit, or is not there and the file holds days alone.
    """
    report = Report(problems=[*found.problems])
    year = _year(found, report, by_id, at)
    for one in found.days:
        try:
            with transaction.atomic():
                _take(year, one, report, by_id, at)
        except _LeftOut as reason:
            report.problems.append(Problem(f"day {one.on}", str(reason)))
    return report


def _year(found: FoundYear, report: Report, by_id: int | None, at: datetime) -> Year:
    known = Year.objects.select_for_update().filter(slug=found.slug).first()
    if found.starts_on is None or found.ends_on is None:
        if known is None:
            raise UnusableFile(f"There is no themed year {shown(found.slug)}.")
        return known
    year = known or Year(slug=found.slug)
    differs = (year.starts_on, year.ends_on) != (found.starts_on, found.ends_on)
    year.starts_on, year.ends_on = found.starts_on, found.ends_on
    try:
        _ask(year)
        if differs or known is None:
            year.save()
        changed = _say(year, YearText, "year", found.words) or differs
    except _LeftOut as reason:
        raise UnusableFile(f"The year {shown(found.slug)}: {reason}") from reason
    _report(year, found.slug, report, is_new=known is None, changed=changed, by_id=by_id, at=at)
    return year


def _take(year: Year, found: FoundDay, report: Report, by_id: int | None, at: datetime) -> None:
    known = Day.objects.select_for_update().filter(year=year, on=found.on).first()
    day, area = known or Day(year=year, on=found.on), _area(found.area)
    before = (day.area_id, day.status, day.owner)
    day.area = area
    if found.owner and found.owner != day.owner:
        if day.status == DayStatus.ASKED or (known and known.adoptions.standing().exists()):
            raise _LeftOut("somebody asked for it here, so its owner is left as it is.")
        day.status, day.owner = DayStatus.ADOPTED, found.owner
    _ask(day)
    differs = before != (day.area_id, day.status, day.owner)
    if differs or known is None:
        day.save()
    changed = _say(day, DayText, "day", found.words) or differs
    _report(day, str(found.on), report, is_new=known is None, changed=changed, by_id=by_id, at=at)


def _area(code: str) -> Area | None:
    if not code:
        return None
    if (area := Area.objects.filter(code=code).first()) is None:
        raise _LeftOut(f"there is no district or neighbourhood {shown(code)}.")
    return area


def _say(kept: Any, model: Any, tie: str, words: Words) -> bool:
    changed = False
    for language, said in words.items():
        text = model.objects.filter(**{tie: kept, "language": language}).first()
        text = text or model(**{tie: kept, "language": language})
        if text.pk is None or any(getattr(text, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(text, name, value)
            _ask(text, tie)
            text.save()
            changed = True
    return changed


def _ask(one: models.Model, *but: str) -> None:
    """Ask the model whether its fields are fit.

    Raises:
        _LeftOut: they are not.
    """
    if reason := why_unfit(one, but=but):
        raise _LeftOut(shown(reason, 300))


def _report(
    kept: Any, key: str, report: Report, *, is_new: bool, changed: bool, by_id: int | None, at: datetime
) -> None:
    if is_new or changed:
        record(f"{kept._meta.model_name}.{'made' if is_new else 'changed'}", subject=kept, by_id=by_id, at=at)
    (report.new if is_new else report.changed if changed else report.same).append(key)
