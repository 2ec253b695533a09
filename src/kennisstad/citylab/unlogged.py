# SPDX-License-Identifier: EUPL-1.2
"""Keeps follow codes out of the log: whoever reads one can follow, add to and withdraw a question."""

import logging
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


class WithoutCodes:
    """Filter for the log: a line stays, the code in its address goes.

    Args:
        beginnings: gives what the addresses begin with, once there are addresses.
    """

    def __init__(self, beginnings: Callable[[], list[str]]) -> None:
        self._beginnings = beginnings

    def watch(self) -> None:
        for name in ("django.request", "django.security.csrf"):
            logging.getLogger(name).addFilter(self)

    def __call__(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(self._cut(arg) if isinstance(arg, str) else arg for arg in record.args)
        return True

    def _cut(self, text: str) -> str:
        begin = next((begin for begin in self._beginnings() if text.startswith(begin)), None)
        return f"{begin}…" if begin else text


def keep_codes_unlogged() -> None:
    """Let every line about a request lose what follows the address of the asker's pages."""
    WithoutCodes(_beginnings).watch()


@cache
def _beginnings() -> list[str]:
    """Give what the asker's pages begin with, in each language."""
    found = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.append(reverse("citylab:find"))
    return found
