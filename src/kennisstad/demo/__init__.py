# SPDX-License-Identifier: EUPL-1.2
"""The Leiden example: our own words, facts with their source; it loads once and can be cleared.

Words: the ground is what must stand before anyone can ask (city, partners, agreement, courses, people); the
road is what happened to the example's questions and projects; what the example made is on record, so that
clearing takes away that and nothing else.
"""
