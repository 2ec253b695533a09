# SPDX-License-Identifier: EUPL-1.2
"""Items of both versions, whole bundles of them, and records, for tests."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kennisstad.accounts.models import HeldRole, Role, User
from kennisstad.audit.models import Event
from kennisstad.education.actions import import_courses
from kennisstad.education.models import Course, Offering
from kennisstad.education.oeapi import records
from kennisstad.education.oeapi.bundle import from_bundles
from kennisstad.education.oeapi.report import Report
from kennisstad.partners.models import Kind, Partner

ZONE = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
DATA = Path(__file__).parent / "data"

Item = dict[str, Any]


def id_of(kind: str, number: int) -> str:
    """A UUID that says what it is of: o(rganisation), a(cademic session), c(ourse), f (offering)."""
    return f"{kind * 8}-0000-4000-8000-{number:012}"


def words(nl: str, en: str = "") -> list[Item]:
    found = [{"language": "nl-NL", "value": nl}]
    return found + ([{"language": "en-GB", "value": en}] if en else [])


def organisation(number: int = 1, **more: Any) -> Item:
    """A faculty in version 6."""
    code = {"codeType": "identifier", "code": f"FAC{number}"}
    said = {"organisationId": id_of("0", number), "organisationType": "faculty", "primaryCode": code}
    return {**said, "name": words(f"Faculteit {number}", f"Faculty {number}"), **more}


def session(number: int = 1, **more: Any) -> Item:
    """A block from 1 September to 31 October 2026 in version 6."""
    said = {
        "academicSessionId": id_of("a", number),
        "academicSessionType": "quarter",
        "primaryCode": {"codeType": "identifier", "code": f"2026-B{number}"},
        "name": words(f"Blok {number}", f"Block {number}"),
        "startDateTime": "2026-08-31T22:00:00Z",
        "endDateTime": "2026-10-31T12:00:00+01:00",
    }
    return {**said, **more}


def course(number: int = 1, **more: Any) -> Item:
    """A bachelor course in version 6."""
    said = {
        "courseId": id_of("c", number),
        "primaryCode": {"codeType": "identifier", "code": f"C-{number:03}"},
        "name": words(f"Vak {number}", f"Course {number}"),
        "description": words("Studenten vragen door.", "Students keep asking."),
        "teachingLanguages": ["nl-NL", "en-GB"],
        "level": "bachelor",
        "organisationId": id_of("0", 1),
    }
    return {**said, **more}


def offering(number: int = 1, of: int = 1, **more: Any) -> Item:
    """An offering in block 1 that takes questions in May and June 2026, in version 6."""
    said = {
        "courseOfferingId": id_of("f", number),
        "primaryCode": {"codeType": "offering_code", "code": f"F-{number}"},
        "name": words(f"Uitvoering {number}"),
        "courseId": id_of("c", of),
        "academicSessionId": id_of("a", 1),
        "startDateTime": "2026-09-07T09:00:00+02:00",
        "endDateTime": "2026-10-23T17:00:00+02:00",
        "consumer": window(),
    }
    return {**said, **more}


def window(**more: Any) -> Item:
    said = {"questionsFrom": "2026-05-01", "questionsUntil": "2026-06-30"}
    return {"consumerKey": "kennisstad", **said, "teams": 6, "teamSize": 4, "hoursPerTeam": 320, **more}


def bundle(**lists: list[Any]) -> Item:
    """A whole institution in version 6: one faculty, one block, three courses with an offering each."""
    said: Item = {
        "organisations": [organisation()],
        "academicSessions": [session()],
        "courses": [course(n) for n in (1, 2, 3)],
        "courseOfferings": [offering(n, of=n) for n in (1, 2, 3)],
    }
    return said | lists


def older(item: Item) -> Item:
    """The same item as version 5 writes it."""
    names = {
        "organisationId": "organizationId" if "organisationType" in item else "organization",
        "organisationType": "organizationType",
        "courseOfferingId": "offeringId",
        "startDateTime": "startDate",
        "endDateTime": "endDate",
    }
    said = {names.get(name, name): value for name, value in item.items()}
    if "courseOfferingId" in item:
        said |= {"course": said.pop("courseId"), "academicSession": said.pop("academicSessionId")}
        said |= {"consumers": [{"consumerKey": "other"}, said.pop("consumer")], "offeringType": "course"}
        said |= {"startDate": "2026-09-07", "endDate": "2026-10-23"}
    if "teachingLanguages" in item:
        said["teachingLanguage"] = {"nl": "nld", "en": "eng"}[said.pop("teachingLanguages")[0][:2]]
    if "academicSessionType" in item:
        said |= {"startDate": "2026-09-01", "endDate": "2026-10-31"}
    return said


def older_bundle() -> Item:
    """The same institution as version 5 writes it, each list a paged answer."""
    keys = {"organisations": "organizations", "courseOfferings": "offerings"}
    return {
        keys.get(key, key): {"pageNumber": 1, "hasNextPage": False, "items": [older(item) for item in items]}
        for key, items in bundle().items()
    }


def make_partner(key: str = "universiteit-leiden", name: str = "Universiteit Leiden") -> Partner:
    return Partner.objects.create(key=key, name=name, kind=Kind.KNOWLEDGE_INSTITUTION)


def make_course(*, partner: Partner | None = None, **more: Any) -> Course:
    """A course of the university, or of another partner."""
    number = Course.objects.count() + 1
    found = partner or Partner.objects.filter(key="universiteit-leiden").first() or make_partner()
    return Course.objects.create(
        **{"partner": found, "external_id": f"c{number}", "code": f"C{number}", **more}
    )


def make_offering(course: Course, **more: Any) -> Offering:
    said = {"external_id": f"f{Offering.objects.count() + 1}", "starts_on": date(2026, 9, 7)}
    return Offering.objects.create(course=course, **{**said, "ends_on": date(2026, 10, 23), **more})


def make_user(name: str, *roles: Role, partner: Partner | None = None, **more: Any) -> User:
    user = User.objects.create(username=name, **more)
    for role in roles:
        held_for = partner if role in (Role.COORDINATOR, Role.PARTNER_EDITOR) else None
        HeldRole.objects.create(user=user, role=role, partner=held_for)
    return user


def take(partner: Partner, said: Item, *, at: datetime = MONDAY, dry_run: bool = False) -> Report:
    """Import a bundle."""
    return import_courses(partner, from_bundles([said], name="test"), at=at, zone=ZONE, dry_run=dry_run)


def state() -> dict[str, Any]:
    """All that an import may change, as plain values."""
    courses = Course.objects.order_by("external_id").prefetch_related("texts", "department")
    offerings = Offering.objects.order_by("course__external_id", "external_id")
    fields = ("starts_on", "ends_on", "questions_from", "questions_until", "teams", "withdrawn_at")
    return {
        "courses": [
            (
                course.partner.key,
                course.external_id,
                course.code,
                course.level,
                course.languages,
                course.department and course.department.external_id,
                sorted((text.language, text.name, text.description) for text in course.texts.all()),
                course.withdrawn_at,
            )
            for course in courses
        ],
        "offerings": list(
            offerings.values_list("course__external_id", "external_id", "session__external_id", *fields)
        ),
    }


def counted(report: Report, kind: records.Kind = records.Kind.COURSES) -> dict[str, int]:
    """The counts of one list that are not zero."""
    return {str(verdict): n for verdict, n in report.counts[kind].items() if n}


def events() -> list[tuple[str, str]]:
    return [(event.kind, event.subject) for event in Event.objects.order_by("pk")]
