# SPDX-License-Identifier: EUPL-1.2
"""Reads the retention file, and does what it says."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from django.apps import apps
from django.db import models, transaction
from django.utils.module_loading import import_string

from kennisstad.audit.models import Event

FILE = Path(__file__).parent / "retention.yaml"


@dataclass(frozen=True)
class Rule:
    """One kind of personal data: what, why, how long, and what happens then."""

    model: str
    fields: Sequence[str]
    then: Literal["delete", "clear", "stay"]
    words: dict[str, dict[str, str]]
    moment: str = ""
    days: int = 0
    where: dict[str, Any] = field(default_factory=dict)
    journaled: bool = True
    """Whether the journal hears how many went."""
    by: str = ""
    """The function that does it, when looking at all rows each minute would take too long.

    Called with `before`, the moment before which time is over, and `at`; it gives how many rows went.
    """

    def what(self, language: str) -> str:
        return self.words["what"][language]

    def why(self, language: str) -> str:
        return self.words["why"][language]

    def how_long(self, language: str) -> str:
        return self.words["how_long"][language]

    def ground(self, language: str) -> str:
        return self.words["ground"][language]

    def over(self, at: datetime) -> models.QuerySet[Any]:
        """Give the rows whose time is over."""
        rows: models.QuerySet[Any] = apps.get_model(self.model)._default_manager.filter(**self.where)
        rows = rows.filter(**{f"{self.moment}__lt": at - timedelta(days=self.days)})
        return rows.exclude(**dict.fromkeys(self.fields, "")) if self.then == "clear" else rows


@cache
def rules() -> tuple[Rule, ...]:
    """Give all rules, in the order of the file."""
    return tuple(_rule(row) for row in _read()["personal"])


@cache
def not_personal() -> frozenset[str]:
    """Give the fields, as `app.Model.field`, that hold words but nothing about a person."""
    listed = _read()["not_personal"].items()
    return frozenset(f"{model}.{name}" for model, names in listed for name in names)


def obey(at: datetime) -> dict[str, int]:
    """Delete or clear what was kept long enough; give how many rows of each model.

    A call deletes at most 5,000 rows per rule: the rest goes with the next one. The journal gets a line for
    each rule by which anything went, with the number, so that no page made before is shown again.
    """
    done: Counter[str] = Counter()
    for rule in rules():
        if rule.then != "stay":
            done[rule.model] += _apply(rule, at)
    return done


def overdue(at: datetime) -> dict[str, int]:
    """Count what `obey` would delete or clear."""
    found: Counter[str] = Counter()
    for rule in rules():
        if rule.then != "stay":
            found[rule.model] += rule.over(at).count()
    return found


@transaction.atomic
def _apply(rule: Rule, at: datetime) -> int:
    number = _take_away(rule, at)
    if number and rule.journaled:
        facts = {"then": rule.then, "fields": list(rule.fields), "number": number}
        Event.objects.create(kind="retention.obeyed", subject=f"retention:{rule.model}", at=at, facts=facts)
    return number


def _take_away(rule: Rule, at: datetime) -> int:
    if rule.by:
        return int(import_string(rule.by)(before=at - timedelta(days=rule.days), at=at))
    rows = rule.over(at)
    return _delete(rows) if rule.then == "delete" else rows.update(**dict.fromkeys(rule.fields, ""))


def _delete(rows: models.QuerySet[Any]) -> int:
    """Delete these rows, and give how many there were without what went along with them."""
    # Some rows are found through another table: pick them first, then delete by key alone.
    keys = list(rows.values_list("pk", flat=True)[:5000])
    if not keys:
        return 0
    gone: dict[str, int] = rows.model._default_manager.filter(pk__in=keys).delete()[1]
    return gone[rows.model._meta.label]


def _rule(row: dict[str, Any]) -> Rule:
    after = row.get("after", {})
    return Rule(
        model=row["model"],
        fields=row["fields"],
        then=row["then"],
        words={name: row[name] for name in ("what", "why", "how_long", "ground")},
        moment=after.get("moment", ""),
        days=after.get("days", 0),
        where=row.get("where", {}),
        journaled=row.get("journaled", True),
        by=row.get("by", ""),
    )


def _read() -> dict[str, Any]:
    with FILE.open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file))
