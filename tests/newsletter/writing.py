# SPDX-License-Identifier: EUPL-1.2
"""Issues and what can be told in them, for tests."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any

from kennisstad.mail.models import Letter
from kennisstad.newsletter.found import Found, Words
from kennisstad.newsletter.kept import KeptHere
from kennisstad.newsletter.models import Issue, IssueText, Item, ItemText
from kennisstad.newsletter.models.issue import ENDED, FROZEN
from kennisstad.newsletter.mould import Mould, Own, Written, new_marks
from tests.making import MONDAY

TODAY = MONDAY.date()
_numbers = count(1)


def make_issue(*, status: str = "draft", items: Iterable[str] = ("asked",), **fields: Any) -> Issue:
    """Make an issue with an item in each of these sections, in both languages."""
    number = fields.pop("number", next(_numbers))
    frozen = {"frozen_at": MONDAY, "readers": 2} if status in FROZEN else {}
    ended = {"ended_at": MONDAY} if status in ENDED else {}
    until = fields.pop("until", TODAY)
    values = {"since": until - timedelta(days=13), "until": until, "due_at": MONDAY} | frozen | ended
    issue = Issue.objects.create(number=number, status=status, **values | fields)
    for language, subject in (("nl", f"Onderwerp {number}"), ("en", f"Subject {number}")):
        IssueText.objects.create(issue=issue, language=language, subject=subject, opening="Goedendag.")
    for section in items:
        make_item(issue, section)
    return issue


def make_item(issue: Issue, section: str = "asked", **fields: Any) -> Item:
    """Make an item behind what stands in its section, with words in both languages."""
    languages = fields.pop("languages", ("nl", "en"))
    said = {"title": "Een vraag", "words": "Over de straat.", "address": "/vragen/1/"}
    said = {name: fields.pop(name, value) for name, value in said.items()}
    place = issue.items.filter(section=section).count()
    item = Item.objects.create(issue=issue, section=section, **{"place": place} | fields)
    for language in languages:
        ItemText.objects.create(item=item, language=language, **said)
    return item


def make_kept_issue(to: str = "reader@example.org") -> Letter:
    """Make the letter of an issue as it is kept without a mail server."""
    written = Written(
        marks=new_marks(),
        subject="Wat er gebeurde", html="<p>Dag <b>lezer</b></p>", text="Dag lezer", sender_name="De stad",
        sender="stad@example.org", list_id="newsletter.example.org", language="nl",
    )  # fmt: skip
    own = Own(to=to, message_id="<1@example.org>", date="", leave="", choices="", one_click="")
    KeptHere().send("stad@example.org", to, Mould(written).cast(own))
    return Letter.objects.newest()[0]


def thing(source: str, section: str = "asked", **fields: Any) -> Found:
    """Make something to tell of, in both languages."""
    texts = {
        "nl": Words(f"Over {source}", "Zo is het.", f"/{source}/"),
        "en": Words(f"About {source}", "So it is.", f"/en/{source}/"),
    }
    return Found(source, section, texts, **fields)


def source_of(things: list[Found]) -> Callable[[date, date], list[Found]]:
    """Give a source that tells of these on any days; who changes the list changes what it tells."""
    return lambda _since, _until: list(things)
