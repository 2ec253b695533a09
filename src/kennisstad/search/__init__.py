# SPDX-License-Identifier: EUPL-1.2
"""One box over everything public, in Dutch and English.

Words: a source gives what of one kind can be found; a hit is what was found.
"""
