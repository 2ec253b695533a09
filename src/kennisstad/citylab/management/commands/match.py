# SPDX-License-Identifier: EUPL-1.2
"""Who could help with this question? The same ranking as at the broker's desk."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

from kennisstad.citylab.finding import Match, matches
from kennisstad.citylab.learning import model_in_use
from kennisstad.citylab.matching.features import Asked
from kennisstad.citylab.wording import in_words
from kennisstad.retrieval import LANGUAGES, IndexFault, language_of


class Command(BaseCommand):
    help = "Rank courses, groups and earlier results for a question, with reasons"
    example = 'kennisstad match "Hoe krijgen we meer groen in de straat?" --lang nl'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("question")
        parser.add_argument("--lang", choices=LANGUAGES, help="of the question; found out when left out")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        question = options["question"]
        language = options["lang"] or language_of(question)
        try:
            found = matches(
                Asked(texts={language: question}), today=timezone.localdate(), model=model_in_use()
            )
        except IndexFault as fault:
            raise CommandError(f"{fault} Run: kennisstad index rebuild") from fault
        kinds = {"courses": found.courses, "experts": found.experts, "results": found.results}
        with override(language):
            if options["json"]:
                rows = {kind: [_row(match, language) for match in some] for kind, some in kinds.items()}
                self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
                return
            for kind, some in kinds.items():
                self._tell(kind, some, language)

    def _tell(self, kind: str, some: list[Match], language: str) -> None:
        self.stdout.write(f"{kind}: {len(some)}")
        for match in some:
            row = _row(match, language)
            self.stdout.write(f"  {row['score']:.2f}  {row['title']} – {row['partner']}")
            self.stdout.write(f"        {'; '.join(row['reasons'])}")


def _row(match: Match, language: str) -> dict[str, Any]:
    record, text = match.record, match.record.text_in(language)
    partner = getattr(record, "partner", None) or record.project.carrier
    return {
        "id": record.pk,
        "title": getattr(text, "name", None) or getattr(text, "title", ""),
        "partner": partner.name,
        "score": round(match.score, 4),
        "reasons": [in_words(reason) for reason in match.reasons],
    }
