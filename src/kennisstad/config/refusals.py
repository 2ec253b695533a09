# SPDX-License-Identifier: EUPL-1.2
"""Reasons not to go on."""


class Refusal(Exception):
    """Why kennisstad does not go on, in one sentence that says what to do."""
