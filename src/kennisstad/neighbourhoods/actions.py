# SPDX-License-Identifier: EUPL-1.2
"""Take over what a file says about the city, its areas and its postcodes."""

from collections.abc import Container, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from kennisstad.audit.actions import record
from kennisstad.lib.files import Problem, Report
from kennisstad.neighbourhoods.city_file import FoundCity
from kennisstad.neighbourhoods.models import Area, City, CityText, Kind, Outline, PostcodeArea
from kennisstad.neighbourhoods.outline_file import FoundArea, OutlineFile
from kennisstad.neighbourhoods.postcode_file import FoundPostcode, PostcodeFile


@transaction.atomic
def import_areas(found: OutlineFile, *, by_id: int | None, at: datetime, attribution: str = "") -> Report:
    """Take over the districts and neighbourhoods of a file; outlines of other years stay as they are.

    Args:
        by_id: who does it; nothing for a command.
        attribution: the makers of the outlines; without it those that the file names.
    Doing it twice changes nothing the second time.
    """
    report = Report(problems=list(found.problems), notes=list(found.notes))
    known = {area.code: area for area in Area.objects.select_for_update()}
    slugs = {area.slug for area in known.values()}
    # Districts first, so that a neighbourhood finds the district of its own file.
    for said in sorted(found.areas, key=lambda area: (not area.is_district, area.code)):
        if not said.is_district and said.district_code not in known:
            reason = f"its district {said.district_code} is not known; import the districts first."
            report.problems.append(Problem(said.code, reason))
            continue
        if said.code not in known:
            known[said.code] = _new_area(said, known.get(said.district_code), slugs)
        _set_outline(known[said.code], said, attribution or found.attribution, report, by_id=by_id, at=at)
    report.notes += _left_as_they_were(found.areas, known)
    return report


@transaction.atomic
def import_postcodes(found: PostcodeFile, *, by_id: int | None, at: datetime) -> Report:
    """Take over in which districts postcodes lie; about a postcode that it names the file says everything.

    Doing it twice changes nothing the second time.
    """
    report = Report(problems=list(found.problems))
    districts = {area.code: area for area in Area.objects.districts().select_for_update()}
    doubted = set(found.doubted)
    for said in found.postcodes:
        if said.district_code in districts:
            _set_postcode(said, districts[said.district_code], report, by_id=by_id, at=at)
        else:
            report.problems.append(Problem(f"line {said.line}", "its district is not known."))
            doubted.add(said.pc4)
    _remove_others(found.postcodes, doubted, report, by_id=by_id, at=at)
    return report


@transaction.atomic
def import_city(found: FoundCity, *, by_id: int | None, at: datetime) -> Report:
    """Take over the city and its desk. Doing it twice changes nothing the second time."""
    known = City.objects.select_for_update().first()
    city = known or City()
    numbers = {"postcode_first": found.postcode_first, "postcode_last": found.postcode_last}
    changed = _set(city, **found.words, **numbers, **found.days)
    if changed:
        city.save()
    texts = {text.language: text for text in city.texts.all()}
    for language, hours in found.opening_hours.items():
        text = texts.get(language) or CityText(city=city, language=language)
        if _set(text, opening_hours=hours) or text.pk is None:
            text.save()
            changed = True
    if not changed:
        return Report(same=[city.name])
    record("city.described", subject=city, by_id=by_id, at=at, code=city.municipality_code)
    return Report(changed=[city.name]) if known else Report(new=[city.name])


def _set(instance: City | CityText | Outline | PostcodeArea, **values: object) -> bool:
    """Set fields; say whether any of them was different."""
    different = {name: value for name, value in values.items() if getattr(instance, name) != value}
    for name, value in different.items():
        setattr(instance, name, value)
    return bool(different)


def _new_area(said: FoundArea, district: Area | None, slugs: set[str]) -> Area:
    slug = _free_slug(said, district, slugs)
    slugs.add(slug)
    kind = Kind.DISTRICT if said.is_district else Kind.NEIGHBOURHOOD
    return Area.objects.create(kind=kind, code=said.code, name=said.name, slug=slug, parent=district)


def _free_slug(said: FoundArea, district: Area | None, slugs: Container[str]) -> str:
    """Give an address that can be said aloud; the code only where names are not enough."""
    # An apostrophe parts a word in Dutch: 's-Gravenhage, d'Oude Morsch.
    own = slugify(said.name.replace("'", " ").replace("’", " "))[:60]
    wishes = [own, f"{own}-{district.slug[:50]}"] if own and district else [own]
    return next((wish for wish in wishes if wish and wish not in slugs), said.code.lower())


def _set_outline(
    area: Area, said: FoundArea, attribution: str, report: Report, *, by_id: int | None, at: datetime
) -> None:
    known = area.outlines.filter(year=said.year).first()
    outline = known or Outline(area=area, year=said.year)
    if not _set(outline, name=said.name, geometry=said.geometry, attribution=attribution):
        report.same.append(area.code)
        return
    outline.save()
    (report.changed if known else report.new).append(area.code)
    _take_newest_name(area)
    record("area.outlined", subject=area, by_id=by_id, at=at, code=area.code, year=said.year)


def _take_newest_name(area: Area) -> None:
    newest = area.outlines.order_by("-year").values_list("name", flat=True)[0]
    if area.name != newest:
        area.name = newest
        area.save(update_fields=["name"])


def _left_as_they_were(found: list[FoundArea], known: Mapping[str, Area]) -> list[str]:
    """Name districts that a file of districts does not hold: the map goes on drawing them."""
    held = {area.code for area in found}
    if not any(area.is_district for area in found):
        return []
    left = sorted(code for code, area in known.items() if area.kind == Kind.DISTRICT and code not in held)
    return [f"Not in this file, left as it was: {', '.join(left)}."] if left else []


def _set_postcode(
    said: FoundPostcode, area: Area, report: Report, *, by_id: int | None, at: datetime
) -> None:
    known = PostcodeArea.objects.filter(pc4=said.pc4, area=area).first()
    link = known or PostcodeArea(pc4=said.pc4, area=area)
    name = f"{said.pc4} {area.code}"
    if not _set(link, share=said.share, source=said.source):
        report.same.append(name)
        return
    link.save()
    (report.changed if known else report.new).append(name)
    record("postcode.placed", subject=link, by_id=by_id, at=at, pc4=said.pc4, code=area.code)


def _remove_others(
    found: list[FoundPostcode], doubted: set[int], report: Report, *, by_id: int | None, at: datetime
) -> None:
    """Remove what a file no longer says about its postcodes, except where a row of it was unclear."""
    said = {(postcode.pc4, postcode.district_code) for postcode in found}
    sure = {pc4 for pc4, _ in said} - doubted
    for link in PostcodeArea.objects.filter(pc4__in=sure).select_related("area").order_by("pk"):
        if (link.pc4, link.area.code) not in said:
            report.removed.append(f"{link.pc4} {link.area.code}")
            record("postcode.removed", subject=link, by_id=by_id, at=at, pc4=link.pc4, code=link.area.code)
            link.delete()
