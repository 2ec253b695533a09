# SPDX-License-Identifier: EUPL-1.2
"""Take over the city's list of schools from a file."""

from datetime import datetime
from typing import Any

from django.db import transaction

from kennisstad.audit.actions import record
from kennisstad.lib.files import Problem, Report
from kennisstad.neighbourhoods.models import Area, City, PostcodeArea
from kennisstad.schools.models import School
from kennisstad.schools.school_file import FoundSchool, SchoolFile
from kennisstad.web.unfit import why_unfit


@transaction.atomic
def import_schools(found: SchoolFile, *, by_id: int | None, at: datetime) -> Report:
    """Take over the schools of this city; doing it twice changes nothing the second time.

    A list of the whole country may be given: schools with a postcode elsewhere are passed over. Schools
    that a list does not name stay.
    """
    report = Report(problems=[*found.problems])
    places, elsewhere = _Places(), 0
    for one in found.schools:
        if places.is_elsewhere(one):
            elsewhere += 1
        elif one.district and one.district not in places.areas:
            report.problems.append(Problem(f"line {one.line}", f"there is no district {one.district!r}."))
        elif reason := _take_over(one, places, report, by_id, at):
            report.problems.append(Problem(f"line {one.line}", reason))
    if elsewhere:
        report.notes.append(f"{elsewhere} in other places passed over.")
    return report


class _Places:
    """Where postcodes lie."""

    def __init__(self) -> None:
        self.areas = dict(Area.objects.districts().values_list("code", "pk"))
        self.city = City.objects.first()
        largest_last = PostcodeArea.objects.order_by("pc4", "share", "-pk").values_list("pc4", "area")
        self.by_postcode = dict(largest_last)

    def is_elsewhere(self, one: FoundSchool) -> bool:
        if not one.postcode or self.city is None:
            return False
        return not self.city.has_postcode(int(one.postcode[:4]))

    def of(self, one: FoundSchool) -> int | None:
        if one.district:
            return self.areas[one.district]
        return self.by_postcode.get(int(one.postcode[:4])) if one.postcode else None


def _take_over(one: FoundSchool, places: _Places, report: Report, by_id: int | None, at: datetime) -> str:
    """Make or change a school; give the reason when it is not fit to be kept."""
    told: dict[str, Any] = {
        "name": one.name,
        "sector": one.sector,
        "brin": one.brin,
        "postcode": one.postcode,
        "district_id": places.of(one),
        "pupils": one.pupils,
    }
    school = _known(one) or School()
    is_new = school.pk is None
    changed = [name for name, value in told.items() if is_new or getattr(school, name) != value]
    if not changed:
        report.same.append(one.name)
        return ""
    for name in changed:
        setattr(school, name, told[name])
    if reason := why_unfit(school):
        return reason
    school.save(update_fields=None if is_new else changed)
    (report.new if is_new else report.changed).append(one.name)
    record("school.made" if is_new else "school.changed", subject=school, by_id=by_id, at=at)
    return ""


def _known(one: FoundSchool) -> School | None:
    """Find the school that is meant: by its number, else by its name and postcode."""
    same = School.objects.filter(sector=one.sector)
    by_number = same.filter(brin=one.brin).first() if one.brin else None
    return by_number or same.filter(name=one.name, postcode=one.postcode).first()
