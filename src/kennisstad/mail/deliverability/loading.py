# SPDX-License-Identifier: EUPL-1.2
"""Brings what needs dnspython, which not every installation has."""

from importlib import import_module
from typing import Any


class NoLibrary(Exception):
    """dnspython is not installed."""


def lookup() -> Any:
    """Give the module that asks DNS and reads zone files.

    Raises:
        NoLibrary: dnspython is not installed.
    """
    try:
        return import_module("kennisstad.mail.deliverability.lookup")
    except ModuleNotFoundError as missing:
        raise NoLibrary from missing
