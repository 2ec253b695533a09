# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import CommandParser

from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import moment, stamp
from kennisstad.rounds.models import Round, Run
from kennisstad.rounds.queries.reach import in_vain
from kennisstad.rounds.queries.standing import really

LISTED = ("runs", "in_vain", "left_out")
"""What is said line by line after the rest."""


class Command(RoundCommand):
    help = "Show where a round stands, what takes part and every computation of it"
    example = "kennisstad round show 3 --json"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="for programs")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        shown = _shown(round)
        if options["json"]:
            self.stdout.write(json.dumps(shown, indent=2, ensure_ascii=False))
            return
        for name, value in shown.items():
            if name not in LISTED:
                self.stdout.write(f"{name:<17}{_said(name, value)}")
        for sentence in shown["in_vain"]:
            self.stdout.write(f"In vain: {sentence}")
        for place, why in shown["left_out"].items():
            self.stdout.write(f"Question {place} was left out: {why}")
        for run in shown["runs"]:
            self.stdout.write(f"run {run['number']:<13}{_in_words(run)}")


def _shown(round: Round) -> dict[str, Any]:
    happened = really(round)
    return {
        "round": round.pk,
        "title": str(round),
        "status": round.status,
        "policy": round.policy,
        "seed": round.told_seed,
        "seed_salt": None if round.told_seed is None else round.seed_salt,
        "seed_sha256": round.seed_fingerprint,
        "opens_at": stamp(round.opens_at),
        "closes_at": stamp(round.closes_at),
        "publish_on": round.publish_on.isoformat(),
        "appeals_until": round.appeals_until.isoformat(),
        "starts_on": round.starts_on.isoformat(),
        "ends_on": round.ends_on.isoformat(),
        "least_wishes": round.least_wishes,
        "most_wishes": round.most_wishes,
        "ties_allowed": round.ties_allowed,
        "closures": round.closures,
        "closed_early_at": stamp(happened.closed_at) if happened.closed_at else None,
        "published_on": happened.published_on.isoformat() if happened.published_on else None,
        "questions": round.questions.count(),
        "courses": round.courses.count(),
        "in_vain": in_vain(round),
        "teams": round.teams.taking_part().count(),
        "left_out": {
            str(part.place): part.left_out_because
            for part in round.questions.in_order().filter(left_out_at__isnull=False)
        },
        "plan": round.run.number if round.run else None,
        "runs": [_run(run) for run in round.runs.newest().defer("instance")],
    }


def _said(name: str, value: Any) -> str:
    if value is None:
        return "not shown before the close" if name in ("seed", "seed_salt") else "none"
    if name.endswith("_at"):
        return moment(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _run(run: Run) -> dict[str, Any]:
    names = ("number", "status", "policy", "for_real", "what_if", "digest", "version")
    kept = {name: getattr(run, name) for name in names}
    forbidden = sum(fault["forbidden"] for fault in run.faults)
    figures = {name: run.answer.get(name) for name in ("size", "cost", "profile", "gap", "unproven")}
    return kept | figures | {"faults": len(run.faults), "forbidden": forbidden}


def _in_words(run: dict[str, Any]) -> str:
    what = "" if run["for_real"] else ", what if"
    if run["size"] is None:
        return f"{run['status']}, {run['policy']}{what}"
    return (
        f"{run['status']}, {run['policy']}{what}: {run['size']} placed, ranks {run['profile']}, "
        f"{run['faults']} faults of which {run['forbidden']} forbidden"
    )
