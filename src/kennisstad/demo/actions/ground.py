# SPDX-License-Identifier: EUPL-1.2
"""Lay the ground: city, districts, partners, agreements and courses, by the importers everyone uses."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from kennisstad.accounts.models import User
from kennisstad.agreement.actions.importing import take_over
from kennisstad.agreement.models import Agreement, Theme
from kennisstad.demo import files
from kennisstad.demo.files import ExpertEntry, PartnerEntry
from kennisstad.demo.models import ExampleRecord
from kennisstad.demo.school_years import moved
from kennisstad.education.actions import import_courses, take_questions
from kennisstad.education.models import AcademicSession, Course, Department, ImportRun, Offering
from kennisstad.education.oeapi.bundle import from_bundles
from kennisstad.lib.files import read_text
from kennisstad.neighbourhoods import city_file, outline_file, postcode_file
from kennisstad.neighbourhoods.actions import import_areas, import_city, import_postcodes
from kennisstad.neighbourhoods.models import Area, City, Outline, PostcodeArea
from kennisstad.partners.actions import import_partners
from kennisstad.partners.models import Expert, Partner
from kennisstad.partners.partner_file import PARTNER_FIELDS, FoundExpert, FoundPartner, PartnerFile, Words

note = ExampleRecord.objects.note


@dataclass(frozen=True)
class Ground:
    """What the road needs to find, by the names that the files use."""

    areas: Mapping[str, int]
    themes: Mapping[str, int]
    partners: Mapping[str, int]
    courses: Mapping[tuple[str, str], Course]
    users: Mapping[str, User]
    coordinators: Mapping[str, User]

    def answers_for(self, partner: str) -> User:
        """Give who works for this partner in the example: its coordinator, else the broker."""
        return self.coordinators.get(partner, self.users["makelaar"])


def lay_city(at: datetime) -> None:
    """Take over the city unless there is one, and the districts and postcodes that are not known yet."""
    found = city_file.read(read_text(files.DATA / "city.toml"))
    if not City.objects.exists():
        import_city(found, by_id=None, at=at)
        note(City.objects.all())
    for path in files.district_files():
        _lay_areas(outline_file.read(read_text(path), municipality=found.words["municipality_code"]), at)
    _lay_postcodes(postcode_file.read(read_text(files.DATA / "postcodes.csv")), at)


def _lay_areas(found: outline_file.OutlineFile, at: datetime) -> None:
    known = set(Area.objects.values_list("code", flat=True))
    drawn = set(Outline.objects.values_list("area__code", "year"))
    found.areas = [area for area in found.areas if (area.code, area.year) not in drawn]
    new = import_areas(found, by_id=None, at=at).new
    note(Area.objects.filter(code__in=set(new) - known))
    note(Outline.objects.filter(area__code__in=new, year__in={area.year for area in found.areas}))


def _lay_postcodes(found: postcode_file.PostcodeFile, at: datetime) -> None:
    known = set(PostcodeArea.objects.values_list("pc4", flat=True))
    found.postcodes = [postcode for postcode in found.postcodes if postcode.pc4 not in known]
    import_postcodes(found, by_id=None, at=at)
    note(PostcodeArea.objects.filter(pc4__in={postcode.pc4 for postcode in found.postcodes}))


def lay_partners(at: datetime) -> None:
    """Add the organisations that are not there yet, and the groups and desks that can be asked."""
    partners = set(Partner.objects.values_list("key", flat=True))
    experts = set(Expert.objects.values_list("key", flat=True))
    new = PartnerFile(
        [_found_partner(entry) for entry in files.partners() if entry.key not in partners],
        [_found_expert(entry) for entry in files.experts() if entry.key not in experts],
    )
    import_partners(new, by_id=None, at=at)
    note(Partner.objects.exclude(key__in=partners))
    note(Expert.objects.exclude(key__in=experts))


def _found_partner(entry: PartnerEntry) -> FoundPartner:
    fields = {name: getattr(entry, name) for name in PARTNER_FIELDS if name != "website"}
    return FoundPartner(fields, {language: {"about": entry.about[language]} for language in files.LANGUAGES})


def _found_expert(entry: ExpertEntry) -> FoundExpert:
    words: Words = {
        language: {
            "name": entry.texts[language].name,
            "about": entry.texts[language].about,
            "works": "\n".join(f"{work.year} {getattr(work, language)}" for work in entry.works),
        }
        for language in files.LANGUAGES
    }
    return FoundExpert({"key": entry.key, "kind": entry.kind}, entry.partner, words)


def lay_agreements(at: datetime) -> None:
    """Add the versions of the agreement that are not there yet.

    Raises:
        Stopped: this site has agreements of its own in their place.
    """
    known = set(Agreement.objects.values_list("key", flat=True))
    for told in files.agreements():
        if told.key not in known:
            take_over(told, by_id=None, at=at)
            note(Agreement.objects.filter(key=told.key))


def lay_courses(coordinators: Mapping[str, User], *, years: int, at: datetime) -> None:
    """Import each institution's courses, so many years moved, and let them take questions."""
    for key, path in files.course_files():
        partner = Partner.objects.get(key=key)
        bundle = moved(json.loads(path.read_text("utf-8")), years)
        source = from_bundles([bundle], name=f"the example's {path.name}")
        import_courses(partner, source, at=at, zone=timezone.get_default_timezone())
        run = ImportRun.objects.newest().filter(partner=partner)[0]
        note([run])
        for model in (Department, AcademicSession, Course, Offering):
            note(model._default_manager.filter(seen_in=run))
        for course in Course.objects.filter(seen_in=run).by_code():
            take_questions(course, yes=True, by=coordinators[key], at=at)


def found_ground(users: Mapping[str, User], coordinators: Mapping[str, User]) -> Ground:
    """Look up what was laid; the themes are those of the newest agreement, of which all the road is."""
    courses = Course.objects.filter(partner__key__in=files.INSTITUTIONS).select_related("partner")
    theirs: QuerySet[Theme] = Theme.objects.filter(agreement__key=files.agreements()[-1].key)
    return Ground(
        areas=dict(Area.objects.values_list("code", "pk")),
        themes=dict(theirs.values_list("key", "pk")),
        partners=dict(Partner.objects.values_list("key", "pk")),
        courses={(course.partner.key, course.code): course for course in courses},
        users=users,
        coordinators=coordinators,
    )
