# SPDX-License-Identifier: EUPL-1.2
"""Questions to follow without coming to look: RSS of what a visitor chose."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisstad.citylab.models import Question
from kennisstad.web.feeds import Entry, rss


def written(questions: Iterable[Question], *, query: str, chosen: Sequence[str]) -> bytes:
    """Write questions as RSS 2.0.

    Args:
        questions: the newest first, with their words and districts.
        query: the choice as it stands in the list's address; empty for all questions.
        chosen: the same choice in words.
    """
    title, tail = _("Questions from the city"), f"?{query}" if query else ""
    return rss(
        f"{title}: {', '.join(chosen)}" if chosen else title,
        map(_entry, questions),
        path=reverse("citylab:questions") + tail,
        feed_path=reverse("citylab:questions_feed") + tail,
        about=_("What residents and organisations ask, and what becomes of each question."),
    )


def _entry(question: Question) -> Entry:
    return Entry(
        title=question.text.title if question.text else str(question),
        path=reverse("citylab:question", args=[question.pk]),
        said=_said(question),
        at=question.sent_at,
        categories=[area.name for area in question.districts.all()],
    )


def _said(question: Question) -> str:
    """Give the clear words, else the asker's own where visitors may read them."""
    clear = question.text.body if question.text else ""
    return clear or (question.words if question.show_words else "")
