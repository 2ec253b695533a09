# SPDX-License-Identifier: EUPL-1.2
"""The journal: written once, read by many, never changed."""

from typing import Any, NoReturn, Self

from django.db import models


class JournalIsFinal(Exception):
    """Somebody tried to change or remove a line of the journal."""


class EventQuerySet(models.QuerySet["Event"]):
    def after(self, position: int) -> Self:
        """Keep what came after this event, oldest first."""
        return self.filter(pk__gt=position).order_by("pk")

    def update(self, **kwargs: Any) -> NoReturn:
        raise JournalIsFinal("An event of the journal cannot be changed.")

    def delete(self) -> NoReturn:
        raise JournalIsFinal("An event of the journal cannot be removed.")


class Event(models.Model):
    """One thing that happened. It holds no personal data: the actor is a number, facts are not words."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    actor = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    shows = models.BooleanField(default=True)
    """A visitor may notice it. Where nobody said, pages are made anew, which costs less than an old page."""

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="event_kind_is_said", condition=~models.Q(kind="")),
        ]
        # Every page asks for the last of these, also after ten thousand lines that nobody sees.
        indexes = [models.Index(fields=["-id"], name="event_shows", condition=models.Q(shows=True))]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise JournalIsFinal("An event of the journal cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise JournalIsFinal("An event of the journal cannot be removed.")


def subject_of(record: models.Model) -> str:
    """Name a record in the journal and the index, for example `question:12`."""
    return f"{record._meta.model_name}:{record.pk}"
