# SPDX-License-Identifier: EUPL-1.2
"""Who gets the newsletter, by whose word, and who must never be put back."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import Language, language_is_known
from kennisstad.newsletter.digests import digest_now, digests


class Status(models.TextChoices):
    ASKED = "asked", _("asked, not confirmed yet")
    READING = "reading", _("reads along")
    STOPPED = "stopped", _("stopped by us")


NEXT: dict[Status, set[Status]] = {
    Status.ASKED: {Status.READING},
    # The address takes no mail any more, or its mail program called ours unwanted.
    Status.READING: {Status.STOPPED},
    # Whoever asks again and confirms shows that the address works.
    Status.STOPPED: {Status.READING},
}
"""The only steps a reader can take; who leaves is deleted. docs/reference/flows.md is drawn from this."""


class Basis(models.TextChoices):
    FORM = "form", _("confirmed by letter")
    IMPORT = "import", _("brought along from an older list")


class Why(models.TextChoices):
    BOUNCED = "bounced", _("the address does not exist")
    FULL = "full", _("mail came back time after time")
    COMPLAINED = "complained", _("called unwanted by the reader's mail program")


class ReaderQuerySet(models.QuerySet["Reader"]):
    def reading(self) -> Self:
        """Keep those who get the next issue."""
        return self.filter(status=Status.READING)

    def asked(self) -> Self:
        return self.filter(status=Status.ASKED)

    def stopped(self) -> Self:
        return self.filter(status=Status.STOPPED)

    def of(self, address: str) -> Self:
        """Keep the one with this address, also when the site's secret was changed since.

        Raises:
            NotAnAddress: nobody can have it.
        """
        return self.filter(digest__in=digests(address))

    def newest(self) -> Self:
        return self.order_by("-asked_at", "-pk")


class Reader(models.Model):
    """Somebody who gets the newsletter, or asked for it. Who leaves is deleted at once."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    """Stands, signed, in the links of every letter."""
    email = models.EmailField(max_length=320)
    digest = models.CharField(max_length=64, unique=True)
    """Of the address as it is compared, under a secret: one address is one reader."""
    language = models.CharField(max_length=2, choices=Language.choices)
    districts = models.JSONField(default=list, blank=True)
    """CBS codes of districts; none means the whole city. In the row, for sending reads it each time."""
    themes = models.JSONField(default=list, blank=True)
    """Keys of themes; none means all."""
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ASKED)
    asked_at = models.DateTimeField()
    consent_at = models.DateTimeField(null=True, blank=True)
    """When the letter was confirmed, or when somebody consented to the older list."""
    consent_version = models.CharField(max_length=20)
    consent_words = models.TextField(max_length=1000)
    """What this reader said yes to, as it was read; for an import, where the consent is kept."""
    basis = models.CharField(max_length=6, choices=Basis.choices, default=Basis.FORM)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_why = models.CharField(max_length=10, choices=Why.choices, blank=True)

    objects = ReaderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="reader_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(name="reader_basis_is_known", condition=Q(basis__in=Basis.values)),
            models.CheckConstraint(
                name="reader_has_consented_unless_just_asked",
                condition=Q(status=Status.ASKED, consent_at__isnull=True)
                | Q(~Q(status=Status.ASKED), consent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reader_stopped_means_dated_and_why",
                condition=(Q(status=Status.STOPPED, stopped_at__isnull=False) & ~Q(stopped_why=""))
                | Q(~Q(status=Status.STOPPED), stopped_at__isnull=True, stopped_why=""),
            ),
            models.CheckConstraint(
                name="reader_stopped_why_is_known", condition=Q(stopped_why__in=["", *Why.values])
            ),
            models.CheckConstraint(name="reader_has_consent_words", condition=~Q(consent_words="")),
            language_is_known("reader"),
        ]
        indexes = [models.Index(fields=["status", "id"])]

    def __str__(self) -> str:
        return f"Reader {self.pk}"

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]


class NeverAgainQuerySet(models.QuerySet["NeverAgain"]):
    def of(self, address: str) -> Self:
        """Keep the mark of this address, also when the site's secret was changed since.

        Raises:
            NotAnAddress: nobody can have it.
        """
        return self.filter(digest__in=digests(address))

    def mark(self, address: str, *, at: datetime) -> None:
        """Let no list put this address back; a mark that is there already stays as it is."""
        self.bulk_create([NeverAgain(digest=digest_now(address), at=at)], ignore_conflicts=True)


class NeverAgain(models.Model):
    """The mark of somebody who left, or whose address was stopped for good.

    An older list must not put this address back: only its owner can.
    """

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    objects = NeverAgainQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Not put back since {timezone.localdate(self.at)}"
