# SPDX-License-Identifier: EUPL-1.2
import json
from datetime import date

import pytest

from kennisstad.education.oeapi import bundle as module
from kennisstad.education.oeapi.bundle import from_bundles, from_path
from kennisstad.education.oeapi.records import Kind
from kennisstad.education.oeapi.source import Wish, open_source, token_in
from kennisstad.education.oeapi.versions import Version
from kennisstad.lib.sources import Unreadable
from tests.education.making import bundle, course, offering, older_bundle, organisation, session
from tests.endpoint import Endpoint, served

TODAY = date(2026, 3, 2)


def paged(*items, more=False):
    return {"pageSize": 10, "pageNumber": 1, "hasNextPage": more, "items": list(items)}


def counts(source):
    return {str(kind): sum(len(page.items) for page in source.pages(kind)) for kind in Kind}


@pytest.mark.parametrize(
    "said",
    [
        bundle(),
        {key: paged(*items) for key, items in bundle().items()},
        {key: [paged(*items[:1], more=True), paged(*items[1:])] for key, items in bundle().items()},
    ],
)
def test_a_list_may_be_plain_or_a_paged_answer_or_several(said):
    source = from_bundles([said], name="x")

    assert counts(source) == {"organisations": 1, "academicSessions": 1, "courses": 3, "offerings": 3}
    assert source.version == Version.V6
    assert source.gaps == {}


def test_version_5_is_recognised_and_may_be_said():
    assert from_bundles([older_bundle()], name="x").version == Version.V5
    assert from_bundles([bundle()], name="x", version=Version.V5).version == Version.V5


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ({"organizations": [], "courses": []}, Version.V5),
        ({"offerings": []}, Version.V5),
        ({"organisations": [], "courses": []}, Version.V6),
        ({"courses": [course()]}, Version.V6),
        ({"offerings": [offering()]}, Version.V6),
        ({"academicSessions": [session(), None, "x"]}, Version.V6),
    ],
)
def test_the_version_shows_in_the_items_first_and_then_in_the_names_of_the_lists(said, version):
    assert from_bundles([said], name="x").version == version


def test_what_a_file_leaves_out_is_a_gap():
    source = from_bundles([{"courses": paged(course(), more=True), "organisations": []}], name="x")

    assert source.gaps == {
        Kind.COURSES: "The saved list of courses says that more pages follow.",
        Kind.SESSIONS: "There is no list of academicSessions.",
        Kind.OFFERINGS: "There is no list of offerings.",
    }
    assert [page.gap for page in source.pages(Kind.SESSIONS)] == ["There is no list of academicSessions."]


def test_a_long_list_comes_in_pages_that_can_be_taken_up_halfway(monkeypatch):
    monkeypatch.setattr(module, "PAGE_SIZE", 2)
    source = from_bundles([bundle()], name="x")

    assert [(page.number, len(page.items), page.last) for page in source.pages(Kind.COURSES)] == [
        (1, 2, False),
        (2, 1, True),
    ]
    assert [page.number for page in source.pages(Kind.COURSES, first=2)] == [2]


def test_a_folder_is_one_source_in_the_order_of_its_files(tmp_path):
    (tmp_path / "2.json").write_text(json.dumps({"courses": [course(2)], "courseOfferings": []}))
    (tmp_path / "1.json").write_text(json.dumps({"courses": [course(1)], "organisations": [organisation()]}))
    (tmp_path / "notes.txt").write_text("not read")
    source = from_path(tmp_path)

    [page] = source.pages(Kind.COURSES)
    assert page.items == [course(1), course(2)]
    assert source.name == str(tmp_path)


def test_other_content_has_another_fingerprint(tmp_path):
    file = tmp_path / "courses.json"
    file.write_text(json.dumps(bundle()))
    before = from_path(file).fingerprint
    file.write_text(json.dumps(bundle(courses=[])))

    assert len(before) == 64
    assert from_path(file).fingerprint != before


def test_a_byte_order_mark_is_no_matter(tmp_path):
    (tmp_path / "x.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(bundle()).encode())

    assert counts(from_path(tmp_path / "x.json"))["courses"] == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "FILE is not whole JSON: Expecting value at line 1, column 1."),
        (b'{"courses": [', "FILE is not whole JSON: Expecting value at line 1, column 14."),
        (b"[1, 2]", "FILE is not a JSON object with lists."),
        (b"\xff\xfe\x00", "FILE is not JSON in UTF-8."),
        (b'{"a":' * 100_000, "FILE is not JSON in UTF-8."),
        (b'{"courses": "all"}', "The list of courses is neither a list nor a paged answer."),
        (b'{"courses": null}', "The list of courses is neither a list nor a paged answer."),
        (b'{"courses": {"items": {}}}', "The list of courses is neither a list nor a paged answer."),
        (
            b'{"vakken": []}',
            "FILE holds none of these lists: organisations, organizations, academicSessions, courses, "
            "courseOfferings, offerings.",
        ),
        (b'{"courses": []}', "FILE may be version 5 or 6 of the standard: say which with --version."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, content, reason):
    file = tmp_path / "x.json"
    file.write_bytes(content)

    with pytest.raises(Unreadable) as refused:
        from_path(file)

    assert str(refused.value).replace(str(file), "FILE") == reason


def test_what_is_no_file_is_said_to_be_none(tmp_path, monkeypatch):
    (tmp_path / "large.json").write_text("{}")
    monkeypatch.setattr(module, "LARGEST_FILE", 1)
    said = {}
    for name in ("absent.json", "large.json", "", "\x00"):
        with pytest.raises(Unreadable) as refused:
            open_source(Wish(str(tmp_path / name) if name else str(tmp_path / "no")), today=TODAY)
        said[name] = str(refused.value).replace(str(tmp_path), "HERE")

    assert said == {
        "absent.json": "HERE/absent.json cannot be read: No such file or directory.",
        "large.json": "HERE/large.json is larger than 0 MB.",
        "": "HERE/no cannot be read: No such file or directory.",
        "\x00": "That is not the name of a file.",
    }


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    with pytest.raises(Unreadable, match=r"^The folder .+ holds no \.json file\.$"):
        from_path(tmp_path)


def test_the_address_of_a_saved_file_is_read_as_a_file():
    content = json.dumps(bundle()).encode()
    with served(Endpoint({}, trouble=lambda path, page: (200, {}, content))) as endpoint:
        source = open_source(Wish(f"{endpoint.address}/saved.json", allow_local=True), today=TODAY)

        assert counts(source)["courses"] == 3
        assert source.by_course is False
        assert endpoint.asked == ["/v6/saved.json"]


def test_the_address_of_a_file_that_is_not_there_is_unreadable():
    with served(Endpoint({})) as endpoint, pytest.raises(Unreadable, match=r"/saved\.json answers 404\.$"):
        open_source(Wish(f"{endpoint.address}/saved.json", allow_local=True), today=TODAY)


@pytest.mark.parametrize("content", ["", " \n", "two words", "a\nb", "é", "x" * 8_001, "a\x00b"])
def test_a_token_file_holds_one_token(tmp_path, content):
    file = tmp_path / "token"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(
        Unreadable, match=r"^The token file .+ (cannot be read|must hold one token and nothing else)"
    ):
        token_in(file)


def test_a_token_is_read_without_its_line_end(tmp_path):
    (tmp_path / "token").write_text("abc.def\n")

    assert token_in(tmp_path / "token") == "abc.def"
    with pytest.raises(Unreadable, match=r"^The token file .+ cannot be read\.$"):
        token_in(tmp_path / "absent")
