# SPDX-License-Identifier: EUPL-1.2
"""Reasons not to go on."""


class Refusal(Exception):
    """Why kennisstad does not go on, in one sentence that says what to do."""


def missing(error: ImportError) -> str:
    """Say which part of the machine is missing and how to get it."""
    if "cannot open shared object" in str(error) or "Library not loaded" in str(error):
        return f"A system library is missing: {error}. Install the package of your system that holds it."
    return f"A part of kennisstad is missing: {error}. Run `make run` once more: it installs what is missing."
