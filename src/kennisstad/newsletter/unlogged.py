# SPDX-License-Identifier: EUPL-1.2
"""Keeps readers' codes out of the log: whoever reads one can confirm, choose or leave in their place."""

from kennisstad.newsletter.links import beginnings
from kennisstad.web.unlogged import WithoutCodes


def keep_codes_unlogged() -> None:
    WithoutCodes(beginnings).watch()
