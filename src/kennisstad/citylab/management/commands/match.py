# SPDX-License-Identifier: EUPL-1.2
"""Who could help with this question? The same ranking as at the broker's desk."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kennisstad.citylab.finding import Match, Matches, matches
from kennisstad.citylab.learning import model_in_use
from kennisstad.citylab.matching.features import Asked
from kennisstad.citylab.wording import in_words, limit_in_words, score_in_words
from kennisstad.education.models import Level
from kennisstad.partners.models import Researcher
from kennisstad.retrieval import LANGUAGES, languages_of, terms

ASKED = ("courses", "would fit, but")
"""What accepts or declines, so that a score can become a chance."""
NO_WORDS = "There is no word to look for in this question. Say in a sentence what it is about."
SLOWER = "The index is being made again: this list is slower and coarser. Run: kennisstad index rebuild"


class Command(BaseCommand):
    help = "Rank courses, groups and earlier results for a question, with reasons"
    example = 'kennisstad match "Hoe krijgen we meer groen in de straat?" --lang nl --why'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("question")
        parser.add_argument("--lang", choices=LANGUAGES, help="of the question; found out when left out")
        parser.add_argument("--level", choices=Level.values, default="", help="of the courses to look for")
        parser.add_argument("--why", action="store_true", help="reasons, words that met, and features")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        question = options["question"]
        languages = [options["lang"]] if options["lang"] else languages_of(question)
        if not any(terms(question, one) for one in languages):
            raise CommandError(NO_WORDS)
        language = languages[0]
        asked = Asked(texts=dict.fromkeys(languages, question), level=options["level"])
        with override(language):
            found = matches(asked, today=timezone.localdate(), model=model_in_use())
            if found.slower:
                self.stderr.write(SLOWER)
            if options["json"]:
                self.stdout.write(json.dumps(_whole(found, language), ensure_ascii=False, indent=2))
                return
            for kind, some in _kinds(found).items():
                self._tell(kind, some, language, why=options["why"], is_calibrated=found.is_calibrated)

    def _tell(self, kind: str, some: list[Match], language: str, *, why: bool, is_calibrated: bool) -> None:
        self.stdout.write(f"{kind}: {len(some)}")
        for match in some:
            row = _row(match, language)
            self.stdout.write(f"  {row['score']:.2f}  {row['title']} – {row['partner']}")
            self.stdout.write(f"        {'; '.join([*row['limits'], *row['reasons']])}")
            if why:
                said = score_in_words(match.score, is_calibrated=is_calibrated and kind in ASKED)
                self._tell_why(row, said)

    def _tell_why(self, row: dict[str, Any], score: str) -> None:
        self.stdout.write(f"        {score}")
        if row["against"]:
            self.stdout.write(f"        {_('Against:')} {'; '.join(row['against'])}")
        met = ", ".join(f"{word['asked']} = {word['found']} ({word['how']})" for word in row["words"])
        self.stdout.write(f"        {_('Words:')} {met}")
        told = ", ".join(f"{name} {value:.2f}" for name, value in row["features"].items())
        self.stdout.write(f"        {_('Features:')} {told}")


def _kinds(found: Matches) -> dict[str, list[Match]]:
    return {
        "courses": found.courses,
        "experts": found.experts,
        "researchers": found.researchers,
        "results": found.results,
        "would fit, but": found.but,
    }


def _whole(found: Matches, language: str) -> dict[str, Any]:
    names = ("courses", "experts", "researchers", "results", "but")
    kinds: dict[str, list[Match]] = {name: getattr(found, name) for name in names}
    rows: dict[str, Any] = {kind: [_row(match, language) for match in some] for kind, some in kinds.items()}
    return rows | {"calibrated": found.is_calibrated, "slower": found.slower}


def _row(match: Match, language: str) -> dict[str, Any]:
    record = match.record
    text = record if isinstance(record, Researcher) else record.text_in(language)
    partner = getattr(record, "partner", None) or record.project.carrier
    return {
        "id": record.pk,
        "title": getattr(text, "name", None) or getattr(text, "title", ""),
        "partner": partner.name,
        "score": round(match.score, 4),
        "limits": [limit_in_words(limit) for limit in match.limits],
        "reasons": [in_words(reason) for reason in match.reasons if not reason.is_against],
        "against": [in_words(reason) for reason in match.reasons if reason.is_against],
        "features": {name: round(value, 4) for name, value in match.features.items()},
        "words": [{"asked": word.asked, "found": word.found, "how": word.how} for word in match.shared],
    }
