# SPDX-License-Identifier: EUPL-1.2
"""Keeps codes of bookings out of the log: whoever reads one can cancel for a class."""

from django.urls import reverse

from kennisstad.web.unlogged import WithoutCodes


def keep_codes_unlogged() -> None:
    """Let every line about a request lose what follows the address of bookings."""
    WithoutCodes(lambda: [reverse("schools:booking", args=["-"]).removesuffix("-/")]).watch()
