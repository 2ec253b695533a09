# SPDX-License-Identifier: EUPL-1.2
"""The account of a period, and the day by which owners must have told how far they are."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.models import Agreement
from kennisstad.languages.models import HasTexts, Text, one_text_per_language


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


NEXT = {
    Status.DRAFT: {Status.PUBLISHED},
    Status.PUBLISHED: set[Status](),
}
"""The only steps an account can take; docs/reference/flows.md is drawn from this."""


class AccountQuerySet(models.QuerySet["Account"]):
    def newest(self) -> Self:
        return self.order_by("-ends_on", "-starts_on", "-pk")

    def public(self) -> Self:
        return self.filter(status=Status.PUBLISHED)

    def instead_of(self, account: "Account") -> "Account | None":
        """Give the newest account of the same days that was published later, or nothing."""
        same = self.public().filter(starts_on=account.starts_on, ends_on=account.ends_on)
        later = same.filter(published_at__gt=account.published_at) if account.published_at else same.none()
        return later.defer("figures").order_by("-published_at", "-pk").first()


class Account(models.Model):
    """What was promised, done and reached in a period. Its figures are of the moment they were gathered."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="accounts")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    starts_on = models.DateField()
    ends_on = models.DateField()
    gathered_at = models.DateTimeField()
    figures = models.JSONField()
    """All that the account shows but the introductions, in both languages."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the figures, as they are written to a file."""
    published_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = AccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="account_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="account_published_means_dated",
                condition=Q(status=Status.PUBLISHED, published_at__isnull=False)
                | Q(status=Status.DRAFT, published_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} to {self.ends_on}"

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]


class Introduction(HasTexts["IntroductionText"]):
    """What an editor says before the whole account, or before one theme."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="introductions")
    theme = models.SlugField(blank=True)
    """The theme's key; empty before the whole."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "theme"], name="introduction_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.theme}"


class IntroductionText(Text):
    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="texts")
    words = models.TextField()

    class Meta:
        constraints = one_text_per_language("introduction")


class ReportDay(models.Model):
    """By this day owners must have told how far their commitments are."""

    on = models.DateField(unique=True)
    remind_on = models.DateField()
    """From this day on the owners get a letter, once."""
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="report_day_after_its_reminder", condition=Q(on__gte=F("remind_on"))),
        ]

    def __str__(self) -> str:
        return str(self.on)
