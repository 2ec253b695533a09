# SPDX-License-Identifier: EUPL-1.2
"""Authors and works as OpenAlex and ORCID write them; and what is no author, work or line at all."""

import json
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.lib.sources import Unreadable
from kennisstad.partners.research import batches, ids, openalex
from kennisstad.partners.research.abstract import ABSTRACT_LENGTH, NoAbstract, text_of
from kennisstad.partners.research.batches import LONGEST_LINE, from_bytes, from_file
from kennisstad.partners.research.records import FoundAuthor, FoundWork, Unfit

WORK = {"id": "W1", "title": "Bomen", "authorships": []}


def entries(content: bytes):
    return [(entry.where, entry.found) for batch in from_bytes(content) for entry in batch]


@pytest.mark.parametrize(
    ("read", "written", "found"),
    [
        (ids.orcid, "https://orcid.org/0000-0000-0000-001X", "0000-0000-0000-001X"),
        (ids.orcid, "000000000000001x", "0000-0000-0000-001X"),
        (ids.orcid, "0000-0000-0000-0010", ""),  # the check digit is wrong
        (ids.orcid, "https://example.org/0000-0000-0000-001X", ""),
        (ids.orcid, 12, ""),
        (ids.ror, " https://ror.org/0AAAAAA01 ", "https://ror.org/0aaaaaa01"),
        (ids.ror, "0aaaaaa01", "https://ror.org/0aaaaaa01"),
        (ids.ror, "https://ror.org/0aaaaaa01/extra", ""),
        (ids.doi, "https://doi.org/10.5555/Ab.C", "10.5555/ab.c"),
        (ids.doi, "10.5555/a b", ""),
        (ids.doi, "javascript:alert(1)", ""),
    ],
)
def test_an_id_is_written_in_one_way_or_is_none(read, written, found):
    assert read(written) == found


def test_words_with_places_become_text_and_gaps_close():
    assert text_of({"de": [4, 0], "stad": [1], "koelt": [9]}) == "de stad de koelt"


@pytest.mark.parametrize(
    "index",
    [
        {"a": [10**12]},
        {"a": [-1]},
        {"a": [1.5]},
        {"a": [True]},
        {"a": "0"},
        {"a": list(range(20_001))},
        ["a"],
    ],
)
def test_places_that_no_abstract_has_are_refused(index):
    with pytest.raises(NoAbstract):
        text_of(index)


def test_a_long_word_in_many_places_does_not_fill_the_memory():
    bomb = {"x" * 1_000_000: list(range(20_000))}

    tracemalloc.start()
    text = text_of(bomb)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(text) == ABSTRACT_LENGTH
    assert most < 10_000_000


@given(st.dictionaries(st.text(), st.lists(st.integers()) | st.text()) | st.lists(st.integers()))
def test_any_index_becomes_text_or_is_refused(index):
    with suppress(NoAbstract):
        assert len(text_of(index)) <= ABSTRACT_LENGTH


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
NAMES = ["title", "authorships", "abstract_inverted_index", "doi", "language", "publication_year", "orcid"]
NAMES += ["display_name", "last_known_institutions", "affiliations", "last_known_institution"]


@given(st.sampled_from(["A1", "W1"]), st.dictionaries(st.sampled_from(NAMES), JSON))
def test_whatever_stands_in_an_entry_it_is_read_or_refused(known, item):
    assert isinstance(openalex.read({**item, "id": known}), FoundAuthor | FoundWork | Unfit)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "W1", "title": "Bom', "it is not whole JSON"),
        ('{"id": "W1", "title": "B"}', "it is a work without a list of authors."),
        ('{"id": "W1", "title": 12, "authorships": []}', "it is a work without a title."),
        ('{"id": "A1", "display_name": null}', "it is an author without a name."),
        ('{"id": "https://example.org/1"}', "its id https://example.org/1 is of no author"),
        ("12", "12 is not an object."),
        ("[" * 100_000, "it is not JSON in UTF-8."),
        ("1" * 5_000, "it is not JSON in UTF-8."),
        (f'{{"id": {"[" * 400}{"]" * 400}}}', "its id a list is of no author"),
    ],
)
def test_a_line_that_is_none_is_told_by_its_number_and_the_rest_goes_on(line, reason):
    (first, found), (second, refused), (third, also) = entries(
        "\n".join([json.dumps(WORK), line, json.dumps(WORK)]).encode()
    )

    assert (first, second, third) == ("line 1", "line 2", "line 3")
    assert isinstance(found, FoundWork)
    assert found == also
    assert refused.reason.startswith(reason)


def test_a_first_line_that_is_broken_is_one_broken_line():
    told = entries(b'{"id": "W1\n' + json.dumps(WORK).encode() + b"\n\n\xff\xfe\n")

    assert [where for where, _ in told] == ["line 1", "line 2", "line 4"]
    assert [type(found) for _, found in told] == [Unfit, FoundWork, Unfit]


def test_a_line_without_end_is_not_read(monkeypatch, tmp_path):
    monkeypatch.setattr(batches, "LONGEST_LINE", 200)
    file = tmp_path / "works.jsonl"
    file.write_bytes(b'{"id": "' + b"x" * 1_000 + b'"}\n' + json.dumps(WORK).encode())

    (long, fine) = [entry for batch in from_file(file) for entry in batch]

    assert (long.where, type(long.found), fine.where) == ("line 1", Unfit, "line 2")
    assert LONGEST_LINE == 5_000_000


def test_markup_in_a_title_goes_and_signs_stay():
    item = WORK | {"title": "Low <i>p</i> < 0.05 &amp; <sub>more</sub>\x00\u202e"}

    assert openalex.read(item).title == "Low p < 0.05 & more"


@pytest.mark.parametrize(("said", "title", "language"), [
    ("de", "Die Stadt", "de"), ("NL", "De stad", "nl"), (None, "De bomen in de stad", "nl"),
    (None, "The trees of the city", "en"), (12, "The trees of the city", "en"),
])  # fmt: skip
def test_the_language_is_the_one_that_is_said_or_found(said, title, language):
    assert openalex.read(WORK | {"title": title, "language": said}).language == language


def test_an_abstract_of_a_hundred_thousand_signs_is_cut():
    assert len(openalex.read(WORK | {"abstract": "a" * 100_000}).abstract) == ABSTRACT_LENGTH


def test_an_abstract_that_is_none_is_left_out_and_told():
    found = openalex.read(WORK | {"abstract_inverted_index": {"a": [10**12]}})

    assert (found.title, found.abstract) == ("Bomen", "")
    assert found.remarks == ("its abstract is left out: a word in it has a place that no abstract has.",)


@pytest.mark.parametrize("name", ["", ".", "nergens.jsonl", "a\x00b"])
def test_says_what_is_wrong_with_a_file(tmp_path, name):
    with pytest.raises(Unreadable):
        list(from_file(tmp_path / name))


@pytest.mark.parametrize("content", [b"", b"\n", b"   "])
def test_an_empty_file_holds_nothing(content):
    with pytest.raises(Unreadable, match="empty"):
        entries(content)
