# SPDX-License-Identifier: EUPL-1.2
"""A Dutch and an English term that may stand for each other, so that questions find across languages."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PairSource(models.TextChoices):
    LEARNED = "learned", _("learned from our own texts")
    DICTIONARY = "dictionary", _("from the dictionary")


class TermPairQuerySet(models.QuerySet["TermPair"]):
    def learned(self) -> Self:
        return self.filter(source=PairSource.LEARNED)

    def from_dictionary(self) -> Self:
        return self.filter(source=PairSource.DICTIONARY)

    def standing(self) -> Self:
        """Keep what the search may use."""
        return self.filter(struck_out_at__isnull=True)

    def struck_out(self) -> Self:
        return self.filter(struck_out_at__isnull=False)

    def of_terms(self, dutch: str, english: str) -> Self:
        """Keep this pair, whatever told us of it."""
        return self.filter(dutch=dutch, english=english)

    def by_word(self) -> Self:
        return self.order_by("dutch_word", "english_word", "pk")


class TermPair(models.Model):
    """Terms are those of `retrieval.terms`; the words are how a person writes them."""

    dutch = models.CharField(max_length=100)
    english = models.CharField(max_length=100)
    weight = models.FloatField()
    """How sure it is, above 0 and at most 1."""
    source = models.CharField(max_length=10, choices=PairSource.choices)
    records = models.PositiveIntegerField(default=0)
    """In how many records both were seen together; none for a dictionary."""
    dutch_word = models.CharField(max_length=100)
    english_word = models.CharField(max_length=100)
    struck_out_at = models.DateTimeField(null=True, blank=True)
    struck_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = TermPairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dutch", "english", "source"], name="pair_once_per_source"),
            models.CheckConstraint(name="pair_source_is_known", condition=Q(source__in=PairSource.values)),
            models.CheckConstraint(name="pair_weight_is_a_share", condition=Q(weight__gt=0, weight__lte=1)),
            models.CheckConstraint(
                name="pair_has_terms_and_words",
                condition=~Q(dutch="") & ~Q(english="") & ~Q(dutch_word="") & ~Q(english_word=""),
            ),
            models.CheckConstraint(
                name="pair_learned_means_from_records",
                condition=Q(source=PairSource.LEARNED, records__gt=0)
                | Q(source=PairSource.DICTIONARY, records=0),
            ),
            models.CheckConstraint(
                name="pair_struck_out_by_means_dated",
                condition=Q(struck_out_by__isnull=True) | Q(struck_out_at__isnull=False),
            ),
        ]
        # The other direction is served by the first constraint.
        indexes = [models.Index(fields=["english"], name="pair_by_english")]

    def __str__(self) -> str:
        return f"{self.dutch_word} – {self.english_word}"

    @property
    def is_struck_out(self) -> bool:
        return self.struck_out_at is not None
