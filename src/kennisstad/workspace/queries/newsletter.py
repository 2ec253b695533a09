# SPDX-License-Identifier: EUPL-1.2
"""Reads for the newsletter's desk: who can get a test, an issue as a reader sees it, what came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kennisstad.accounts.models import User
from kennisstad.agreement.models import Theme
from kennisstad.languages.models import Language
from kennisstad.lib.mail_address import NotAnAddress
from kennisstad.neighbourhoods.models import Area
from kennisstad.newsletter.found import asked_for
from kennisstad.newsletter.models import Bounce, BounceKind, Issue, Reader
from kennisstad.newsletter.models.delivery import Status
from kennisstad.newsletter.rendering import Rendered, load
from kennisstad.newsletter.trying import tried


def people_with_an_address() -> dict[int, User]:
    """Give the people with an account to whom a test can be sent, by number."""
    found = User.objects.filter(is_active=True).exclude(email="").order_by("name", "pk")
    return {person.pk: person for person in found}


@dataclass(frozen=True)
class Choice:
    """How an issue is looked at."""

    language: str
    districts: tuple[str, ...]
    themes: tuple[str, ...]
    dark: bool

    @property
    def query(self) -> str:
        """The same as the end of an address; nothing about a person is in it."""
        made = QueryDict(mutable=True)
        made["language"] = self.language
        made.setlist("district", list(self.districts))
        made.setlist("theme", list(self.themes))
        if self.dark:
            made["dark"] = "1"
        return made.urlencode()


def choice_in(asked: QueryDict) -> Choice:
    """Read what was chosen; what we do not know chooses nothing."""
    language = asked.get("language", "") or get_language()
    return Choice(
        language if language in Language.values else Language.NL,
        _chosen(asked.getlist("district")),
        _chosen(asked.getlist("theme")),
        asked.get("dark") == "1",
    )


def choice_of(reader: Reader, language: str) -> Choice:
    return Choice(language, tuple(reader.districts), tuple(reader.themes), dark=False)


def reader_with(email: str) -> Reader | None:
    """Give who gets the newsletter at this address, however it is written."""
    try:
        return Reader.objects.reading().of(email).first()
    except NotAnAddress:
        return None


def seen_by(issue: Issue, choice: Choice) -> Rendered | None:
    """Give the mail that a reader with these choices gets; nothing when there is none for such a reader."""
    whole = load(issue)
    items = asked_for(whole.items, districts=choice.districts, themes=choice.themes)
    if not items:
        return None
    made = tried(whole, items, choice.language)
    if not choice.dark:
        return made
    # What a mail program does at night, by day.
    return Rendered(made.subject, made.html.replace("(prefers-color-scheme: dark)", "all"), made.text)


def districts() -> list[tuple[str, str]]:
    return list(Area.objects.districts().by_name().values_list("code", "name"))


def themes() -> list[tuple[str, str]]:
    """Give the keys of themes with their names, each once, the newest agreement's first."""
    found: dict[str, str] = {}
    for theme in Theme.objects.order_by("-agreement__starts_on", "place", "pk").prefetch_related("texts"):
        found.setdefault(theme.key, theme.text.name if theme.text else theme.key)
    return list(found.items())


def told_by_status(by_status: Mapping[str, int]) -> list[tuple[str, int]]:
    """Give the ends of deliveries with their numbers, those that there are, in the order of the road."""
    words = {status: str(status.label) for status in Status}
    if not settings.SMTP_URL:
        words[Status.SENT] = _("kept here at Mail: no mail server is set")
    return [(words[status], by_status[status]) for status in Status if by_status.get(status)]


def _chosen(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(key[:80].replace("\x00", "") for key in keys if key)


@dataclass(frozen=True)
class Returned:
    """What came back of an issue."""

    by_kind: list[tuple[str, int]]

    @property
    def number(self) -> int:
        return sum(number for _kind, number in self.by_kind)


def returned(issue: Issue) -> Returned:
    """Count what came back of an issue, by kind; one query."""
    kinds = Bounce.objects.filter(delivery__issue=issue).order_by("kind").values_list("kind")
    counted = dict(kinds.annotate(number=Count("pk")))
    return Returned([(str(kind.label), counted[kind]) for kind in BounceKind if kind in counted])
