# SPDX-License-Identifier: EUPL-1.2
"""Questions to follow without coming to look: RSS of what a visitor chose."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kennisstad.citylab.models import Question

IN_A_FEED = 50
"""How many of the newest a feed holds."""


def written(questions: Iterable[Question], *, query: str, chosen: Sequence[str]) -> bytes:
    """Write questions as RSS 2.0; an entry keeps its name for as long as its page stands.

    Args:
        questions: the newest first, with their words and districts.
        query: the choice as it stands in the list's address; empty for all questions.
        chosen: the same choice in words.
    """
    title = _("Questions from the city")
    feed = Rss201rev2Feed(
        title=f"{title}: {', '.join(chosen)}" if chosen else title,
        link=_whole("citylab:questions", query=query),
        description=_("What residents and organisations ask, and what becomes of each question."),
        language=get_language(),
        feed_url=_whole("citylab:questions_feed", query=query),
        ttl=60,
    )
    for question in questions:
        address = _whole("citylab:question", question.pk)
        feed.add_item(
            title=question.text.title if question.text else str(question),
            link=address,
            description=_said(question),
            unique_id=address,
            unique_id_is_permalink=True,
            pubdate=question.sent_at,
            categories=[area.name for area in question.districts.all()],
        )
    return str(feed.writeString("utf-8")).encode()


def _said(question: Question) -> str:
    """Give the clear words, else the asker's own where visitors may read them."""
    clear = question.text.body if question.text else ""
    return clear or (question.words if question.show_words else "")


def _whole(name: str, *args: object, query: str = "") -> str:
    address = settings.SITE_ADDRESS + reverse(name, args=args)
    return f"{address}?{query}" if query else address
