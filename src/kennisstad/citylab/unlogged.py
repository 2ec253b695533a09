# SPDX-License-Identifier: EUPL-1.2
"""Keeps follow codes out of the log: whoever reads one can follow, add to and withdraw a question."""

from django.urls import reverse

from kennisstad.web.unlogged import WithoutCodes


def keep_codes_unlogged() -> None:
    """Let every line about a request lose what follows the address of the asker's pages."""
    WithoutCodes(lambda: [reverse("citylab:find")]).watch()
