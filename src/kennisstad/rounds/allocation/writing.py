# SPDX-License-Identifier: EUPL-1.2
"""An instance as JSON, always the same for the same instance: docs/reference/allocation-format.md."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any

from kennisstad.rounds.allocation.instance import Instance, Tiers

LISTS = ("teams", "questions", "supervisors", "courses", "caps", "exclusions")
TIERS = ("wishes", "priority")
SETS = ("levels", "languages", "districts")
"""Fields in which the order says nothing."""


def to_json(instance: Instance) -> str:
    """Write an instance; entries stand by id, fields by name, and what has its usual value is left out."""
    document: dict[str, object] = {
        "closures": instance.closures,
        "ties": str(instance.ties),
        "version": 1,
        **{name: _entries(getattr(instance, name)) for name in LISTS},
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def decided(written: str, policy: str, seed: int) -> dict[str, object]:
    """Give a written instance with the policy and seed that decide it, as `reading.read` takes them."""
    return {**json.loads(written), "policy": policy, "seed": seed}


def _entries(records: Iterable[Any]) -> list[Mapping[str, object]]:
    entries = [_entry(record) for record in records]
    return sorted(entries, key=lambda entry: json.dumps(entry, ensure_ascii=False, sort_keys=True))


def _entry(record: Any) -> dict[str, object]:
    entry: dict[str, object] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if value != field.default:
            entry[field.name] = _value(field.name, value)
    return entry


def _value(name: str, value: object) -> object:
    if name in TIERS and isinstance(value, tuple):
        return tiers(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return sorted(value) if name in SETS else [*value]
    return value


def tiers(value: Tiers) -> list[str | list[str]]:
    """Write a list with ties: an id alone stands as it is, tied ids in a list of their own, sorted."""
    return [tier[0] if len(tier) == 1 else sorted(tier) for tier in value]
