# SPDX-License-Identifier: EUPL-1.2
"""Pages that editors write."""

from kennisstad.website.models.pages import Beneath, HomePage, TextPage

__all__ = ["Beneath", "HomePage", "TextPage"]
