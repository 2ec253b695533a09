# SPDX-License-Identifier: EUPL-1.2
"""Brings what needs cryptography, which not every installation has."""

from importlib import import_module
from typing import Any


class NoLibrary(Exception):
    """cryptography is not installed."""


class NotAKey(ValueError):
    """A file holds no key that signs; says why, to stand behind its name."""


def keys() -> Any:
    """Give the module that makes and reads keys.

    Raises:
        NoLibrary: cryptography is not installed.
    """
    try:
        return import_module("kennisstad.mail.signing.keys")
    except ModuleNotFoundError as missing:
        raise NoLibrary from missing
