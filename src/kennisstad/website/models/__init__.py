# SPDX-License-Identifier: EUPL-1.2
"""Pages that editors write."""

from kennisstad.website.models.pages import Beneath, HomePage, TextPage
from kennisstad.website.models.themes import Subject, ThemeIntroduction, ThemeIntroductionText

__all__ = ["Beneath", "HomePage", "Subject", "TextPage", "ThemeIntroduction", "ThemeIntroductionText"]
