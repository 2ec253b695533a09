# SPDX-License-Identifier: EUPL-1.2
"""What the example's files say, file by file; days count from the day on which the example is loaded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import yaml

from kennisstad.agreement.exchange.plain import from_plain
from kennisstad.agreement.exchange.record import VersionRecord
from kennisstad.demo.shapes import read

DATA = Path(__file__).parent / "data"
INSTITUTIONS = ("universiteit-leiden", "hogeschool-leiden", "lumc", "mborijnland")
"""The partners of whose courses there is a file."""

Lang = Literal["nl", "en"]
Said = Mapping[Lang, str]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)


@dataclass(frozen=True)
class PartnerEntry:
    key: str
    name: str
    kind: str
    about: Said
    address: str = ""
    postcode: str = ""
    place: str = ""
    ror: str = ""
    website: str = ""


@dataclass(frozen=True)
class PartnersFile:
    partners: tuple[PartnerEntry, ...]


@dataclass(frozen=True)
class NamedWords:
    name: str
    about: str


@dataclass(frozen=True)
class Work:
    year: int
    nl: str
    en: str


@dataclass(frozen=True)
class ExpertEntry:
    key: str
    partner: str
    kind: str
    texts: Mapping[Lang, NamedWords]
    works: tuple[Work, ...] = ()


@dataclass(frozen=True)
class ExpertsFile:
    experts: tuple[ExpertEntry, ...]


@dataclass(frozen=True)
class Tie:
    """An example project that serves a commitment; its result is evidence of it, or not."""

    commitment: str
    project: str
    evidence: bool = False


@dataclass(frozen=True)
class FigureEntry:
    commitment: str
    value: str
    unit: str
    days_ago: int
    source: str
    nl: str
    en: str


@dataclass(frozen=True)
class AssessmentEntry:
    commitment: str
    verdict: Literal["on-track", "at-risk", "kept", "not-kept", "dropped"]
    days_ago: int
    nl: str
    en: str


@dataclass(frozen=True)
class ProgressFile:
    """What came of the example's commitments; days count back from the day of loading."""

    ties: tuple[Tie, ...]
    figures: tuple[FigureEntry, ...]
    assessments: tuple[AssessmentEntry, ...]


@dataclass(frozen=True)
class PersonEntry:
    """Someone who can sign in; `nl` and `en` say as what."""

    username: str
    name: str
    role: str
    nl: str
    en: str
    partner: str | None = None

    @property
    def email(self) -> str:
        """An address that nobody can have: example.org is kept free for examples."""
        return f"{self.username}@example.org"


@dataclass(frozen=True)
class AmbassadorEntry:
    alias: str
    country: str
    speaks: str
    connection: str
    subjects: str
    email: str
    language: Lang


@dataclass(frozen=True)
class AmbassadorsFile:
    ambassadors: tuple[AmbassadorEntry, ...]


@dataclass(frozen=True)
class PeopleFile:
    people: tuple[PersonEntry, ...]


@dataclass(frozen=True)
class ProposalEntry:
    question: str
    partner: str
    course: str
    note: str


@dataclass(frozen=True)
class ContactEntry:
    name: str
    email: str


@dataclass(frozen=True)
class PlacementsFile:
    """`projects` says by which course's code a project is done; `contacts` which askers left an address."""

    proposals: tuple[ProposalEntry, ...]
    projects: Mapping[str, str]
    contacts: Mapping[str, ContactEntry]


@cache
def partners() -> tuple[PartnerEntry, ...]:
    return read(DATA / "partners.yaml", PartnersFile).partners


@cache
def experts() -> tuple[ExpertEntry, ...]:
    return read(DATA / "experts.yaml", ExpertsFile).experts


@cache
def agreements() -> tuple[VersionRecord, ...]:
    """Give each version of the agreement, the first one first."""
    said = yaml.safe_load((DATA / "agreement.yaml").read_text("utf-8"))["agreements"]
    return tuple(from_plain(VersionRecord, one, f"agreement {n}") for n, one in enumerate(said, start=1))


@cache
def progress() -> ProgressFile:
    return read(DATA / "progress.yaml", ProgressFile)


@cache
def ambassadors() -> tuple[AmbassadorEntry, ...]:
    return read(DATA / "ambassadors.yaml", AmbassadorsFile).ambassadors


@cache
def people() -> tuple[PersonEntry, ...]:
    return read(DATA / "people.yaml", PeopleFile).people


@cache
def placements() -> PlacementsFile:
    return read(DATA / "placements.yaml", PlacementsFile)


def course_files() -> Iterator[tuple[str, Path]]:
    """Give each institution's key with the file of its courses."""
    for key in INSTITUTIONS:
        yield key, DATA / "courses" / f"{key}.json"


def district_files() -> tuple[Path, Path]:
    """Give the outlines of districts and of neighbourhoods, in the order in which they must be read."""
    folder = DATA / "districts"
    return folder / "leiden-wijken-2022.geojson", folder / "leiden-buurten-2022.geojson"
