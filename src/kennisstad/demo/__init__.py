# SPDX-License-Identifier: EUPL-1.2
"""The Leiden example: our own words, facts with their source; it loads once and can be cleared."""
