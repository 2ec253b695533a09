# SPDX-License-Identifier: EUPL-1.2
"""Dictionaries in two forms and both directions, and files that are none."""

import gzip
from pathlib import Path

import pytest

from kennisstad.lib.files import UnusableFile
from kennisstad.retrieval import dictionary, terms
from kennisstad.retrieval.dictd import _DIGITS
from kennisstad.retrieval.dictionary import meanings_again, read_dictionary

ENTRIES = {
    "00databaseshort": "00databaseshort\nA dictionary of our own\n",
    "fiets": "fiets /fits/ <n, fem>\n1. bike, cycle (two wheels)\n2. bicycle\n",
    "lenen": (
        "lenen /leːnən/ <v>\n1. lend, loan,\n   advance\n"
        '   "leen mij" - "give me"\n2. borrow\n   Synonyms: {ontlenen}\n see: {lening}\n'
    ),
    "de kerk": "de kerk /kɛrk/\nchurch <n>\n",
    "in het water": "in het water vallen /x/\ncome to nothing\n",
    "bedrĳf": "bedrĳf /bədrɛif/\nplace of business; company\n",
    "gracht": "gracht /ɣrɑxt/ canal\n",
}


def number(value: int) -> str:
    digits = ""
    while value:
        digits, value = _DIGITS[value % 64] + digits, value // 64
    return digits or "A"


def write_dictd(folder: Path, entries: dict[str, str], *, packed: bool = True) -> Path:
    content, index = b"", ""
    for headword, entry in entries.items():
        index += f"{headword}\t{number(len(content))}\t{number(len(entry.encode()))}\n"
        content += entry.encode()
    (folder / "own.index").write_text(index)
    path = folder / ("own.dict.dz" if packed else "own.dict")
    path.write_bytes(gzip.compress(content) if packed else content)
    return path


def words(path: Path) -> set[tuple[str, str, float]]:
    return {(one.dutch_word, one.english_word, one.weight) for one in read_dictionary(path).meanings}


@pytest.mark.parametrize("packed", [True, False])
def test_a_dictd_dictionary_gives_translations_and_nothing_else_of_an_entry(tmp_path, packed):
    assert words(write_dictd(tmp_path, ENTRIES, packed=packed)) == {
        ("fiets", "bike", 1.0), ("fiets", "cycle", 1.0), ("fiets", "bicycle", 1.0),
        ("lenen", "lend", 1.0), ("lenen", "loan", 1.0), ("lenen", "advance", 1.0), ("lenen", "borrow", 1.0),
        ("de kerk", "church", 1.0),
        ("bedrijf", "place of business", 0.5), ("bedrijf", "company", 1.0),
        ("gracht", "canal", 1.0),
    }  # fmt: skip


def test_the_index_leads_to_it_as_well(tmp_path):
    path = write_dictd(tmp_path, ENTRIES)

    assert read_dictionary(path.with_name("own.index")) == read_dictionary(path)


LINES = "# our own\nfiets\tbicycle, bike\nhuurder\ttenant\n\nwijk\tdistrict; neighbourhood\n"
TURNED = "bicycle\tfiets\nbike\tfiets\ntenant\thuurder\ndistrict\twijk\nneighbourhood\twijk\n"


@pytest.mark.parametrize("text", [LINES, TURNED, LINES.replace("\n", "\r\n"), "\ufeff" + LINES])
def test_lines_serve_both_directions_whichever_language_comes_first(tmp_path, text):
    path = tmp_path / "words.txt"
    path.write_text(text, newline="")

    found = read_dictionary(path)

    half = pytest.approx(0.5**0.5)
    (fiets,), (wijk,) = terms("fiets", "nl"), terms("wijk", "nl")
    nl = {term: dict(given) for term, given in found.translations([fiets, "x", wijk], "nl").items()}
    assert nl == {fiets: {"bicycl": half, "bike": half}, wijk: {"district": half, "neighbourhood": half}}
    assert found.translations(["tenant"], "en") == {"tenant": [(*terms("huurder", "nl"), 1.0)]}


def test_what_was_read_can_be_analysed_anew(tmp_path):
    meanings = read_dictionary(write_dictd(tmp_path, ENTRIES)).meanings

    assert sorted(map(str, meanings_again((one.dutch_word, one.english_word) for one in meanings))) == sorted(
        map(str, meanings)
    )


def refusal(path: Path) -> str:
    with pytest.raises(UnusableFile) as refused:
        read_dictionary(path)
    return str(refused.value).replace(str(path.parent), "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "/w holds no words with their translations."),
        (b"\xff\xfe\x00\x01", "/w is not UTF-8 text; save it as UTF-8 and try again."),
        (b"fiets\tbike\nhuis house\n", "Line 2 of /w is not a word, a tab and its translations with commas"),
        (b"fiets\tbi\x07ke\n", "Line 1 of /w is not a word, a tab and its translations with commas"),
        (b"fiets\t" + b"bike, " * 1000, "Line 1 of /w is not a word, a tab and its translations with commas"),
        ("Straße\troute\nBaum\tarbre\nSchlüssel\tclé\n".encode(), "/w is not a dictionary of Dutch and Eng"),
    ],
)  # fmt: skip
def test_lines_that_are_no_dictionary_are_refused_in_a_sentence(tmp_path, content, said):
    path = tmp_path / "w"
    path.write_bytes(content)

    assert refusal(path).startswith(said)


def test_a_dictd_dictionary_that_is_not_whole_is_refused_in_a_sentence(tmp_path):
    path = write_dictd(tmp_path, ENTRIES)
    index, content = path.with_name("own.index"), path.read_bytes()

    path.write_bytes(content[:60])
    assert refusal(path) == "/own.dict.dz is cut off or damaged: it cannot be unpacked."
    path.write_bytes(b"no gzip")
    assert refusal(path) == "/own.dict.dz is cut off or damaged: it cannot be unpacked."
    path.write_bytes(gzip.compress(gzip.decompress(content)[:99]))
    assert refusal(path) == "/own.dict.dz is cut off: its index tells of more than it holds."
    index.write_text("fiets\t!\tA\n")
    assert refusal(path) == "/own.index is no index of a dictd dictionary: see line 1."
    index.unlink()
    assert refusal(path) == "/own.index cannot be read: No such file or directory."
    path.unlink()
    assert refusal(path) == "/own.dict cannot be read: No such file or directory."


def test_what_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("kennisstad.retrieval.dictd.MOST_BYTES", 1_000_000)
    path = write_dictd(tmp_path, {"fiets": "fiets /fits/\n" + "bike " * 300_000})

    assert refusal(path) == "/own.dict.dz is larger than 1 MB."


def test_a_small_file_that_an_index_blows_up_is_refused(tmp_path):
    path = write_dictd(tmp_path, {"fiets": "fiets /fits/\nbike\n"}, packed=False)
    size = number(path.stat().st_size)
    path.with_name("own.index").write_text(f"fiets\tA\t{size}\n" * 4)
    assert len(read_dictionary(path).meanings) == 1
    path.with_name("own.index").write_text(f"fiets\tA\t{size}\n" * 5)
    assert refusal(path) == "/own.dict is no dictionary: its entries lie over each other."

    path = write_dictd(tmp_path, {"fiets": "fiets /fits/\n" + "bike " * 20_000})
    assert refusal(path) == "/own.dict.dz has an entry of more than 100 kB."


@pytest.mark.parametrize("name", [".dict", ".dict.dz", ".index"])
def test_a_file_that_is_named_by_its_suffix_alone_is_refused(tmp_path, name):
    assert refusal(tmp_path / name) == f"/{name} is no dictionary: there is no name before {name}."


def test_too_many_words_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(dictionary, "MOST_ENTRIES", 2)
    path = tmp_path / "w"
    path.write_text(LINES)

    assert refusal(path) == "/w holds more than 2 words."
