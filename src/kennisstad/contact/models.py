# SPDX-License-Identifier: EUPL-1.2
"""A message to the city, and where it stands."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kennisstad.languages.models import Language, language_is_known


class Kind(models.TextChoices):
    GENERAL = "general", _("question or remark")
    ACCESSIBILITY = "accessibility", _("something that does not work for somebody")
    PRESS = "press", _("from the press")
    SECURITY = "security", _("a weak spot in this site")


class Status(models.TextChoices):
    NEW = "new", pgettext_lazy("message", "new")
    TAKEN = "taken", pgettext_lazy("message", "being looked at")
    ANSWERED = "answered", pgettext_lazy("message", "answered")
    CLOSED = "closed", pgettext_lazy("message", "closed without an answer")


NEXT: dict[Status, set[Status]] = {
    Status.NEW: {Status.TAKEN, Status.ANSWERED, Status.CLOSED},
    Status.TAKEN: {Status.ANSWERED, Status.CLOSED},
    Status.ANSWERED: set(),
    Status.CLOSED: set(),
}
"""The only steps a message can take; docs/reference/flows.md is drawn from this."""
ENDED = (Status.ANSWERED, Status.CLOSED)


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> Self:
        return self.exclude(status__in=ENDED)

    def ended(self) -> Self:
        return self.filter(status__in=ENDED)

    def longest_waiting(self) -> Self:
        return self.order_by("sent_at", "pk")

    def newest(self) -> Self:
        return self.order_by("-sent_at", "-pk")


class Message(models.Model):
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    """Made with the form: the same form sent twice is one message."""
    code_digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=13, choices=Kind.choices)
    words = models.TextField(max_length=5000)
    page = models.CharField(max_length=300, blank=True)
    """The page it is about, as the sender wrote it."""
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=320, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    """In which the sender wrote, and is answered."""
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.NEW)
    sent_at = models.DateTimeField()
    answer = models.TextField(max_length=5000, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="message_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="message_status_is_known", condition=Q(status__in=Status.values)),
            language_is_known("message"),
            models.CheckConstraint(name="message_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="message_answered_has_an_answer",
                condition=(Q(status=Status.ANSWERED) & ~Q(answer=""))
                | (~Q(status=Status.ANSWERED) & Q(answer="")),
            ),
            models.CheckConstraint(
                name="message_ended_means_dated",
                condition=Q(status__in=ENDED, ended_at__isnull=False)
                | Q(~Q(status__in=ENDED), ended_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["status", "sent_at"])]

    def __str__(self) -> str:
        return f"Message {self.pk}"

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    @property
    def can_be_taken(self) -> bool:
        return self.can_become(Status.TAKEN)
