# SPDX-License-Identifier: EUPL-1.2
"""Keeps ambassadors' codes out of the log: whoever reads one can confirm or leave in their place."""

from django.urls import reverse

from kennisstad.web.unlogged import WithoutCodes


def keep_codes_unlogged() -> None:
    WithoutCodes(_beginnings).watch()


def _beginnings() -> list[str]:
    return [reverse(f"welcome:{name}", args=["x"]).removesuffix("x/") for name in ("confirm", "leave")]
