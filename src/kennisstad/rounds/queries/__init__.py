# SPDX-License-Identifier: EUPL-1.2
"""Reads across rounds, teams, questions and courses."""
