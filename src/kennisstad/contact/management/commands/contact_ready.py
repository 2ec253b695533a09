# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.contact.actions import add_ready, change_ready, remove_ready
from kennisstad.contact.actions.ready import Words
from kennisstad.contact.models import LONGEST_TITLE, LONGEST_WORDS, ReadyAnswer
from kennisstad.languages.models import Language
from kennisstad.web.forms import clean_words


class Command(BaseCommand):
    help = "List the ready answers, or write, change or remove one"
    example = 'kennisstad contact ready --add --nl "Openingstijden" "Wij zijn er elke dag."'

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--add", action="store_true", help="write one more")
        what.add_argument("--change", type=int, metavar="NUMBER", help="give one other words")
        what.add_argument("--remove", type=int, metavar="NUMBER", help="take one away")
        for language in Language.values:
            said = f"its name and its words in {language}"
            parser.add_argument(f"--{language}", nargs=2, metavar=("NAME", "WORDS"), help=said)

    def handle(self, *args: Any, **options: Any) -> None:
        words, now = _words(options), timezone.now()
        if options["remove"] is not None:
            remove_ready(_ready(options["remove"]), by=None, at=now)
        elif words and options["change"] is not None:
            change_ready(_ready(options["change"]), words, by=None, at=now)
        elif words and options["add"]:
            add_ready(words, by=None, at=now)
        elif words or options["add"] or options["change"] is not None:
            raise CommandError("Say --add or --change NUMBER, and a name and words in a language or two.")
        for ready in ReadyAnswer.objects.in_order().prefetch_related("texts"):
            for text in ready.texts.all():
                self.stdout.write(
                    f"{ready.pk}\t{text.language}\t{text.title}\t{' '.join(text.words.split())}"
                )


def _ready(number: int) -> ReadyAnswer:
    ready = ReadyAnswer.objects.filter(pk=number).first()
    if ready is None:
        raise CommandError(f"There is no ready answer with number {number}.")
    return ready


def _words(options: dict[str, Any]) -> Words:
    words = {}
    for language in Language.values:
        if options[language]:
            title, said = (clean_words(one) for one in options[language])
            if not (0 < len(title) <= LONGEST_TITLE and 0 < len(said) <= LONGEST_WORDS):
                raise CommandError(
                    f"A ready answer has a name of 1 to {LONGEST_TITLE} characters, and 1 to {LONGEST_WORDS} "
                    "of words; nothing was changed."
                )
            words[language] = {"title": title, "words": said}
    return words
