# SPDX-License-Identifier: EUPL-1.2
"""Who signs an agreement, the paper that they sign, and that they did."""

import secrets
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.models.agreement import Agreement
from kennisstad.languages.models import Language, language_is_known


def under_a_name_of_ours(_file: models.Model, _name: str) -> str:
    """Store a file under a random name: the uploader's own name never touches the disk."""
    return f"agreements/{secrets.token_urlsafe(18)}"


class SignatoryQuerySet(models.QuerySet["Signatory"]):
    def in_turn(self) -> Self:
        return self.order_by("place", "pk")


class Signatory(models.Model):
    """Somebody who signs for a party."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatories")
    partner = models.ForeignKey("partners.Partner", on_delete=models.PROTECT, related_name="signatories")
    place = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    """As what this person signs, such as mayor."""
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.NL)
    code_digest = models.CharField(max_length=64, blank=True)
    """Of the code in the link of the newest invitation; an older link leads nowhere."""
    invited_at = models.DateTimeField(null=True, blank=True)
    link_until = models.DateTimeField(null=True, blank=True)

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "partner"], name="signatory_one_per_party"),
            models.UniqueConstraint(
                fields=["code_digest"], condition=~Q(code_digest=""), name="signatory_link_is_of_one"
            ),
            language_is_known("signatory"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"


class Revision(models.Model):
    """The agreement's PDF: number 0 as it was offered, then one more for each signature in it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    content = models.FileField(upload_to=under_a_name_of_ours)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="revision_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} revision {self.number}"


class Way(models.TextChoices):
    CERTIFICATE = "certificate", _("with a certificate")
    PAPER = "paper", _("on paper")


class Signature(models.Model):
    """One signatory signed, with a certificate in the PDF or on paper."""

    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="signature")
    way = models.CharField(max_length=12, choices=Way.choices)
    signed_on = models.DateField()
    entered_at = models.DateTimeField()
    revision = models.OneToOneField(
        Revision, on_delete=models.PROTECT, related_name="signature", null=True, blank=True
    )
    """The PDF with this signature in it."""
    certificate = models.CharField(max_length=300, blank=True)
    """The name in the certificate, and who gave it out."""
    fingerprint = models.CharField(max_length=64, blank=True)
    """SHA-256 of the certificate."""
    scan = models.FileField(upload_to=under_a_name_of_ours, blank=True)
    scan_type = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="signature_way_is_known", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="signature_shows_its_proof",
                condition=Q(way=Way.CERTIFICATE, revision__isnull=False, scan="") & ~Q(fingerprint="")
                | Q(way=Way.PAPER, revision__isnull=True, fingerprint="") & ~Q(scan=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signatory_id} {self.way} {self.signed_on}"
