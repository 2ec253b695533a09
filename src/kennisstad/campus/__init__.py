# SPDX-License-Identifier: EUPL-1.2
"""Where the partnership builds: campuses and sites, homes for students and starters, spin-offs.

Words: a campus is a place of one or more institutions; a site is a spot on it; a housing project is a number
of homes for somebody, by a year; a spin-off is a company that grew from the research of an institution.
"""
