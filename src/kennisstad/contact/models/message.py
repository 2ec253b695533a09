# SPDX-License-Identifier: EUPL-1.2
"""A message to the city, and where it stands."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kennisstad.languages.models import Language, language_is_known

LONGEST_WORDS = 5000
"""Characters of a message, of its answer, and of a ready answer."""


class Kind(models.TextChoices):
    GENERAL = "general", _("question or remark")
    PARTNER = "partner", _("about an organisation")
    THEME = "theme", _("about a theme")
    PROJECT = "project", _("about a project")
    DISTRICT = "district", _("about a district")
    ACCESSIBILITY = "accessibility", _("something that does not work for somebody")
    PRESS = "press", _("from the press")
    SECURITY = "security", _("a weak spot in this site")


class Status(models.TextChoices):
    NEW = "new", pgettext_lazy("message", "new")
    TAKEN = "taken", pgettext_lazy("message", "being looked at")
    ANSWERED = "answered", pgettext_lazy("message", "answered")
    CLOSED = "closed", pgettext_lazy("message", "closed without an answer")
    SPAM = "spam", pgettext_lazy("message", "unwanted, thrown away")


NEXT: dict[Status, set[Status]] = {
    Status.NEW: {Status.TAKEN, Status.ANSWERED, Status.CLOSED, Status.SPAM},
    Status.TAKEN: {Status.ANSWERED, Status.CLOSED, Status.SPAM},
    Status.ANSWERED: set(),
    Status.CLOSED: set(),
    Status.SPAM: set(),
}
"""The only steps a message can take; docs/reference/flows.md is drawn from this."""
ENDED = (Status.ANSWERED, Status.CLOSED, Status.SPAM)
ABOUT = {Kind.PARTNER: "partner", Kind.THEME: "theme", Kind.PROJECT: "project", Kind.DISTRICT: "district"}
"""The record that a message of such a kind may name, by its field."""


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> Self:
        return self.exclude(status__in=ENDED)

    def ended(self) -> Self:
        return self.filter(status__in=ENDED)

    def to_look_at_first(self) -> Self:
        """Keep what came without a proof, and nobody has looked at."""
        return self.waiting().filter(look_first=True)

    def looked_at(self) -> Self:
        return self.filter(look_first=False)

    def overdue(self, today: date) -> Self:
        return self.waiting().filter(due_on__lt=today)

    def soonest_due(self) -> Self:
        return self.order_by("due_on", "pk")

    def longest_waiting(self) -> Self:
        return self.order_by("sent_at", "pk")

    def newest(self) -> Self:
        return self.order_by("-sent_at", "-pk")


class Message(models.Model):
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    """Made with the form: the same form sent twice is one message."""
    code_digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=13, choices=Kind.choices)
    words = models.TextField(max_length=LONGEST_WORDS)
    partner = models.ForeignKey(
        "partners.Partner", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    theme = models.ForeignKey(
        "agreement.Theme", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    project = models.ForeignKey(
        "projects.Project", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    district = models.ForeignKey(
        "neighbourhoods.Area", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    page = models.CharField(max_length=300, blank=True)
    """The page it is about, as the sender wrote it."""
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=320, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    """In which the sender wrote, and is answered."""
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.NEW)
    look_first = models.BooleanField(default=False)
    """It came without a proof: until somebody looked, only our own desk hears of it."""
    desk = models.ForeignKey(
        "partners.Partner", on_delete=models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    """The organisation that answers it; nothing for the desk of the city."""
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField()
    due_on = models.DateField()
    """The last day on which the desk promises to have answered."""
    answer = models.TextField(max_length=LONGEST_WORDS, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="message_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="message_status_is_known", condition=Q(status__in=Status.values)),
            language_is_known("message"),
            models.CheckConstraint(name="message_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="message_names_what_its_kind_says",
                condition=Q(
                    *(Q(kind=kind) | Q(**{f"{field}__isnull": True}) for kind, field in ABOUT.items())
                ),
            ),
            models.CheckConstraint(
                name="message_answered_was_looked_at",
                condition=Q(look_first=False) | ~Q(status__in=(Status.TAKEN, Status.ANSWERED)),
            ),
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
        indexes = [models.Index(fields=["status", "sent_at"]), models.Index(fields=["status", "due_on"])]

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

    def is_overdue(self, today: date) -> bool:
        return not self.is_ended and self.due_on < today

    @property
    def about(self) -> models.Model | None:
        """The organisation, theme, project or district that it is about, when it is about one."""
        field = ABOUT.get(Kind(self.kind))
        found: models.Model | None = getattr(self, field) if field else None
        return found

    @property
    def status_told(self) -> str:
        """Where it stands, for who sent it: nobody is called unwanted to their face."""
        return str(Status.CLOSED.label if self.status == Status.SPAM else self.get_status_display())
