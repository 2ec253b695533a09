# SPDX-License-Identifier: EUPL-1.2
"""Keeps the codes of signatories out of the log: whoever reads one can sign in their place."""

from django.urls import reverse

from kennisstad.web.unlogged import WithoutCodes


def keep_codes_unlogged() -> None:
    """Let every line about a request lose what follows the address of signing."""
    WithoutCodes(lambda: [reverse("agreement:sign", args=["-"]).removesuffix("-/")]).watch()
