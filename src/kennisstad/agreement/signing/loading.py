# SPDX-License-Identifier: EUPL-1.2
"""Brings what needs pyHanko, which not every installation has."""

from importlib import import_module
from typing import Any, Literal

from kennisstad.agreement.signing.refusing import Reason, Refused


def part(name: Literal["keys", "making", "reading", "verifying"]) -> Any:
    """Give a module of this package that needs pyHanko.

    Raises:
        Refused: pyHanko is not installed.
    """
    try:
        return import_module(f"kennisstad.agreement.signing.{name}")
    except ModuleNotFoundError as missing:
        raise Refused(Reason.NO_LIBRARY) from missing


def can_sign() -> bool:
    """Say whether signing with certificates works on this machine."""
    try:
        part("making")
    except Refused:
        return False
    return True
