# SPDX-License-Identifier: EUPL-1.2
"""Will it fit? A question's wishes against the windows of all courses; plain Python.

Words: a window is one time that a course is given; the windows of one institution that are given together
are a block. What stands in the way is a bar; a way is a window and the parts in which a question goes in.
"""

from kennisstad.citylab.fit.bars import Bar, Cause, ShutBy, Shutting
from kennisstad.citylab.fit.fitting import Fit, Outcome, Way, fit
from kennisstad.citylab.fit.wishes import Size, Wishes

__all__ = ["Bar", "Cause", "Fit", "Outcome", "ShutBy", "Shutting", "Size", "Way", "Wishes", "fit"]
