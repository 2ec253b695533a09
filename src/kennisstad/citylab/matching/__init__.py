# SPDX-License-Identifier: EUPL-1.2
"""How well does this question fit that course, group or earlier result? Plain Python.

Words: features are what two sides have in common; a score orders candidates; a reason can be checked.
"""
