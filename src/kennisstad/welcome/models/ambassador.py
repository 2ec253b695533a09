# SPDX-License-Identifier: EUPL-1.2
"""Somebody from abroad who may be written to, and what visitors write."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import Language, language_is_known


class Connection(models.TextChoices):
    STUDENT = "student", _("student")
    EMPLOYEE = "employee", _("employee")
    RESEARCHER = "researcher", _("researcher")
    FAMILY = "family", _("partner or family")
    ENTREPRENEUR = "entrepreneur", _("entrepreneur")
    LIVED_HERE = "lived-here", _("lived here before")


class AmbassadorQuerySet(models.QuerySet["Ambassador"]):
    def public(self) -> Self:
        """Keep who said yes twice and was let in by the desk."""
        return self.filter(approved_at__isnull=False)

    def waiting(self) -> Self:
        """Keep who said yes twice and waits for the desk."""
        return self.filter(confirmed_at__isnull=False, approved_at__isnull=True)

    def unseen(self) -> Self:
        """Keep who signed up without a proof, so that no letter left yet."""
        return self.filter(look_first=True).order_by("made_at", "pk")

    def by_alias(self) -> Self:
        return self.order_by("alias", "pk")

    def longest_first(self) -> Self:
        return self.order_by("confirmed_at", "pk")


class Ambassador(models.Model):
    """Signs up, confirms by letter, is let in by the desk; leaving takes the whole row away.

    Visitors see alias, country, languages, connection and subjects, and never the address.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    alias = models.CharField(max_length=60)
    country = models.CharField(max_length=60)
    speaks = models.CharField(max_length=120)
    connection = models.CharField(max_length=12, choices=Connection.choices)
    subjects = models.TextField(max_length=500)
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=2, choices=Language.choices)
    """In which letters are written."""
    consent_version = models.CharField(max_length=20)
    consent_text = models.TextField()
    """The very words that somebody said yes to."""
    look_first = models.BooleanField(default=False)
    """It came without a proof: no letter leaves before somebody of the desk has looked."""
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AmbassadorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="ambassador_once_per_address"),
            models.CheckConstraint(
                name="ambassador_connection_is_known", condition=Q(connection__in=Connection.values)
            ),
            language_is_known("ambassador"),
            models.CheckConstraint(
                name="ambassador_confirms_before_the_desk_approves",
                condition=Q(approved_at__isnull=True)
                | Q(confirmed_at__isnull=False, approved_at__gte=F("confirmed_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Ambassador {self.pk}"


class AmbassadorMessageQuerySet(models.QuerySet["AmbassadorMessage"]):
    def waiting(self) -> Self:
        return self.filter(passed_on_at__isnull=True)

    def longest_first(self) -> Self:
        return self.order_by("sent_at", "pk")


class AmbassadorMessage(models.Model):
    """What a visitor wrote to an ambassador; the desk reads it and passes it on."""

    key = models.UUIDField(unique=True)
    ambassador = models.ForeignKey(Ambassador, on_delete=models.CASCADE, related_name="messages")
    name = models.CharField(max_length=60)
    email = models.EmailField(max_length=254)
    words = models.TextField(max_length=2000)
    look_first = models.BooleanField(default=False)
    """It came without a proof."""
    sent_at = models.DateTimeField()
    passed_on_at = models.DateTimeField(null=True, blank=True)

    objects = AmbassadorMessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ambassadormessage_passed_on_after_it_was_sent",
                condition=Q(passed_on_at__isnull=True) | Q(passed_on_at__gte=F("sent_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Message {self.pk} to ambassador {self.ambassador_id}"
