# SPDX-License-Identifier: EUPL-1.2
"""Remembering: who did what and when, and what we keep for how long.

Words: an event is one line of the journal; a rule says how long a kind of personal data is kept.
"""
