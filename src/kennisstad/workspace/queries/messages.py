# SPDX-License-Identifier: EUPL-1.2
"""Messages as their desks show them: trays, one message, and whom it can go to."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import Role, User
from kennisstad.contact.models import ENDED, Message, ReadyAnswer, ReadyAnswerText
from kennisstad.contact.models.message import MessageQuerySet
from kennisstad.contact.queries import (
    READ_ALONG,
    able_desks,
    desks_with_messages,
    messages_of,
    other_desks,
    people_of,
    routes,
)
from kennisstad.contact.rules import may_sort_messages
from kennisstad.partners.models import Partner
from kennisstad.workspace.queries.choices import Choices

CITY = 0
"""Stands for the desk of the city among the numbers of organisations."""
ALL, OF_THE_CITY = "", "."
"""Names of desks that are no organisation's: no key of one holds a full stop."""
LABELS: dict[str, str | Promise] = {
    "waiting": _("Waiting"),
    "first": _("To look at first"),
    "elsewhere": _("At other desks"),
    "mine": _("Mine"),
    "overdue": _("Too late"),
    "ended": _("Answered or closed"),
}

FOR_BROKERS = ("first", "elsewhere")


@dataclass(frozen=True)
class Tray:
    name: str
    label: str | Promise
    count: int
    is_open: bool


@dataclass(frozen=True)
class DeskSeen:
    """One of the desks whose messages somebody reads, or all of them."""

    name: str
    label: str | Promise
    is_open: bool


def desks(user: User, chosen: str) -> list[DeskSeen]:
    """List the desks that an inbox can be narrowed to, first all; one query, and an unknown one opens all."""
    names: dict[str, str | Promise] = {one.key: one.name for one in desks_with_messages(user)}
    if may_sort_messages(user):
        names = {OF_THE_CITY: _("The desk of the city")} | names
    shown = {ALL: _("All desks")} | names if len(names) > 1 else {ALL: _("All desks")}
    opened = chosen if chosen in shown else ALL
    return [DeskSeen(name, label, name == opened) for name, label in shown.items()]


def at_desk(user: User, desk: DeskSeen) -> MessageQuerySet:
    """List what somebody may read at one desk, or at all."""
    found = messages_of(user)
    if desk.name == ALL:
        return found
    return found.filter(desk=None) if desk.name == OF_THE_CITY else found.filter(desk__key=desk.name)


@dataclass(frozen=True)
class Waiting:
    """What waits at the desks of one person."""

    messages: int
    overdue: int
    first: int
    """To look at first; for brokers alone."""


def waiting_for(user: User, today: date) -> Waiting:
    """Count what somebody should answer, in one query."""
    which = _which(user, today)
    own = which["waiting"]
    return Waiting(
        **messages_of(user).aggregate(
            messages=Count("pk", filter=own),
            overdue=Count("pk", filter=own & which["overdue"]),
            first=Count("pk", filter=which["first"]),
        )
    )


def messages_to_answer(user: User) -> int:
    return messages_of(user).waiting().filter(_at_own_desk(user)).count()


def is_at_own_desk(user: User, message: Message) -> bool:
    """Say whether this person is of the desk where a message is; a broker reads those elsewhere too."""
    if message.desk_id is None:
        return may_sort_messages(user)
    return user.is_a(Role.PARTNER_EDITOR, partner_id=message.desk_id)


def _at_own_desk(user: User) -> Q:
    of_partners = Q(desk__in=user.partners_as(Role.PARTNER_EDITOR))
    return of_partners | Q(desk=None) if may_sort_messages(user) else of_partners


def _which(user: User, today: date) -> dict[str, Q]:
    waiting, own = ~Q(status__in=ENDED), _at_own_desk(user)
    return {
        "waiting": waiting & Q(look_first=False) & own,
        "first": waiting & Q(look_first=True),
        "elsewhere": waiting & ~own,
        "mine": waiting & Q(assigned_to=user.pk),
        "overdue": waiting & Q(due_on__lt=today),
        "ended": Q(status__in=ENDED),
    }


def trays(seen: MessageQuerySet, user: User, chosen: str, today: date) -> list[Tray]:
    """Count each tray of what somebody sees, in one query; an unknown one opens the first."""
    which = _which(user, today)
    counts = seen.aggregate(**{name: Count("pk", filter=one) for name, one in which.items()})
    shown = [name for name in LABELS if name not in FOR_BROKERS or may_sort_messages(user)]
    opened = chosen if chosen in shown else shown[0]
    return [Tray(name, LABELS[name], counts[name], name == opened) for name in shown]


def in_tray(seen: MessageQuerySet, user: User, tray: str, today: date) -> MessageQuerySet:
    """List one tray, soonest due first; what has ended newest first."""
    found = seen.filter(_which(user, today)[tray]).select_related(*READ_ALONG)
    return found.newest() if tray == "ended" else found.soonest_due()


def whole() -> MessageQuerySet:
    return Message.objects.select_related(*READ_ALONG)


def people_at(message: Message) -> Choices:
    """Who can be given a message: those of its desk."""
    return [(one.pk, str(one)) for one in people_of(message.desk_id)]


def person(pk: int) -> User:
    return User.objects.get(pk=pk)


def desks_beside(message: Message) -> Choices:
    """Where else a message can go."""
    others = [(one.pk, one.name) for one in other_desks(message)]
    return others if message.desk_id is None else [(CITY, str(_("The desk of the city"))), *others]


def desks_to_choose() -> Choices:
    """Which desk can get a kind of message: the city's, and those that answer or were chosen before."""
    chosen = Partner.objects.filter(pk__in=routes().values())
    names = {one.pk: one.name for one in (*able_desks(), *chosen)}
    return [(CITY, str(_("The desk of the city"))), *sorted(names.items(), key=lambda one: one[1])]


def desk(number: int) -> Partner | None:
    return Partner.objects.get(pk=number) if number != CITY else None


def ready_answers(language: str) -> list[ReadyAnswerText]:
    """List the ready answers, each in this language, else in the other; two queries."""
    found = ReadyAnswer.objects.in_order().prefetch_related("texts")
    return sorted((text for one in found if (text := one.text_in(language))), key=lambda text: text.title)


def words_of(ready: list[ReadyAnswerText], chosen: str) -> str:
    """Give the words of the one that was chosen."""
    return next((text.words for text in ready if str(text.ready_id) == chosen), "")
