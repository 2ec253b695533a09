# SPDX-License-Identifier: EUPL-1.2
"""The outbox."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import Language, language_is_known


class Status(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    KEPT = "kept", _("kept here")
    FAILED = "failed", _("failed")


class Kind(models.TextChoices):
    LETTER = "letter"
    NEWSLETTER = "newsletter"
    READER = "reader"


NEXT = {
    # Letters to the example's invented addresses leave for nowhere: they are kept here.
    Status.WAITING: {Status.SENT, Status.FAILED, Status.KEPT},
    Status.SENT: set[Status](),
    # Letters from before a mail server was set are old news: they stay here.
    Status.KEPT: set[Status](),
    Status.FAILED: {Status.WAITING},
}
"""The only steps a letter can take; docs/reference/flows.md is drawn from this."""


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, at: datetime) -> Self:
        """Keep what may be tried now, longest waiting first."""
        return self.filter(status=Status.WAITING, not_before__lte=at).order_by("not_before", "pk")

    def with_html(self) -> Self:
        return self.exclude(html="")

    def to_reader(self, address: str) -> Self:
        """Keep what went to an address because of the newsletter."""
        return self.filter(to=address, kind__in=(Kind.NEWSLETTER, Kind.READER))

    def newest(self) -> Self:
        return self.order_by("-made_at", "-pk")


class Letter(models.Model):
    """One mail to one person."""

    to = models.EmailField(max_length=320)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    language = models.CharField(max_length=2, choices=Language.choices)
    private = models.BooleanField(default=False)
    """To someone who asked a question: only brokers may read it."""
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.LETTER)
    """A newsletter, and what its readers get, may be read by whoever looks after it, and nobody else."""
    html = models.TextField(blank=True)
    """The other part of a newsletter that is kept here; letters leave as text."""
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)
    message_id = models.CharField(max_length=200, unique=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="letter_sent_means_dated",
                condition=Q(status=Status.SENT, sent_at__isnull=False)
                | Q(~Q(status=Status.SENT), sent_at__isnull=True),
            ),
            models.CheckConstraint(name="letter_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="letter_html_is_of_a_newsletter", condition=Q(kind=Kind.NEWSLETTER) | Q(html="")
            ),
            models.CheckConstraint(name="letter_status_is_known", condition=Q(status__in=Status.values)),
            language_is_known("letter"),
        ]
        indexes = [models.Index(fields=["status", "not_before"])]

    def __str__(self) -> str:
        return f"{self.status}: {self.subject}"
