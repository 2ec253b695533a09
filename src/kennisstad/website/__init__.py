# SPDX-License-Identifier: EUPL-1.2
"""The public face: home, neighbourhoods, projects, results, partners, and editors' pages.

Words: the home page and text pages are written by editors, in two trees, one per language; all other pages
are drawn from records. A label is what a project is known by in a list: a district, a theme, a partner.
"""
