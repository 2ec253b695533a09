# SPDX-License-Identifier: EUPL-1.2
"""`kennisstad doctor`: looks at every part, says how it is and what to do."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from kennisstad.config.commands import HOUSE, need_home, set_up
from kennisstad.config.options import Parser
from kennisstad.config.refusals import Refusal

if TYPE_CHECKING:
    from kennisstad.config.health import Check, Finding


PARTS = {
    "tables": "database",
    "folder": "disk",
    "index": "search index",
    "semantic_search": "semantic",
    "opt_outs": "opt-outs",
    "letter_signing": "signing mail",
    "returned_mail": "bounces",
}
"""What people call a part where the check has another name."""


def main(arguments: Sequence[str]) -> int:
    """Print the findings; 1 when one of them is a problem."""
    options = parser().parse_args([*arguments])
    from kennisstad.config import env

    # A folder that was made for it is looked at, also when nothing was begun there yet.
    if not os.path.isdir(env.HOME):
        need_home()
    set_up()
    findings = list(examine())
    print(json.dumps([asdict(found) for found in findings], indent=2) if options.json else in_lines(findings))
    return int(any(found.level == "problem" for found in findings))


def parser() -> Parser:
    command = HOUSE["doctor"]
    made = Parser("kennisstad doctor", description=command.help, epilog=f"Example: {command.example}")
    made.add_argument("--json", action="store_true", help="print for a program instead of a person")
    return made


def examine() -> Iterator["Finding"]:
    """Look at every part; what needs the database is left out when that is not well."""
    from kennisstad.config import health

    for check in health.WITHOUT_DATABASE:
        yield from _findings(check)
    found = _findings(health.tables)
    yield from found
    if any(finding.level == health.Level.PROBLEM for finding in found):
        return
    for check in health.WITH_TABLES:
        yield from _findings(check)


def _findings(check: "Check") -> list["Finding"]:
    """Look at one part; that looking fails is a finding too."""
    from django.utils import timezone

    from kennisstad.config.health import Finding, Level

    part = PARTS.get(check.__name__, check.__name__.replace("_", " "))
    try:
        return list(check(timezone.now()))
    except Refusal as refusal:
        return [Finding(part, Level.PROBLEM, str(refusal))]
    except Exception as error:
        return [Finding(part, Level.PROBLEM, f"It cannot be looked at: {type(error).__name__}: {error}")]


def in_lines(findings: Sequence["Finding"]) -> str:
    lines = []
    for found in findings:
        lines.append(f"{found.level:<10} {found.part:<13} {found.says}")
        if found.do:
            lines.append(f"{'':<10} {'':<13} → {found.do}")
    return "\n".join(lines)
