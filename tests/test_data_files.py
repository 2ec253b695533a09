# SPDX-License-Identifier: EUPL-1.2
"""A key that stands twice in a data file would silently undo what the first one says."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

SOURCE = Path(__file__).resolve().parents[1] / "src"
FILES = sorted(file for ending in ("yaml", "yml", "json") for file in SOURCE.rglob(f"*.{ending}"))


def twice_in(text: str, *, ending: str) -> list[str]:
    """Name the keys that stand more than once in one mapping."""
    return list(_in_json(text) if ending == ".json" else _in_yaml(yaml.compose(text, Loader=yaml.SafeLoader)))


def _in_json(text: str) -> list[str]:
    found: list[str] = []

    def look(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found.extend(_repeated(key for key, _value in pairs))
        return dict(pairs)

    json.loads(text, object_pairs_hook=look)
    return found


def _in_yaml(node: yaml.Node | None) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        yield from (
            f"{key}, line {node.start_mark.line + 1}"
            for key in _repeated(str(key.value) for key, _value in node.value)
        )
        for pair in node.value:
            yield from (said for one in pair for said in _in_yaml(one))
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _in_yaml(one)


def _repeated(keys: Iterator[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_no_key_stands_twice(file: Path) -> None:
    assert twice_in(file.read_text("utf-8"), ending=file.suffix) == []


def test_every_data_file_is_looked_at() -> None:
    names = {file.name for file in FILES}
    assert {"retention.yaml", "first_pages.yaml", "format.schema.json", "agreement.yaml"} <= names


@pytest.mark.parametrize(
    ("text", "ending", "found"),
    [
        ("a: 1\nb: {c: 1, d: 2, c: 3}\n", ".yaml", ["c, line 2"]),
        ("- a: 1\n- a: 2\n", ".yaml", []),
        ("- x: 1\n  y: 2\n  x: 3\n", ".yaml", ["x, line 1"]),
        ('{"a": {"b": 1, "b": 2}}', ".json", ["b"]),
        ('[{"a": 1}, {"a": 1}]', ".json", []),
        ("", ".yaml", []),
    ],
)
def test_a_key_that_stands_twice_is_seen(text: str, ending: str, found: list[str]) -> None:
    assert twice_in(text, ending=ending) == found
