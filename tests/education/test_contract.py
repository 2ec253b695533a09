# SPDX-License-Identifier: EUPL-1.2
"""Our example files keep to the standard's own schemas, and our importer reads them whole."""

import functools
import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from kennisstad.education.models import Course, Offering
from kennisstad.education.oeapi.bundle import from_path
from kennisstad.education.oeapi.ledger import Verdict
from kennisstad.education.oeapi.records import Kind
from kennisstad.education.oeapi.versions import SPELLING, Version
from tests.education.making import DATA, MONDAY, ZONE, import_courses, make_partner

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KENNISSTAD_SHARED_DATA", ROOT.parent / "shared/data"))
EXAMPLES = {file.stem: file for file in sorted((ROOT / "src/kennisstad/demo/data/courses").glob("*.json"))}
FILES = [*EXAMPLES.values(), *sorted(DATA.glob("*.json"))]
SPECIFICATIONS = {Version.V5: "ooapi-5.0.json", Version.V6: "oeapi-6.0.json"}
SCHEMAS = {
    Kind.ORGANISATIONS: {Version.V5: "Organization", Version.V6: "Organisation"},
    Kind.SESSIONS: {Version.V5: "AcademicSession", Version.V6: "AcademicSession"},
    Kind.COURSES: {Version.V5: "Course", Version.V6: "Course"},
    Kind.OFFERINGS: {Version.V5: "CourseOffering", Version.V6: "CourseOffering"},
}


@functools.cache
def specification(version: Version) -> dict[str, Any]:
    file = SHARED / "oeapi" / SPECIFICATIONS[version]
    if not SHARED.is_dir():
        pytest.skip(f"the standard's schemas are not here: {SHARED} is absent")
    return json.loads(file.read_text("utf-8"))


def validator(version: Version, kind: Kind) -> Draft202012Validator:
    resource = Resource(contents=specification(version), specification=DRAFT202012)
    registry = Registry().with_resource("urn:standard", resource)
    schema = {"$ref": f"urn:standard#/components/schemas/{SCHEMAS[kind][version]}"}
    return Draft202012Validator(schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(version: Version, kind: Kind, items: list[Any]) -> list[str]:
    check = validator(version, kind)
    return [
        f"{kind} {number}: {'/'.join(map(str, error.path))}: {error.message}"
        for number, item in enumerate(items)
        for error in check.iter_errors(item)
    ]


def test_there_are_example_files_of_both_versions():
    assert EXAMPLES.keys() == {"hogeschool-leiden", "lumc", "mborijnland", "universiteit-leiden"}
    assert {from_path(file).version for file in EXAMPLES.values()} == set(Version)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_item_keeps_to_the_standard(file):
    source = from_path(file)

    for kind in Kind:
        assert source.lists[kind], f"{file.name} has no {kind}"
        assert faults(source.version, kind, source.lists[kind]) == []


@pytest.mark.parametrize("version", Version)
def test_the_schemas_do_find_fault(version):
    """Without this, a reference that leads nowhere would make every file look good."""
    spelling = SPELLING[version]
    missing = {kind: faults(version, kind, [{}]) for kind in Kind}
    wrong = faults(version, Kind.COURSES, [{"courseId": 1, "name": [{"language": "NEDERLANDS!"}]}])

    assert [
        f"'{name}' is a required property" in " ".join(missing[kind])
        for kind, name in (
            (Kind.ORGANISATIONS, f"{spelling.organisation}Id"),
            (Kind.SESSIONS, "academicSessionId"),
            (Kind.COURSES, "courseId"),
            (Kind.OFFERINGS, f"{spelling.offering}Id"),
        )
    ] == [True] * 4
    assert any("is not of type 'string'" in fault for fault in wrong)
    assert any("does not match" in fault for fault in wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_importer_reads_every_row_and_a_second_time_changes_none(file):
    source, partner = from_path(file), make_partner()

    first = import_courses(partner, source, at=MONDAY, zone=ZONE)
    second = import_courses(partner, source, at=MONDAY, zone=ZONE)

    for kind in Kind:
        assert first.counts[kind] == {Verdict.NEW: len(source.lists[kind])}
        assert second.counts[kind] == {Verdict.UNCHANGED: len(source.lists[kind])}
    assert [line for line in first.lines if line.needs_attention] == []


@pytest.mark.django_db
def test_the_example_institutions_have_their_own_levels_and_windows():
    for key, file in EXAMPLES.items():
        import_courses(make_partner(key, key), from_path(file), at=MONDAY, zone=ZONE)

    levels = {
        key: set(Course.objects.filter(partner__key=key).values_list("level", flat=True)) for key in EXAMPLES
    }
    assert Course.objects.count() >= 120
    assert levels["mborijnland"] == {"mbo"}
    assert "bachelor" not in levels["hogeschool-leiden"]
    assert "hbo-bachelor" in levels["hogeschool-leiden"]
    assert "hbo-bachelor" not in levels["universiteit-leiden"] | levels["lumc"]
    assert "bachelor" in levels["universiteit-leiden"]
    assert Offering.objects.filter(questions_from__isnull=False, session__isnull=False).count() > 100
