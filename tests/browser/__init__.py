# SPDX-License-Identifier: EUPL-1.2
"""Journeys in a real Chromium, against a real server."""
