# SPDX-License-Identifier: EUPL-1.2
"""Keeps follow codes out of the log: whoever reads one can follow, add to and withdraw a question."""

import logging
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def keep_codes_unlogged() -> None:
    """Let every line about a request lose what follows the address of the asker's pages."""
    for name in ("django.request", "django.security.csrf"):
        logging.getLogger(name).addFilter(without_code)


def without_code(record: logging.LogRecord) -> bool:
    """Filter for the log: a line stays, the code in its address goes."""
    if isinstance(record.args, tuple):
        record.args = tuple(_cut(arg) if isinstance(arg, str) else arg for arg in record.args)
    return True


def _cut(text: str) -> str:
    begin = next((begin for begin in _beginnings() if text.startswith(begin)), None)
    return f"{begin}…" if begin else text


@cache
def _beginnings() -> list[str]:
    """Give what the asker's pages begin with, in each language."""
    found = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.append(reverse("citylab:find"))
    return found
