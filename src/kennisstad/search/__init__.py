# SPDX-License-Identifier: EUPL-1.2
"""One box over everything public, in Dutch and English.

Words: a source gives what of one kind can be found; a group is what visitors see together, of one kind or
more; a hit is what was found; a hint is what may be meant while somebody types.
"""
