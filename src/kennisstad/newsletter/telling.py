# SPDX-License-Identifier: EUPL-1.2
"""Keeps the subject and opening that an issue wrote of itself true, and those of an editor as they are."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from django.utils.translation import override

from kennisstad.languages.models import Language
from kennisstad.neighbourhoods.models import City
from kennisstad.newsletter import wording
from kennisstad.newsletter.models import Issue, IssueText

Said = dict[str, dict[str, str]]
"""By language and field."""


def written_by_itself(issue: Issue) -> Said:
    """Give the words that follow from the items that stand in an issue now."""
    counts = Counter(issue.items.kept().values_list("section", flat=True))
    name = City.objects.values_list("name", flat=True).first()
    said: Said = {}
    for language in Language.values:
        with override(language):
            city = name or _("the city")
            subject, opening = wording.by_itself(counts, city, issue.since, issue.until)
            said[language] = {"subject": subject, "opening": opening}
    return said


@contextmanager
def words_follow(issue: Issue) -> Iterator[None]:
    """Let the words of an issue follow what changes in it; what an editor wrote stays."""
    before = written_by_itself(issue)
    yield
    now = written_by_itself(issue)
    texts = {text.language: text for text in IssueText.objects.filter(issue=issue)}
    for language in Language.values:
        text = texts.get(language) or IssueText(issue=issue, language=language)
        for field in ("subject", "opening"):
            was, new = before[language][field], now[language][field]
            # A subject is one sentence: there an editor changed it, or did not.
            if text.pk is None or getattr(text, field) == was:
                setattr(text, field, new)
            elif field == "opening":
                text.opening = wording.followed(text.opening, was, new)
        text.save()
