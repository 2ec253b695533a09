# SPDX-License-Identifier: EUPL-1.2
import json
from pathlib import Path
from typing import Any

WORKS = [
    {
        "_id": "w1",
        "title": "Trees in the street",
        "text": "Shade and birds in a hot street.",
        "people": ["ann"],
    },
    {"_id": "w2", "title": "Street trees", "text": "How trees cool a street.", "metadata": {"person": "ann"}},
    {"_id": "w3", "title": "Loneliness", "text": "Older people who eat alone.", "person": "bea"},
    {
        "_id": "w4",
        "title": "Meals",
        "text": "People who eat together feel less alone.",
        "people": ["bea", "cas"],
    },
    {"_id": "w5", "title": "Litter", "text": "Waste around schools.", "people": []},
]
QUERIES = [
    {"_id": "q1", "text": "which trees cool a hot street"},
    {"_id": "q2", "text": "people who eat alone"},
    {"_id": "q3", "text": "nobody judged this"},
]
HEADING = "query-id\tcorpus-id\tscore\n"


def lay_down(folder: Path, *, works: Any = WORKS, queries: Any = QUERIES, qrels: str | None) -> Path:
    """Write a collection; rows that are text are written as they stand."""
    (folder / "qrels").mkdir(parents=True)
    for name, rows in (("corpus.jsonl", works), ("queries.jsonl", queries)):
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    if qrels is not None:
        (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder
