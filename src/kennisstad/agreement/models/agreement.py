# SPDX-License-Identifier: EUPL-1.2
"""Agreements, their parties, articles, themes and sourced facts."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import HasTexts, Text, one_text_per_language


class Kind(models.TextChoices):
    FIRST = "first", _("first agreement")
    SUCCESSOR = "successor", _("successor")
    AMENDMENT = "amendment", _("amendment")


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    OFFERED = "offered", _("offered for signing")
    SIGNED = "signed", _("signed")


NEXT = {
    Status.DRAFT: {Status.OFFERED},
    # Back to draft as long as nobody has signed.
    Status.OFFERED: {Status.SIGNED, Status.DRAFT},
    Status.SIGNED: set[Status](),
}
"""The only steps an agreement can take; docs/reference/flows.md is drawn from this."""


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def newest(self) -> Self:
        return self.order_by("-starts_on", "-pk")

    def oldest(self) -> Self:
        return self.order_by("starts_on", "pk")

    def public(self) -> Self:
        """Keep what was signed: drafts are nobody's promise yet."""
        return self.filter(status=Status.SIGNED)


class Agreement(HasTexts["AgreementText"]):
    """One version of what the partners agreed; each but the first follows another."""

    key = models.SlugField(unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FIRST)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="followed_by", null=True, blank=True
    )
    """The version that this one takes the place of, from the day it starts."""
    signed_on = models.DateField(null=True, blank=True)
    """Nothing for a draft, and where no source tells the day."""
    starts_on = models.DateField()
    ends_on = models.DateField()
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many signatories must have signed; nothing means all of them."""
    in_order = models.BooleanField(default=False)
    """Whether signatories sign one after another."""

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="agreement_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="agreement_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="agreement_first_follows_none",
                condition=Q(kind=Kind.FIRST, follows__isnull=True)
                | Q(~Q(kind=Kind.FIRST), follows__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_does_not_follow_itself",
                condition=Q(follows__isnull=True) | ~Q(follows=F("pk")),
            ),
            # One chain for a city: what stood on a day is one version.
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind=Kind.FIRST), name="agreement_one_is_first"
            ),
            models.CheckConstraint(
                name="agreement_quorum_is_of_somebody", condition=Q(quorum__isnull=True) | Q(quorum__gte=1)
            ),
            models.CheckConstraint(
                name="agreement_dated_when_signed",
                condition=Q(signed_on__isnull=True) | Q(status=Status.SIGNED),
            ),
        ]

    def __str__(self) -> str:
        return self.text.name if self.text else self.key

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]

    @property
    def is_signed(self) -> bool:
        return self.status == Status.SIGNED


class AgreementText(Text):
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=160)
    summary = models.TextField()

    class Meta:
        constraints = one_text_per_language("agreement")


class Party(models.Model):
    """An organisation's part in an agreement, from the day it joined."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    partner = models.ForeignKey("partners.Partner", on_delete=models.PROTECT, related_name="parties")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    """The last day on which it takes part."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "partner"], name="party_once_per_agreement"),
            models.CheckConstraint(
                name="party_leaves_after_it_joins",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} in {self.agreement_id}"


class ArticleQuerySet(models.QuerySet["Article"]):
    def in_order(self) -> Self:
        return self.order_by("place", "pk")


class Article(HasTexts["ArticleText"]):
    """One numbered sentence or paragraph of an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="articles")
    number = models.CharField(max_length=12)
    """As it is cited, such as 4 or 4.2."""
    place = models.PositiveSmallIntegerField()
    is_summary = models.BooleanField(default=False)
    """Our own short summary instead of the words that were signed."""

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="article_number_once_per_agreement"),
            models.CheckConstraint(name="article_has_a_number", condition=~Q(number="")),
        ]

    def __str__(self) -> str:
        return self.number


class ArticleText(Text):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=160)
    body = models.TextField()

    class Meta:
        constraints = one_text_per_language("article")


class Mark(models.TextChoices):
    """The colour and shape by which a theme is known; see the design tokens."""

    CANAL = "canal", _("canal")
    MOSS = "moss", _("moss")
    HEATHER = "heather", _("heather")
    OCHRE = "ochre", _("ochre")


class ThemeQuerySet(models.QuerySet["Theme"]):
    def in_order(self) -> Self:
        return self.order_by("place", "pk")


class Theme(HasTexts["ThemeText"]):
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="themes")
    key = models.SlugField()
    mark = models.CharField(max_length=10, choices=Mark.choices)
    place = models.PositiveSmallIntegerField()

    objects = ThemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "key"], name="theme_once_per_agreement"),
            models.CheckConstraint(name="theme_mark_is_known", condition=Q(mark__in=Mark.values)),
        ]

    def __str__(self) -> str:
        return self.key


class ThemeText(Text):
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=80)
    summary = models.TextField()

    class Meta:
        constraints = one_text_per_language("theme")


class ThemeStep(models.Model):
    """A theme goes on as a theme of the version that follows, or ends with its own."""

    old = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="steps_on")
    new = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="steps_from", null=True, blank=True)
    """Nothing when the theme ends here; its projects stay under the old one."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="theme_step_once"),
            models.UniqueConstraint(fields=["old"], condition=Q(new__isnull=True), name="theme_ends_once"),
            models.CheckConstraint(
                name="theme_steps_on_to_another", condition=Q(new__isnull=True) | ~Q(new=F("old"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} to {self.new_id}"


class Fact(HasTexts["FactText"]):
    """One sourced statement; where sources disagree both stand, and one is followed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="facts")
    topic = models.SlugField()
    source = models.CharField(max_length=200)
    read_on = models.DateField()
    followed = models.BooleanField(default=True)
    on = models.DateField(null=True, blank=True)
    """The day it happened, for the timeline; nothing when it is no event."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "topic"], condition=Q(followed=True), name="fact_one_followed_per_topic"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} ({self.source})"


class FactText(Text):
    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="texts")
    statement = models.TextField()
    why = models.TextField(blank=True)
    """Where sources disagree: why this one is followed, or not."""

    class Meta:
        constraints = one_text_per_language("fact")
