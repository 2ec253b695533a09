# SPDX-License-Identifier: EUPL-1.2
"""Words that commands are told in Dutch, in English or in both."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from kennisstad.lib.cleaning import cleaned


def add_words(parser: CommandParser, name: str, told: str) -> None:
    """Take words in Dutch as --name and in English as --name-en."""
    parser.add_argument(f"--{name}", default="", help=f"{told}, in Dutch")
    parser.add_argument(f"--{name}-en", default="", help=f"{told}, in English")


def words_of(options: dict[str, Any], *names: str, most: int = 2000) -> dict[str, dict[str, str]]:
    """Give what was said per language, as actions take it; a language in which nothing was said is left out.

    Raises:
        CommandError: the first of these is said in no language, or one of them is too long.
    """
    endings = {"nl": "", "en": "_en"}
    said = {
        language: {name: cleaned(options[f"{name}{ending}"]) for name in names}
        for language, ending in endings.items()
    }
    if not any(words[names[0]] for words in said.values()):
        raise CommandError(f"Say --{names[0]} in Dutch, or --{names[0]}-en in English, or both.")
    for words in said.values():
        for name, text in words.items():
            if len(text) > most:
                raise CommandError(f"Use at most {most} characters for --{name}; this has {len(text)}.")
    return {language: words for language, words in said.items() if words[names[0]]}
