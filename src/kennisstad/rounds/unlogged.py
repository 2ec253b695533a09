# SPDX-License-Identifier: EUPL-1.2
"""Keeps the codes of rounds out of the log: whoever reads one can rank for a team, or sign one up."""

from django.urls import reverse

from kennisstad.web.unlogged import WithoutCodes


def keep_codes_unlogged() -> None:
    """Let every line about a request lose what follows the addresses of teams and of signing up."""
    WithoutCodes(_beginnings).watch()


def _beginnings() -> list[str]:
    return [reverse("rounds:find_team"), reverse("rounds:sign_up", args=["-"]).removesuffix("-/")]
