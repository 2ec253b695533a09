# SPDX-License-Identifier: EUPL-1.2
"""The API of OpenAlex, by a real server on loopback: walked to its end, or left with a sentence."""

import json

import pytest

from kennisstad.lib import calling
from kennisstad.lib.address import Refused
from kennisstad.lib.sources import BrokenOff, Unreadable
from kennisstad.partners.research.paging import from_address
from tests.endpoint import OpenAlex, served

WORKS = [{"id": f"W{n}", "title": f"Work {n}", "authorships": []} for n in range(1, 6)]
ROR = "https://ror.org/0aaaaaa01"


def walk(endpoint, query="", pauses=None, **options):
    pauses = [] if pauses is None else pauses
    found = []
    try:
        for batch in from_address(endpoint.address + query, allow_local=True, sleep=pauses.append, **options):
            found += [entry.found.title for entry in batch]
    except (BrokenOff, Unreadable) as error:
        return found, error
    return found, None


def test_the_cursor_leads_from_page_to_page():
    with served(OpenAlex(WORKS)) as endpoint:
        assert walk(endpoint) == ([f"Work {n}" for n in range(1, 6)], None)
    assert [query["cursor"] for query in endpoint.asked] == [["*"], ["2"], ["4"], ["6"]]


def test_the_institution_is_asked_for_beside_what_the_address_asks():
    with served(OpenAlex([])) as endpoint:
        walk(endpoint, "?filter=publication_year:2024&mailto=desk@example.org", ror=ROR)

    (query,) = endpoint.asked
    assert query["filter"] == [f"publication_year:2024,authorships.institutions.ror:{ROR}"]
    assert query["mailto"] == ["desk@example.org"]


@pytest.mark.parametrize(
    ("answer", "waited"),
    [
        ((429, {"Retry-After": "7"}, b""), 7.0),
        ((500, {}, b""), 0.5),
        ((503, {"Retry-After": "99999"}, b""), 60.0),
    ],
)
def test_a_busy_source_is_asked_again_after_as_long_as_it_says(answer, waited):
    pauses = []
    endpoint = OpenAlex(WORKS, trouble=lambda cursor, times: answer if (cursor, times) == ("2", 1) else None)
    with served(endpoint):
        found, error = walk(endpoint, pauses=pauses)

    assert (len(found), error) == (5, None)
    assert waited in pauses


CUT_OFF = (200, {"Content-Length": "100"}, b'{"meta": {}, "resul')
PAGE = {"results": WORKS[:1]}


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((500, {}, b""), "answers 500, 4 times."),
        ((404, {}, b""), "cannot be had: it answers 404."),
        (CUT_OFF, "breaks off halfway through an answer, 4 times."),
        ((200, {}, b"{"), "not whole JSON"),
        ((200, {}, b'{"meta": {}}'), "Page 2 of the source has no results."),
        (
            (200, {}, json.dumps({"results": [{}] * 1_001}).encode()),
            "source holds more than 1,000",
        ),
        ((200, {}, json.dumps(PAGE | {"meta": {"next_cursor": "*"}}).encode()), "leads back to a page"),
        ((200, {}, json.dumps(PAGE | {"meta": {"next_cursor": "2"}}).encode()), "leads back to a page"),
        ((200, {}, json.dumps(PAGE | {"meta": {"next_cursor": 12}}).encode()), "cannot be asked for"),
        (
            (200, {}, json.dumps(PAGE | {"meta": {"next_cursor": "x" * 5_000}}).encode()),
            "cannot be asked for",
        ),
    ],
)
def test_what_came_before_a_failure_is_given(answer, sentence):
    endpoint = OpenAlex(WORKS, trouble=lambda cursor, times: answer if cursor == "2" else None)
    with served(endpoint):
        found, error = walk(endpoint)

    assert found[:2] == ["Work 1", "Work 2"]
    assert isinstance(error, BrokenOff)
    assert sentence in str(error)


def test_a_huge_answer_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(calling, "LARGEST_ANSWER", 1_000_000)
    monkeypatch.setattr(calling, "PAUSES_S", ())
    with served(OpenAlex([], trouble=lambda *_: (200, {}, b" " * 3_000_000))) as endpoint:
        _, error = walk(endpoint)

    assert "gives an answer of more than 1 MB" in str(error)


def test_a_server_of_our_own_network_is_not_called_and_none_is_led_to():
    with served(OpenAlex(WORKS)) as endpoint:
        with pytest.raises(Refused, match="inside a network of our own"):
            list(from_address(endpoint.address))
        assert endpoint.asked == []

        leading = OpenAlex([], trouble=lambda *_: (302, {"Location": endpoint.address}, b""))
        with served(leading):
            _, error = walk(leading)
        assert isinstance(error, Refused)
        assert endpoint.asked == []


def test_a_saved_file_is_taken_from_an_address():
    lines = "\n".join(json.dumps(work) for work in WORKS).encode()
    with served(OpenAlex([], trouble=lambda *_: (200, {}, lines))) as endpoint:
        assert walk(endpoint, "/saved.jsonl") == ([f"Work {n}" for n in range(1, 6)], None)
    assert endpoint.asked == [{}]
