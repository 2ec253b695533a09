# SPDX-License-Identifier: EUPL-1.2
"""A city's own look as data: tokens, logo and fonts from a folder, judged before they are kept.

Words: a token is a custom property with a name of the NL Design System or of our palette; a look is light or
dark; a theme is all that a city set. What is not set stays ours.
"""
