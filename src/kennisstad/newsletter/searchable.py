# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of newsletters: issues that went out."""

from collections.abc import Collection, Iterator

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import override

from kennisstad.newsletter.models import Issue, Item
from kennisstad.web.findable import Findable, address, among


def issues(keys: Collection[int] | None) -> Iterator[Findable]:
    """Give the subject, the opening and what the items are called."""
    kept = Prefetch("items", Item.objects.kept().in_order().prefetch_related("texts"))
    for issue in among(Issue.objects.public(), keys).prefetch_related("texts", kept):
        for text in issue.texts.all():
            titles = [said.title for item in issue.items.all() if (said := item.text_in(text.language))]
            with override(text.language):
                note = date_format(issue.until, "j F Y")
            yield Findable(
                subject=f"issue:{issue.pk}",
                language=text.language,
                title=text.subject,
                words="\n".join([text.opening, *titles]),
                address=address(text.language, "newsletter:issue", issue.number),
                note=note,
            )
