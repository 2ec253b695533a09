# SPDX-License-Identifier: EUPL-1.2
"""Kennisstad: a city and its knowledge institutions, their questions, results and promises."""
