# SPDX-License-Identifier: EUPL-1.2
import json
from datetime import date

import pytest

from kennisstad.education.oeapi.live import Live, open_live
from kennisstad.education.oeapi.records import Kind
from kennisstad.education.oeapi.versions import Version
from kennisstad.lib import calling
from kennisstad.lib.address import Refused
from kennisstad.lib.calling import Caller
from kennisstad.lib.sources import BrokenOff, Unreadable
from tests.education.making import bundle, course, id_of, older
from tests.endpoint import Endpoint, lists_of, served

SINCE = date(2025, 3, 1)


@pytest.fixture
def endpoint():
    with served(Endpoint(lists_of(bundle()))) as found:
        yield found


@pytest.fixture
def pauses():
    return []


def walk(endpoint, pauses, *, version=Version.V6, query="", token=""):
    caller = Caller(endpoint.address + query, token=token, allow_local=True)
    return open_live(caller, version=version, since=SINCE, sleep=pauses.append)


def numbers(pages):
    return [(page.number, len(page.items), page.last) for page in pages]


def test_walks_a_list_page_by_page(endpoint, pauses):
    source = walk(endpoint, pauses)

    assert numbers(source.pages(Kind.COURSES)) == [(1, 2, False), (2, 1, True)]
    assert numbers(source.pages(Kind.COURSES, first=2)) == [(2, 1, True)]
    assert endpoint.asked == [
        "/v6/courses?pageSize=250&pageNumber=1",
        "/v6/courses?pageSize=250&pageNumber=2",
        "/v6/courses?pageSize=250&pageNumber=2",
    ]


def test_asks_for_offerings_under_their_course_those_under_way_too(endpoint, pauses):
    c1 = id_of("c", 1)

    assert numbers(walk(endpoint, pauses).pages(Kind.OFFERINGS, course_id=c1)) == [(1, 1, True)]
    assert endpoint.asked == [
        f"/v6/courses/{c1}/course-offerings?pageSize=250&pageNumber=1&since=2025-03-01T00%3A00%3A00Z"
    ]


def test_version_5_has_its_own_paths_and_days(pauses):
    with served(Endpoint({"courses/c1/offerings": [], "organizations": []})) as endpoint:
        source = walk(endpoint, pauses, version=Version.V5)

        assert numbers(source.pages(Kind.ORGANISATIONS)) == [(1, 0, True)]
        assert numbers(source.pages(Kind.OFFERINGS, course_id="c1")) == [(1, 0, True)]
        assert endpoint.asked[1] == "/v6/courses/c1/offerings?pageSize=250&pageNumber=1&since=2025-03-01"


def test_a_query_in_the_address_goes_along_and_is_no_part_of_the_name(endpoint, pauses):
    source = walk(endpoint, pauses, query="/?consumer=kennisstad")
    next(source.pages(Kind.COURSES))

    assert endpoint.asked == ["/v6/courses?consumer=kennisstad&pageSize=250&pageNumber=1"]
    assert source.name == endpoint.address
    assert source.fingerprint != walk(endpoint, pauses).fingerprint


def test_the_address_of_the_list_of_courses_serves_too(endpoint, pauses):
    assert numbers(walk(endpoint, pauses, query="/courses").pages(Kind.ORGANISATIONS)) == [(1, 1, True)]


def test_a_token_goes_along_as_bearer(endpoint, pauses):
    next(walk(endpoint, pauses, token="abc.def").pages(Kind.COURSES))

    assert endpoint.headers[0]["Authorization"] == "Bearer abc.def"


def test_a_token_is_not_sent_in_the_open():
    with pytest.raises(Refused, match=r"^A token is only sent over https\.$"):
        Caller("http://api.example/v6", token="abc")


@pytest.mark.parametrize(
    ("lists", "version"),
    [
        ({"organisations": []}, Version.V6),
        ({"organizations": []}, Version.V5),
        ({"courses": [course()]}, Version.V6),
        ({"courses": [older(course())]}, Version.V5),
    ],
)
def test_finds_out_which_version_is_spoken(pauses, lists, version):
    with served(Endpoint(lists)) as endpoint:
        assert walk(endpoint, pauses, version=None).version == version


def test_says_when_the_version_cannot_be_found_out(pauses):
    with served(Endpoint({"courses": []})) as endpoint, pytest.raises(Unreadable) as refused:
        walk(endpoint, pauses, version=None)

    assert str(refused.value) == (
        f"{endpoint.address} may be version 5 or 6 of the standard: say which with --version."
    )


def test_asks_again_with_growing_pauses_and_goes_on_when_the_trouble_passes(endpoint, pauses):
    left = [503, 500, 429]
    endpoint.trouble = lambda path, page: (left.pop(), {}, b"") if left and page == 2 else None

    assert numbers(walk(endpoint, pauses).pages(Kind.COURSES)) == [(1, 2, False), (2, 1, True)]
    assert pauses == [0.5, 1.0, 2.0]


def test_breaks_off_when_the_trouble_stays(endpoint, pauses):
    endpoint.trouble = lambda path, page: (500, {}, b"oops") if page == 2 else None
    pages = walk(endpoint, pauses).pages(Kind.COURSES)

    assert next(pages).number == 1
    with pytest.raises(BrokenOff) as broken:
        next(pages)

    assert str(broken.value) == f"{endpoint.address} answers 500 for courses, 4 times."


def test_breaks_off_when_nobody_answers(pauses):
    with served(Endpoint({})) as endpoint:
        pass
    source = Live(Caller(endpoint.address, allow_local=True), Version.V6, SINCE, pauses.append)

    with pytest.raises(BrokenOff) as broken:
        next(source.pages(Kind.COURSES))

    assert str(broken.value) == (
        f"{endpoint.address} does not answer (ConnectionRefusedError) for courses, 4 times."
    )


GOOD = {"pageNumber": 1, "hasNextPage": False, "items": []}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((401, {}, b""), "The source answers 401 for courses: it wants another token."),
        ((403, {}, b""), "The source answers 403 for courses: it wants another token."),
        ((404, {}, b""), "The source answers 404 for courses."),
        ((204, {}, b""), "The source answers 204 for courses."),
        ((200, {}, b'{"items": ['), "The source's answer is not whole JSON."),
        ((200, {}, b"[" * 100_000), "The source's answer is not whole JSON."),
        ((200, {}, b"\xff\xfe"), "The source's answer is not whole JSON."),
        ((200, {}, b"<html>"), "The source's answer is not whole JSON."),
        ((200, {}, b"[]"), "The source's answer is not a JSON object."),
        ((200, {}, b"{}"), "The source's answer for courses, page 1, has no items."),
        (
            (200, {}, json.dumps(GOOD | {"pageNumber": 3}).encode()),
            "The source gave page 3 of courses when asked for page 1.",
        ),
        (
            (200, {}, json.dumps(GOOD | {"hasNextPage": True}).encode()),
            "Page 1 of courses is empty and yet says that more follows.",
        ),
        (
            (200, {"Content-Length": "5000"}, b'{"items": []}'),
            "ADDRESS breaks off halfway through an answer for courses, 4 times.",
        ),
    ],
)
def test_an_answer_that_cannot_be_used_breaks_the_walk_off(endpoint, pauses, answer, reason):
    endpoint.trouble = lambda path, page: answer

    with pytest.raises(BrokenOff) as broken:
        next(walk(endpoint, pauses).pages(Kind.COURSES))

    assert str(broken.value).replace(endpoint.address, "ADDRESS") == reason


def test_a_list_that_is_not_there_is_a_gap_and_not_a_failure(endpoint, pauses):
    del endpoint.lists["academic-sessions"]
    [page] = walk(endpoint, pauses).pages(Kind.SESSIONS)

    assert (page.items, page.last, page.gap) == ([], True, "The source has no list of academicSessions.")


def test_a_list_that_stops_being_there_halfway_breaks_the_walk_off(endpoint, pauses):
    endpoint.lists["organisations"] *= 3
    endpoint.trouble = lambda path, page: (404, {}, b"") if page == 2 else None
    pages = walk(endpoint, pauses).pages(Kind.ORGANISATIONS)
    next(pages)

    with pytest.raises(BrokenOff, match=r"^The source answers 404 for organisations\.$"):
        next(pages)


def test_an_answer_that_is_too_large_or_too_slow_is_not_waited_for(endpoint, pauses, monkeypatch):
    monkeypatch.setattr(calling, "LARGEST_ANSWER", 100)
    with pytest.raises(BrokenOff, match=r"gives an answer of more than 0 MB for courses, 4 times\.$"):
        next(walk(endpoint, pauses).pages(Kind.COURSES))

    monkeypatch.setattr(calling, "LARGEST_ANSWER", 10_000)
    monkeypatch.setattr(calling, "PATIENCE_S", -1)
    with pytest.raises(BrokenOff, match=r"needs more than -1 seconds for courses, 4 times\.$"):
        next(walk(endpoint, pauses).pages(Kind.COURSES))


def test_a_list_without_end_is_left(pauses, monkeypatch):
    monkeypatch.setattr("kennisstad.education.oeapi.live.MOST_PAGES", 3)
    endless = Endpoint({"courses": [course(n) for n in range(50)]})
    reason = r"^The list of courses has no end: 3 pages were read\.$"

    with served(endless) as endpoint, pytest.raises(BrokenOff, match=reason):
        list(walk(endpoint, pauses).pages(Kind.COURSES))


def test_follows_a_redirect_on_the_same_host(endpoint, pauses):
    endpoint.trouble = lambda path, page: (
        (308, {"Location": "/v6/organisations?pageNumber=1"}, b"") if path == "courses" else None
    )

    assert numbers(walk(endpoint, pauses).pages(Kind.COURSES)) == [(1, 1, True)]


def test_a_redirect_in_a_circle_ends(endpoint, pauses):
    endpoint.trouble = lambda path, page: (302, {"Location": "/v6/courses"}, b"")

    with pytest.raises(Refused, match=r"leads from one address to the next without end\.$"):
        next(walk(endpoint, pauses).pages(Kind.COURSES))


def test_a_redirect_to_another_host_or_port_is_refused_and_the_token_stays_here(endpoint, pauses):
    with served(Endpoint(lists_of(bundle()))) as other:
        for location in (
            f"{other.address}/courses",
            "//localhost/v6",
            "https://127.0.0.1/",
            "file:///etc/passwd",
        ):
            endpoint.trouble = lambda path, page, to=location: (302, {"Location": to}, b"")
            with pytest.raises(Refused):
                next(walk(endpoint, pauses, token="secret").pages(Kind.COURSES))

        assert other.asked == []


def test_a_redirect_from_outside_to_this_machine_is_refused(endpoint, pauses, monkeypatch):
    with served(Endpoint(lists_of(bundle()))) as inside:
        endpoint.trouble = lambda path, page: (302, {"Location": f"{inside.address}/courses"}, b"")
        source = walk(endpoint, pauses)

        with pytest.raises(Refused, match=r"leads to http://127\.0\.0\.1:\d+; if you trust that, give its"):
            next(source.pages(Kind.COURSES))

        assert inside.asked == []
