# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from kennisstad.rounds.allocation.writing import decided, to_json
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round
from kennisstad.rounds.queries.instance import instance_of


class Command(RoundCommand):
    help = (
        "Write a round with its policy and seed as JSON that `kennisstad allocate` reads; it names nobody."
        " Keep it to yourself until the round is closed: the seed is secret so long"
    )
    example = "kennisstad round export 3 > round.json"

    def do(self, round: Round, options: dict[str, Any]) -> None:
        document = decided(to_json(instance_of(round)), round.policy, round.seed)
        self.stdout.write(json.dumps(document, ensure_ascii=False, sort_keys=True))
