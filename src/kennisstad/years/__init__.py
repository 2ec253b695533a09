# SPDX-License-Identifier: EUPL-1.2
"""Themed years: every day has a subject and a place, and an owner who adopts it.

Words: a year holds days; whoever adopts a day owns it once the desk agreed.
"""
