# SPDX-License-Identifier: EUPL-1.2
"""What we say of our own accessibility, from one file that people can read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE = Path(__file__).parent / "accessibility.yaml"
STATUSES: dict[str, str | Promise] = {
    "full": _("This site meets all requirements."),
    "partial": _("This site meets part of the requirements."),
    "measures": _(
        "We have taken the first measures to meet the requirements. Not everything was examined yet."
    ),
    "none": _("This site does not meet the requirements yet."),
}
"""As the Dutch model statement has them, in words."""


@dataclass(frozen=True)
class Test:
    on: date
    what: str
    how: str


@dataclass(frozen=True)
class Fault:
    what: str
    effect: str
    plan: str
    criteria: Sequence[str]
    """Of WCAG, by number; none when it is about more than one rule."""


@dataclass(frozen=True)
class Statement:
    status: str | Promise
    drawn_up_on: date
    standard: str
    tests: list[Test]
    faults: list[Fault]


def statement(language: str) -> Statement:
    """Read what we say, in one language."""
    told = _read()
    return Statement(
        status=STATUSES[told["status"]],
        drawn_up_on=told["drawn_up_on"],
        standard=told["standard"][language],
        tests=[Test(row["day"], row["what"][language], row["how"][language]) for row in told["tests"]],
        faults=[_fault(row, language) for row in told["faults"]],
    )


def _fault(row: Mapping[str, Any], language: str) -> Fault:
    words = {name: row[name][language] for name in ("what", "effect", "plan")}
    return Fault(**words, criteria=row["criteria"])


@cache
def _read() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))
