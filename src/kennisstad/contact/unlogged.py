# SPDX-License-Identifier: EUPL-1.2
"""Keeps follow codes out of the log: whoever reads one can read a message and its answer."""

from django.urls import reverse

from kennisstad.web.unlogged import WithoutCodes


def keep_codes_unlogged() -> None:
    """Let every line about a request lose what follows the address of the sender's page."""
    WithoutCodes(lambda: [reverse("contact:find")]).watch()
