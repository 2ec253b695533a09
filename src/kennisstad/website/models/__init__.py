# SPDX-License-Identifier: EUPL-1.2
"""Pages that editors write."""

from kennisstad.website.models.events import EventPage
from kennisstad.website.models.guides import GuidePage
from kennisstad.website.models.indexes import AgendaPage, GuideIndexPage, NewsIndexPage, StoryIndexPage
from kennisstad.website.models.news import NewsPage
from kennisstad.website.models.pages import Beneath, HomePage, TextPage
from kennisstad.website.models.stories import StoryPage
from kennisstad.website.models.themes import Subject, ThemeIntroduction, ThemeIntroductionText
from kennisstad.website.models.written import Written

__all__ = [
    "AgendaPage",
    "Beneath",
    "EventPage",
    "GuideIndexPage",
    "GuidePage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "StoryIndexPage",
    "StoryPage",
    "Subject",
    "TextPage",
    "ThemeIntroduction",
    "ThemeIntroductionText",
    "Written",
]
