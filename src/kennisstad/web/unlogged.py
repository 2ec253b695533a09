# SPDX-License-Identifier: EUPL-1.2
"""Keeps codes that stand in an address out of the log: whoever reads one can use it."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.urls import NoReverseMatch
from django.utils.translation import override


class WithoutCodes:
    """Filter for the log: a line stays, the code in its address goes.

    Args:
        beginnings: gives what the addresses begin with, in the language of the moment; asked once there
            are addresses.
    """

    def __init__(self, beginnings: Callable[[], list[str]]) -> None:
        self._in_this_language = beginnings
        self._known: list[str] = []

    def _beginnings(self) -> list[str]:
        if not self._known:
            try:
                self._known = self._in_each_language()
            except NoReverseMatch:
                # These are not the site's own addresses: no code stands in any of them.
                return []
        return self._known

    def _in_each_language(self) -> list[str]:
        found = []
        for language, _name in settings.LANGUAGES:
            with override(language):
                found += self._in_this_language()
        return found

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
