# SPDX-License-Identifier: EUPL-1.2
"""What happens when the index is missing, damaged, of another version, or cannot be written."""

import json
import os
import resource
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from kennisstad.retrieval import Document, IndexBusy, IndexNotWritten, IndexUnusable, TantivyIndex, Text
from kennisstad.retrieval.lock import held

DOCUMENTS = [Document(f"d{n}", "course", {"nl": Text(f"fiets {n}", "wijk school")}) for n in range(300)]


@pytest.fixture
def filled(folder: Path) -> Path:
    TantivyIndex.build(folder, DOCUMENTS, position=7).remove(["d299"])
    return folder


def sentence(raised: pytest.ExceptionInfo[Exception]) -> str:
    return str(raised.value).split(" (")[0]


def test_missing_index_is_told(folder: Path) -> None:
    with pytest.raises(IndexUnusable) as raised:
        TantivyIndex.open(folder)

    assert sentence(raised) == f"There is no search index in {folder}; it has to be built."


def test_index_of_another_version_is_told_and_left_alone(filled: Path) -> None:
    (filled / "stamp.txt").write_text("format 0")
    before = sorted(path.name for path in filled.iterdir())

    with pytest.raises(IndexUnusable) as raised:
        TantivyIndex.open(filled)

    assert (
        sentence(raised)
        == f"The search index in {filled} was made by another version and has to be built again."
    )
    assert sorted(path.name for path in filled.iterdir()) == before


def test_open_reader_sees_that_another_version_took_over(filled: Path) -> None:
    reader = TantivyIndex.open(filled)
    TantivyIndex.open(filled).put(DOCUMENTS[:1])
    (filled / "stamp.txt").write_text("format 0")

    with pytest.raises(IndexUnusable):
        reader.search({"nl": "fiets"}, limit=5)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 4
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [Path.unlink, cut, flip], ids=["missing", "cut", "flipped"])
@pytest.mark.parametrize("ending", [".term", ".idx", ".fieldnorm", ".store", ".del"])
def test_damaged_file_is_told_and_a_new_build_mends_it(
    filled: Path, ending: str, damage: Callable[[Path], None]
) -> None:
    damage(max(filled.glob(f"*{ending}"), key=lambda path: path.stat().st_size))

    with pytest.raises(IndexUnusable) as raised:
        TantivyIndex.open(filled)

    assert sentence(raised) == f"The search index in {filled} is damaged and has to be built again."
    assert TantivyIndex.build(filled, DOCUMENTS, position=8).count() == 300


@pytest.mark.parametrize("damage", [Path.unlink, cut], ids=["missing", "cut"])
def test_damaged_list_of_files_is_told(filled: Path, damage: Callable[[Path], None]) -> None:
    damage(filled / "meta.json")

    with pytest.raises(IndexUnusable):
        TantivyIndex.open(filled)


def test_index_that_goes_away_while_open_is_told(filled: Path) -> None:
    reader = TantivyIndex.open(filled)
    filled.rename(filled.with_name("elsewhere"))

    with pytest.raises(IndexUnusable):
        reader.search({"nl": "fiets"}, limit=5)
    with pytest.raises(IndexUnusable):
        reader.put(DOCUMENTS[:1])


def test_file_in_the_place_of_the_folder_is_replaced_by_a_build(folder: Path) -> None:
    folder.write_text("not an index")

    with pytest.raises(IndexUnusable):
        TantivyIndex.open(folder)
    assert TantivyIndex.build(folder, DOCUMENTS).count() == 300


def test_left_overs_of_a_killed_build_do_not_matter(filled: Path) -> None:
    for name in ("index.new", "index.old"):
        (filled.parent / name).mkdir()
        (filled.parent / name / "meta.json").write_text("{")

    TantivyIndex.build(filled, DOCUMENTS[:5])

    assert sorted(path.name for path in filled.parent.iterdir()) == ["index", "index.lock"]


def test_left_overs_of_a_killed_commit_do_not_stop_the_next(filled: Path) -> None:
    """The engine names a file of deletions by a count that a repeated batch reaches again."""
    before = filled.with_name("before")
    shutil.copytree(filled, before)
    TantivyIndex.open(filled).put(DOCUMENTS[:9], position=8)
    (left,) = {path.name for path in filled.glob("*.del")} - {path.name for path in before.glob("*.del")}
    (before / left).write_bytes(b"half of it")
    managed = json.loads((before / ".managed.json").read_bytes())
    (before / ".managed.json").write_text(json.dumps([*managed, left]))

    index = TantivyIndex.open(before)
    index.put(DOCUMENTS[:9], position=8)

    assert (index.count(), index.position()) == (299, 8)


def test_second_writer_waits_and_is_then_refused(filled: Path) -> None:
    index = TantivyIndex.open(filled, wait_s=0.05)
    with held(filled.with_name("index.lock"), wait_s=0), pytest.raises(IndexBusy) as raised:
        index.put(DOCUMENTS[:1])

    assert (
        sentence(raised) == "Another process has been writing to the search index for more than 0.05 seconds"
    )
    index.put([], position=8)
    assert (index.count(), index.position()) == (299, 8)


def test_no_place_for_an_index_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(IndexNotWritten) as raised:
        TantivyIndex.build(tmp_path / "file" / "index")

    assert sentence(raised) == f"There is no place for a search index in {tmp_path / 'file'}."


@pytest.mark.process
def test_full_disk_is_told_and_loses_nothing(filled: Path) -> None:
    """A limit on the size of files stands in for a disk without room."""
    child = os.fork()
    if not child:
        os._exit(_write_without_room(filled))
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    index = TantivyIndex.open(filled)
    assert (index.count(), index.position()) == (299, 7)
    index.put(DOCUMENTS, position=9)
    assert (index.count(), index.position()) == (300, 9)


def _write_without_room(folder: Path) -> int:
    """Count the writes that were not refused as they should."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    index = TantivyIndex.open(folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))
    many = [Document(f"n{n}", "course", {"nl": Text(f"woord{n} " * 20)}) for n in range(500)]
    allowed = 0
    for write in (lambda: index.put(many, position=99), lambda: TantivyIndex.build(folder, many)):
        try:
            write()
            allowed += 1
        except IndexNotWritten:
            allowed += len(index.search({"nl": "fiets"}, limit=5)) != 5
    return allowed
