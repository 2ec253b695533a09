# SPDX-License-Identifier: EUPL-1.2
"""Readers, issues and deliveries for tests, each with one plain call."""

from datetime import date
from itertools import count
from typing import Any

from kennisstad.accounts.models import User
from kennisstad.newsletter.digests import digest_now
from kennisstad.newsletter.freezing import freeze
from kennisstad.newsletter.models import Delivery, Issue, IssueText, Item, ItemText, NeverAgain, Reader
from tests.making import MONDAY

_numbers = count(10_001)
"""Far from those of issues that are written (`writing.py`): no two issues have the same number."""


def make_reader(email: str = "", *, status: str = "reading", **fields: Any) -> Reader:
    """Make a reader who asked, reads along or was stopped."""
    address = email or f"reader-{next(_numbers)}@example.org"
    values = {
        "email": address,
        "digest": digest_now(address),
        "language": "en",
        "status": status,
        "asked_at": MONDAY,
        "consent_at": None if status == "asked" else MONDAY,
        "consent_version": "1",
        "consent_words": "Yes, send me the newsletter.",
        "stopped_at": MONDAY if status == "stopped" else None,
        "stopped_why": "bounced" if status == "stopped" else "",
    }
    return Reader.objects.create(**values | fields)


def make_mark(email: str) -> NeverAgain:
    """Make the mark of somebody who left."""
    return NeverAgain.objects.create(digest=digest_now(email), at=MONDAY)


def make_sending_issue(**fields: Any) -> Issue:
    values = {
        "number": next(_numbers),
        "since": date(2026, 11, 1),
        "until": date(2026, 11, 14),
        "status": "sending",
        "frozen_at": MONDAY,
        "readers": 1,
    }
    return Issue.objects.create(**values | fields)


def make_delivery(reader: Reader, *, issue: Issue | None = None, status: str = "waiting") -> Delivery:
    under_way = status in ("waiting", "in-flight")
    return Delivery.objects.create(
        issue=issue or make_sending_issue(),
        reader=reader,
        status=status,
        ended_at=None if under_way else MONDAY,
    )


def make_issue_on_its_way(*, title: str = "News", planned_by: User | None = None, **aimed: Any) -> Issue:
    """Make an issue with one item and freeze it: every reader of this moment has a row."""
    issue = Issue.objects.create(
        number=next(_numbers),
        since=date(2026, 11, 1),
        until=date(2026, 11, 14),
        status="planned",
        due_at=MONDAY,
        planned_by=planned_by,
    )
    item = Item.objects.create(issue=issue, section="news", place=0, **aimed)
    for language in ("nl", "en"):
        IssueText.objects.create(issue=issue, language=language, subject="What happened in the city")
        ItemText.objects.create(item=item, language=language, title=title, words="", address="/nieuws/")
    freeze(issue, at=MONDAY)
    return issue
