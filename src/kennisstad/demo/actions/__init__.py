# SPDX-License-Identifier: EUPL-1.2
"""What happens to the example: it is loaded, and cleared."""

from kennisstad.demo.actions.clearing import Cleared, StillNeeded, clear
from kennisstad.demo.actions.loading import DoesNotFit, Loaded, load

__all__ = ["Cleared", "DoesNotFit", "Loaded", "StillNeeded", "clear", "load"]
