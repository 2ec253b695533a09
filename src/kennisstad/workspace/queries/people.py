# SPDX-License-Identifier: EUPL-1.2
"""People who sign in, and what the journal says they did."""

from dataclasses import dataclass

from django.db.models import QuerySet

from kennisstad.accounts.models import HeldRole, User
from kennisstad.audit.models import Event

EVENTS_A_PAGE = 50


@dataclass(frozen=True)
class Line:
    """One line of the journal; `who` is nothing for a resident or the machine, or who left."""

    event: Event
    who: User | None

    @property
    def facts(self) -> list[tuple[str, object]]:
        """Pairs, because a template would take a fact called "items" for the way to all of them."""
        return [(name, value) for name, value in self.event.facts.items() if value is not None]


def people() -> QuerySet[User]:
    """Who can sign in, by name, with roles."""
    found = User.objects.filter(is_active=True).order_by("name", "username", "pk")
    return found.prefetch_related("roles__partner")


def person(pk: int) -> User | None:
    return people().filter(pk=pk).first()


def held_role(user: User, pk: int) -> HeldRole | None:
    return user.roles.filter(pk=pk).first()


def person_named(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def journal(*, subject: str, kind: str, before: int | None) -> list[Line]:
    """One page of the journal, newest first, in two queries however long it is.

    Args:
        subject, kind: exactly these, when given.
        before: only events with a lower number; the journal is too long to count its pages.
    """
    found = Event.objects.order_by("-pk")
    if subject:
        found = found.filter(subject=subject)
    if kind:
        found = found.filter(kind=kind)
    if before is not None:
        found = found.filter(pk__lt=before)
    events = list(found[:EVENTS_A_PAGE])
    actors = User.objects.in_bulk({event.actor for event in events if event.actor is not None})
    return [Line(event, actors.get(event.actor) if event.actor else None) for event in events]
