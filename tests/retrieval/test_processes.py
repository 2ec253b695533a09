# SPDX-License-Identifier: EUPL-1.2
"""Several processes on one index, and one that is killed while it writes."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kennisstad.retrieval import Document, TantivyIndex, Text

pytestmark = pytest.mark.process
ROOT = Path(__file__).parents[2]

WRITE_FOR_EVER = """
import sys
from pathlib import Path
from kennisstad.retrieval import Document, TantivyIndex, Text

index = TantivyIndex.open(Path(sys.argv[1]))
start = index.position()
for position in range(start + 1, start + 100_000):
    batch = [Document(f"d{n}", "course", {"nl": Text(f"stand{position} fiets")}) for n in range(50)]
    index.put(batch, position=position)
    print(position, flush=True)
"""


def start(script: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True)


def test_reader_sees_the_commit_of_another_process_at_its_next_search(folder: Path) -> None:
    reader = TantivyIndex.build(folder)
    script = """
import sys
from pathlib import Path
from kennisstad.retrieval import Document, TantivyIndex, Text

TantivyIndex.open(Path(sys.argv[1])).put([Document("a", "course", {"nl": Text("fiets")})], position=5)
"""

    subprocess.run([sys.executable, "-c", script, str(folder)], check=True)

    assert ([hit.id for hit in reader.search({"nl": "fiets"}, limit=5)], reader.position()) == (["a"], 5)


def test_killed_writer_leaves_the_last_commit_whole(folder: Path) -> None:
    """After any kill all documents are of the one commit that the position names, and writing goes on."""
    index = TantivyIndex.build(
        folder, [Document(f"d{n}", "course", {"nl": Text("stand0 fiets")}) for n in range(50)]
    )
    pause = random.Random(2)
    reached = 0
    for _ in range(4):
        with start(WRITE_FOR_EVER, folder) as writer:
            assert writer.stdout is not None
            told = int(writer.stdout.readline())
            time.sleep(pause.uniform(0, 0.06))
            writer.kill()
            told = max([told, *map(int, writer.stdout.read().split())])

        fresh = TantivyIndex.open(folder)
        position = fresh.position()
        whole = fresh.search({"nl": f"stand{position}"}, limit=100)

        assert told <= position <= told + 1
        assert (len(whole), fresh.count(), index.position()) == (50, 50, position)
        assert fresh.search({"nl": f"stand{position - 1} stand{position + 1}"}, limit=5) == []
        reached = position
    index.put([Document("last", "course", {"nl": Text("laatste")})], position=reached + 1)
    assert (index.count(), index.position()) == (51, reached + 1)


JOURNAL = 400
INDEX_THE_JOURNAL = """
import sys
from pathlib import Path
from kennisstad.retrieval import TantivyIndex
from tests.retrieval.test_processes import JOURNAL, state

folder, anew = Path(sys.argv[1]), sys.argv[2] == "anew"
print("begun", flush=True)
if anew:
    position = JOURNAL // 2
    TantivyIndex.build(folder, state(0, position), position=position)
else:
    index = TantivyIndex.open(folder)
    for position in range(index.position(), JOURNAL, 4):
        index.put(state(position, position + 4), position=position + 4)
"""


def state(after: int, until: int) -> list[Document]:
    """What a made-up journal says of 40 records between two events: each gives one of them a new number."""
    return [
        Document(f"d{n % 40}", "course", {"nl": Text(f"fiets gebeurtenis{n}")})
        for n in range(after + 1, until + 1)
        if n + 40 > until
    ]


def test_index_is_right_after_each_of_20_kills(folder: Path) -> None:
    """Killed while adding or building anew, it gives every document as of its position, and no other."""
    TantivyIndex.build(folder)
    pause = random.Random(3)
    for kill in range(20):
        how = "anew" if kill % 3 == 2 else "on"
        command = [sys.executable, "-c", INDEX_THE_JOURNAL, str(folder), how]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "begun\n"
            time.sleep(pause.uniform(0, 0.15))
            writer.kill()

        fresh = TantivyIndex.open(folder)
        position = fresh.position()
        newest = {f"d{n % 40}": n for n in range(1, position + 1)}
        found = {hit.id: hit for hit in fresh.search({"nl": "fiets"}, limit=100)}

        assert (found.keys(), fresh.count()) == (newest.keys(), len(newest))
        for document_id, number in newest.items():
            assert [hit.id for hit in fresh.search({"nl": f"gebeurtenis{number}"}, limit=3)] == [document_id]

    fresh.put(state(fresh.position(), JOURNAL), position=JOURNAL)
    assert (fresh.count(), fresh.position()) == (40, JOURNAL)


def test_killed_build_leaves_the_old_index(folder: Path) -> None:
    index = TantivyIndex.build(folder, [Document("a", "course", {"nl": Text("fiets")})], position=3)
    script = """
import sys, time
from pathlib import Path
from kennisstad.retrieval import Document, TantivyIndex, Text

def documents():
    for number in range(1_000_000):
        yield Document(f"n{number}", "course", {"nl": Text("fiets")})
        if number == 20_000:
            print("half-way", flush=True)

TantivyIndex.build(Path(sys.argv[1]), documents(), position=9)
"""
    with start(script, folder) as builder:
        assert builder.stdout is not None
        assert builder.stdout.readline() == "half-way\n"
        builder.kill()

    assert (index.count(), TantivyIndex.open(folder).position()) == (1, 3)
    assert TantivyIndex.build(folder, [], position=4).position() == 4


def test_two_writing_processes_lose_nothing(folder: Path) -> None:
    index = TantivyIndex.build(folder)
    script = """
import os, sys
from pathlib import Path
from kennisstad.retrieval import Document, TantivyIndex, Text

index = TantivyIndex.open(Path(sys.argv[1]))
for number in range(25):
    index.put([Document(f"{os.getpid()}:{number}", "course", {"nl": Text("fiets")})])
"""
    writers = [start(script, folder) for _ in range(2)]
    assert [writer.wait() for writer in writers] == [0, 0]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.close()

    assert index.count() == len(index.search({"nl": "fiets"}, limit=100)) == 50
