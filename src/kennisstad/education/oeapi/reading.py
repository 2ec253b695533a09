# SPDX-License-Identifier: EUPL-1.2
"""One item of a source becomes one record, or is unfit for a stated reason; in both versions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from kennisstad.education.calendar.window import Form, Need
from kennisstad.education.oeapi.records import (
    Course,
    Kind,
    Offering,
    Organisation,
    Record,
    Session,
    Unfit,
    Window,
)
from kennisstad.education.oeapi.values import (
    CODE_LENGTH,
    Item,
    Misfit,
    day,
    identifier,
    language_of,
    nested,
    number,
    one_of,
    reference,
    several,
    shown,
)
from kennisstad.education.oeapi.versions import SPELLING, Spelling, Version
from kennisstad.education.oeapi.wording import says_hogeschool, words_of
from kennisstad.lib.cleaning import one_line

CONSUMER = "kennisstad"
"""The key under which a source tells what the standard itself has no place for."""

_SESSION_KINDS = {
    "academic_year": "year",
    "semester": "semester",
    "trimester": "block",
    "quarter": "block",
    "period": "block",
}
_LEVELS = {
    "pre_vocational": "mbo",
    "secondary_vocational_education": "mbo",
    "associate_degree": "hbo-bachelor",
    "bachelor": "bachelor",
    "master": "master",
}
_NOT_GIVEN = ("cancelled", "concept", "inactive")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads items of one version; moments become days in this time zone.

    The standard has one bachelor; where the institution teaches `applied` sciences, it is hbo.
    """

    version: Version
    zone: tzinfo
    applied: bool = False

    def read(self, kind: Kind, item: object, *, course_id: str = "") -> Record | Unfit:
        """Read one item; `course_id` is the course under which an offering was found."""
        if not isinstance(item, Mapping):
            return Unfit("", f"{shown(item)} is not an object")
        try:
            return _READ[kind](item, self, course_id)
        except Misfit as misfit:
            return Unfit(_id_for_people(item, kind, self.spelling), str(misfit))

    def inside(self, kind: Kind, item: object) -> Iterator[tuple[Kind, Item]]:
        """Find the records of other kinds that stand whole inside an item."""
        if isinstance(item, Mapping):
            if kind is Kind.COURSES and (found := nested(item, self.spelling.organisation)):
                yield Kind.ORGANISATIONS, found
            if kind is Kind.OFFERINGS and (found := nested(item, "academicSession")):
                yield Kind.SESSIONS, found

    @property
    def spelling(self) -> Spelling:
        return SPELLING[self.version]


def id_name(kind: Kind, spelling: Spelling) -> str:
    """Say under which name an item of this kind keeps its own id."""
    names = {
        Kind.ORGANISATIONS: spelling.organisation,
        Kind.SESSIONS: "academicSession",
        Kind.COURSES: "course",
        Kind.OFFERINGS: spelling.offering,
    }
    return f"{names[kind]}Id"


def _id_for_people(item: Item, kind: Kind, spelling: Spelling) -> str:
    return one_line(item.get(id_name(kind, spelling)))[:100]


def _own_id(item: Item, kind: Kind, reader: Reader) -> str:
    name = id_name(kind, reader.spelling)
    return identifier(item.get(name), of=name)


def _organisation(item: Item, reader: Reader, _: str) -> Organisation:
    own_id = _own_id(item, Kind.ORGANISATIONS, reader)
    words, remarks = words_of(item)
    root = _word(item, f"{reader.spelling.organisation}Type") == "root"
    return Organisation(id=own_id, words=words, remarks=remarks, applied=root and says_hogeschool(item))


def _session(item: Item, reader: Reader, _: str) -> Session:
    own_id = _own_id(item, Kind.SESSIONS, reader)
    words, remarks = words_of(item)
    starts_on, ends_on = _stretch(item, reader)
    if starts_on is None or ends_on is None:
        raise Misfit(f"it has no {reader.spelling.starts if starts_on is None else reader.spelling.ends}")
    kind = _SESSION_KINDS.get(_word(item, "academicSessionType"), "other")
    return Session(id=own_id, words=words, remarks=remarks, kind=kind, starts_on=starts_on, ends_on=ends_on)


def _course(item: Item, reader: Reader, _: str) -> Course:
    own_id = _own_id(item, Kind.COURSES, reader)
    words, remarks = words_of(item, with_description=True)
    return Course(
        id=own_id,
        words=words,
        remarks=remarks,
        code=_code(item),
        level=_level(_word(item, "level"), reader),
        languages=_languages(item),
        organisation_id=reference(item, reader.spelling.organisation),
        ceases_on=day(item, "validTo", zone=reader.zone),
    )


def _offering(item: Item, reader: Reader, course_id: str) -> Offering:
    own_id = _own_id(item, Kind.OFFERINGS, reader)
    if _word(item, "offeringType") not in ("", "course"):
        raise Misfit(f"it is an offering of {shown(item['offeringType'])}, not of a course")
    starts_on, ends_on = _stretch(item, reader)
    enrolment_from, enrolment_until = _enrolment(item, reader)
    return Offering(
        id=own_id,
        words=(),
        remarks=(),
        course_id=_course_of(item, course_id),
        session_id=reference(item, "academicSession"),
        starts_on=starts_on,
        ends_on=ends_on,
        enrolment_from=enrolment_from,
        enrolment_until=enrolment_until,
        cancelled=_word(item, "state") in _NOT_GIVEN,
        window=_window(item, reader),
    )


_READ: Mapping[Kind, Callable[[Item, Reader, str], Record]] = {
    Kind.ORGANISATIONS: _organisation,
    Kind.SESSIONS: _session,
    Kind.COURSES: _course,
    Kind.OFFERINGS: _offering,
}


def _word(item: Item, name: str) -> str:
    """Give one value of an enumeration as version 6 writes it; version 5 has spaces and hyphens in them."""
    return one_line(item.get(name)).lower().replace(" ", "_").replace("-", "_")


def _level(word: str, reader: Reader) -> str:
    # The standard numbers the four levels of mbo; the city does not look that closely.
    level = _LEVELS.get(word.rstrip("1234").rstrip("_"), "other")
    return "hbo-bachelor" if level == "bachelor" and reader.applied else level


def _code(item: Item) -> str:
    code = one_line(nested(item, "primaryCode").get("code")) or one_line(item.get("abbreviation"))
    if len(code) > CODE_LENGTH:
        raise Misfit(f"its code {shown(code)} has {len(code)} characters; {CODE_LENGTH} is the most")
    return code


def _languages(item: Item) -> tuple[str, ...]:
    listed = item.get("teachingLanguages")
    tags = listed if isinstance(listed, list) else [item.get("teachingLanguage")]
    return tuple(dict.fromkeys(language for tag in tags if (language := language_of(tag))))


def _course_of(item: Item, found_under: str) -> str:
    named = reference(item, "course")
    if named and found_under and named != found_under:
        raise Misfit(f"it stands under course {found_under} and names course {named}")
    if not (named or found_under):
        raise Misfit("it names no course")
    return named or found_under


def _stretch(item: Item, reader: Reader) -> tuple[date | None, date | None]:
    spelling = reader.spelling
    return _span(item, spelling.starts, spelling.ends, reader)


def _span(item: Item, first: str, last: str, reader: Reader) -> tuple[date | None, date | None]:
    start, end = day(item, first, zone=reader.zone), day(item, last, zone=reader.zone)
    if start and end and end < start:
        raise Misfit(f"{last} {end} is before {first} {start}")
    return start, end


def _enrolment(item: Item, reader: Reader) -> tuple[date | None, date | None]:
    """Give the first and last day on which anyone may enrol; a period without an end leaves that open."""
    if reader.version is Version.V5:
        return _span(item, "enrollStartDate", "enrollEndDate", reader)
    listed = item.get("enrolmentPeriods")
    periods = [
        _span(period, "startDateTime", "endDateTime", reader)
        for period in (listed if isinstance(listed, list) else [])
        if isinstance(period, Mapping)
    ]
    starts, ends = [start for start, _ in periods if start], [end for _, end in periods]
    last = max((end for end in ends if end), default=None)
    return min(starts, default=None), None if None in ends else last


def _window(item: Item, reader: Reader) -> Window:
    ours = _ours(item)
    questions_from, questions_until = _span(ours, "questionsFrom", "questionsUntil", reader)
    choice_from, choice_until = _span(ours, "choiceFrom", "choiceUntil", reader)
    needs = several(ours, "needs", [*Need])
    return Window(
        questions_from=questions_from,
        questions_until=questions_until,
        teams=number(ours, "teams"),
        team_size=number(ours, "teamSize"),
        hours_per_team=number(ours, "hoursPerTeam"),
        choice_from=choice_from,
        choice_until=choice_until,
        presents_on=day(ours, "presentsOn", zone=reader.zone),
        form=one_of(ours, "form", [*Form]) or Form.COURSE.value,
        asker_hours=number(ours, "askerHours"),
        needs_data=Need.DATA in needs,
        needs_consent=Need.CONSENT in needs,
    )


def _ours(item: Item) -> Item:
    """Find what the source says to us: version 5 lists its consumers, version 6 has at most one."""
    for name in ("consumer", "consumers"):
        value = item.get(name)
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, Mapping) and entry.get("consumerKey") == CONSUMER:
                return entry
    return {}
