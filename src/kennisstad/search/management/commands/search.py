# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from kennisstad.languages.models import Language
from kennisstad.search import finding
from kennisstad.search.finding import Found
from kennisstad.search.wording import GROUPS
from kennisstad.web.forms import clean_words


class Command(BaseCommand):
    help = "Search in everything that visitors may see"
    example = "kennisstad search fietsenstalling --language en"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", nargs="+")
        parser.add_argument("--language", choices=Language.values, default=Language.NL.value)
        parser.add_argument("--kind", choices=[group.key for group in GROUPS], default="")
        parser.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        words = clean_words(" ".join(options["words"]))[:200]
        with override(options["language"]):
            found = finding.find(words, language=options["language"], group=options["kind"])
            self.stdout.write(_as_json(found) if options["json"] else _as_lines(found))


def _as_json(found: Found) -> str:
    told = {
        "count": found.count,
        "has_all": found.has_all,
        "instead": {word.typed: word.instead for word in found.instead},
        "groups": {section.group.key: section.count for section in found.sections},
        "found": [
            {
                "subject": row.subject,
                "group": section.group.key,
                "title": row.name,
                "language": row.language,
                "address": row.address,
            }
            for section in found.shown
            for row in section.rows
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _as_lines(found: Found) -> str:
    lines = [f"{word.typed}: looked for {', '.join(word.instead)}." for word in found.instead]
    for section in found.sections:
        lines.append(f"{section.group.name}: {section.count}")
        lines += [f"  {row.name}  {row.address}" for row in section.rows]
    return "\n".join(lines) or "Nothing was found."
