# SPDX-License-Identifier: EUPL-1.2
"""Commitments, who owes them, what they cost, and the figures that tell how far they are."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kennisstad.agreement.models.agreement import Agreement, Article, Theme
from kennisstad.languages.models import HasTexts, Text, one_text_per_language


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def in_order(self) -> Self:
        return self.order_by("place", "pk")

    def public(self) -> Self:
        """Keep what stands in a version that was signed."""
        return self.filter(agreement__in=Agreement.objects.public())


class Commitment(HasTexts["CommitmentText"]):
    """One promise of a version: a sentence of an article, or one made elsewhere under it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="commitments")
    key = models.SlugField(unique=True)
    """Names it in addresses and files for good."""
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="commitments", null=True, blank=True
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="commitments", null=True, blank=True
    )
    carries_on = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="carried_on_by", null=True, blank=True
    )
    """The commitment of the version before, of which this is the sequel."""
    place = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)
    """Where we read it; needed for a promise that stands in no article."""
    promised_on = models.DateField(null=True, blank=True)
    """The day of a promise made elsewhere; else that of the agreement counts."""
    read_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    baseline = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    falls = models.BooleanField(default=False)
    """Whether the figure must come down to its target instead of up."""
    fresh_for_months = models.PositiveSmallIntegerField(default=12)
    """After so many months a figure counts as stale."""

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commitment_stands_somewhere", condition=Q(article__isnull=False) | ~Q(source="")
            ),
            models.CheckConstraint(
                name="commitment_baseline_is_dated",
                condition=Q(baseline__isnull=True) | Q(baseline_on__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_target_has_a_unit", condition=Q(target__isnull=True) | ~Q(unit="")
            ),
            models.CheckConstraint(
                name="commitment_figures_grow_stale", condition=Q(fresh_for_months__gte=1)
            ),
            models.CheckConstraint(
                name="commitment_does_not_carry_on_itself",
                condition=Q(carries_on__isnull=True) | ~Q(carries_on=F("pk")),
            ),
        ]
        indexes = [models.Index(fields=["agreement", "place"])]

    def __str__(self) -> str:
        return self.text.sentence if self.text else self.key


class CommitmentText(Text):
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="texts")
    sentence = models.TextField()
    indicator = models.CharField(max_length=160, blank=True)
    """What is counted."""
    definition = models.TextField(blank=True)
    """How it is counted."""

    class Meta:
        constraints = [
            *one_text_per_language("commitment"),
            models.CheckConstraint(name="commitmenttext_says_something", condition=~Q(sentence="")),
        ]


class Owner(models.Model):
    """A partner that owes a commitment, alone or for a share."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="owners")
    partner = models.ForeignKey("partners.Partner", on_delete=models.PROTECT, related_name="owes")
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    """0 to 1; nothing when it was not divided."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "partner"], name="owner_once_per_commitment"),
            models.CheckConstraint(
                name="owner_share_is_a_part",
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} owes {self.commitment_id}"


class Budget(models.Model):
    """What was set aside for a commitment."""

    commitment = models.OneToOneField(Commitment, on_delete=models.CASCADE, related_name="budget")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, default="EUR")
    """ISO 4217."""
    starts_on = models.DateField()
    ends_on = models.DateField()
    is_public = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="budget_is_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(
                name="budget_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="budget_currency_has_three_letters", condition=Q(currency__regex="^[A-Z]{3}$")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.amount}"


class FigureQuerySet(models.QuerySet["Figure"]):
    def newest(self) -> Self:
        return self.order_by("-measured_on", "-entered_at", "-pk")


class Figure(HasTexts["FigureText"]):
    """A number with its passport. A newer one stands beside it and never takes its place."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="figures")
    value = models.DecimalField(max_digits=16, decimal_places=4)
    unit = models.CharField(max_length=40)
    measured_on = models.DateField()
    source = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """When somebody found that it was wrong; it stays, and counts no more."""

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="figure_has_its_passport", condition=~Q(unit="") & ~Q(source="")),
            models.UniqueConstraint(
                fields=["commitment", "measured_on", "source"],
                condition=Q(withdrawn_at__isnull=True),
                name="figure_once_per_day_and_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.unit} ({self.measured_on})"


class FigureText(Text):
    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="texts")
    definition = models.TextField()
    why_withdrawn = models.TextField(blank=True)

    class Meta:
        constraints = [
            *one_text_per_language("figure"),
            models.CheckConstraint(name="figuretext_says_something", condition=~Q(definition="")),
        ]
