# SPDX-License-Identifier: EUPL-1.2
"""How the two versions of the standard spell the same things, and which of them an answer is in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kennisstad.education.oeapi.records import Kind


class Version(StrEnum):
    V5 = "5"
    V6 = "6"


@dataclass(frozen=True, slots=True)
class Spelling:
    """The names that differ between the versions."""

    organisation: str
    offering: str
    starts: str
    ends: str
    paths: Mapping[Kind, str]
    """Where a live source keeps each list; offerings lie under their course."""
    signs: frozenset[str]
    """Names of an item that this version has and the other has not."""


SPELLING = {
    Version.V5: Spelling(
        organisation="organization",
        offering="offering",
        starts="startDate",
        ends="endDate",
        paths={
            Kind.ORGANISATIONS: "organizations",
            Kind.SESSIONS: "academic-sessions",
            Kind.COURSES: "courses",
            Kind.OFFERINGS: "offerings",
        },
        signs=frozenset(
            {
                "organizationId",
                "organization",
                "offeringId",
                "offeringType",
                "startDate",
                "endDate",
                "teachingLanguage",
                "enrollStartDate",
                "consumers",
            }
        ),
    ),
    Version.V6: Spelling(
        organisation="organisation",
        offering="courseOffering",
        starts="startDateTime",
        ends="endDateTime",
        paths={
            Kind.ORGANISATIONS: "organisations",
            Kind.SESSIONS: "academic-sessions",
            Kind.COURSES: "courses",
            Kind.OFFERINGS: "course-offerings",
        },
        signs=frozenset(
            {
                "organisationId",
                "organisation",
                "courseOfferingId",
                "startDateTime",
                "endDateTime",
                "teachingLanguages",
                "enrolmentPeriods",
                "consumer",
            }
        ),
    ),
}

KEYS = {
    Kind.ORGANISATIONS: ("organisations", "organizations"),
    Kind.SESSIONS: ("academicSessions",),
    Kind.COURSES: ("courses",),
    Kind.OFFERINGS: ("courseOfferings", "offerings"),
}
"""Under which name a saved file may keep each list."""


def spoken_by(items: Iterable[object]) -> Version | None:
    """Give the version whose own names stand most often in these items; nothing when neither does."""
    votes = dict.fromkeys(Version, 0)
    for item in items:
        if isinstance(item, Mapping):
            for version in Version:
                votes[version] += len(SPELLING[version].signs & item.keys())
    if votes[Version.V5] == votes[Version.V6]:
        return None
    return max(votes, key=votes.__getitem__)
