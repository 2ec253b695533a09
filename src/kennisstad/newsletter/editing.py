# SPDX-License-Identifier: EUPL-1.2
"""What an editor does to a draft: rewrite, put in another order, drop, put back, add."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.newsletter.models import Issue, IssueText, Item, ItemText, Section
from kennisstad.newsletter.stepping import hold_draft
from kennisstad.newsletter.telling import words_follow
from kennisstad.web.refusals import NotNow

Words = Mapping[str, Mapping[str, str]]
"""By language and field."""


@transaction.atomic
def rewrite(issue: Issue, *, words: Words, by: User | None, at: datetime) -> None:
    """Change the subject and opening in the languages given.

    Raises:
        NotNow: it is no draft.
    """
    with _open(issue, "rewritten", by, at):
        for language, said in words.items():
            IssueText.objects.update_or_create(issue=issue, language=language, defaults=dict(said))


@transaction.atomic
def rewrite_item(item: Item, *, words: Words, by: User | None, at: datetime) -> None:
    """Change what an item says in the languages given.

    Raises:
        NotNow: its issue is no draft.
    """
    with _open(item.issue, "item-rewritten", by, at):
        for language, said in words.items():
            ItemText.objects.update_or_create(item=item, language=language, defaults=dict(said))


@transaction.atomic
def move(item: Item, *, to: int, by: User | None, at: datetime) -> None:
    """Put an item at a place among those that stand in its section, 0 for the first; too far is the last.

    Raises:
        NotNow: its issue is no draft.
    """
    with _open(item.issue, "item-moved", by, at):
        others = item.issue.items.filter(section=item.section).exclude(pk=item.pk)
        row = list(others.in_order())
        # What was left out keeps its place between the others, and is not counted.
        after = [one for one in row if not one.dropped][max(0, to) :]
        row.insert(row.index(after[0]) if after else len(row), item)
        for place, one in enumerate(row):
            one.place = place
        Item.objects.bulk_update(row, ["place"])


@transaction.atomic
def drop_item(item: Item, *, by: User | None, at: datetime) -> None:
    """Leave an item out; composing again does not bring it back.

    Raises:
        NotNow: its issue is no draft, or it was left out already.
    """
    _keep(item, by, at, dropped=True)


@transaction.atomic
def put_back(item: Item, *, by: User | None, at: datetime) -> None:
    """Take in an item that was left out.

    Raises:
        NotNow: its issue is no draft, or it stands in it already.
    """
    _keep(item, by, at, dropped=False)


def _keep(item: Item, by: User | None, at: datetime, *, dropped: bool) -> None:
    with _open(item.issue, "item-dropped" if dropped else "item-put-back", by, at):
        item.refresh_from_db(fields=["dropped"])
        if item.dropped is dropped:
            raise NotNow(_("Somebody did that before you."))
        with words_follow(item.issue):
            item.dropped = dropped
            item.save(update_fields=["dropped"])


@transaction.atomic
def add(
    issue: Issue,
    *,
    section: Section,
    words: Words,
    districts: Sequence[str] = (),
    themes: Sequence[str] = (),
    by: User | None,
    at: datetime,
) -> Item:
    """Add something of the editors' own, behind what stands in that section.

    Raises:
        NotNow: it is no draft.
    """
    with _open(issue, "item-added", by, at), words_follow(issue):
        place = max((one.place + 1 for one in issue.items.filter(section=section)), default=0)
        item = Item.objects.create(
            issue=issue, section=section, place=place, districts=list(districts), themes=list(themes)
        )
        ItemText.objects.bulk_create(
            ItemText(item=item, language=language, **said) for language, said in words.items()
        )
    return item


@contextmanager
def _open(issue: Issue, what: str, by: User | None, at: datetime) -> Iterator[None]:
    """Hold an issue that is a draft, and write down what is done to it."""
    hold_draft(issue)
    yield
    record(f"issue.{what}", subject=issue, by_id=by.pk if by else None, at=at)
