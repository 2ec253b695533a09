# SPDX-License-Identifier: EUPL-1.2
"""The ledger: one row for each reader of an issue, made when the issue is frozen, that comes to one end."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kennisstad.newsletter.models.issue import Issue
from kennisstad.newsletter.models.reader import Reader


class Status(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("delivery", "waits")
    IN_FLIGHT = "in-flight", pgettext_lazy("delivery", "under way")
    SENT = "sent", pgettext_lazy("delivery", "taken by the mail server")
    REFUSED = "refused", pgettext_lazy("delivery", "refused by the mail server")
    GIVEN_UP = "given-up", pgettext_lazy("delivery", "given up after many tries")
    LEFT = "left", pgettext_lazy("delivery", "not sent: the reader left or was erased first")
    NOTHING = "nothing", pgettext_lazy("delivery", "not sent: nothing that this reader asked for")
    STOPPED = "stopped", pgettext_lazy("delivery", "not sent: the issue was stopped")


NEXT: dict[Status, set[Status]] = {
    Status.WAITING: {Status.IN_FLIGHT, Status.LEFT, Status.NOTHING, Status.STOPPED},
    # Back to waiting after a refusal for now, or when the worker that had it is gone.
    Status.IN_FLIGHT: {
        Status.SENT,
        Status.WAITING,
        Status.REFUSED,
        Status.GIVEN_UP,
    },
    Status.SENT: set(),
    Status.REFUSED: set(),
    Status.GIVEN_UP: set(),
    Status.LEFT: set(),
    Status.NOTHING: set(),
    Status.STOPPED: set(),
}
"""The only steps a delivery can take; docs/reference/flows.md is drawn from this."""
UNDER_WAY = (Status.WAITING, Status.IN_FLIGHT)
ENDED = tuple(status for status in Status if not NEXT[status])


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def under_way(self) -> Self:
        """Keep those without an end."""
        return self.filter(status__in=UNDER_WAY)

    def waiting(self) -> Self:
        return self.filter(status=Status.WAITING)

    def in_flight(self) -> Self:
        return self.filter(status=Status.IN_FLIGHT)

    def by_status(self) -> dict[str, int]:
        """Count how many stand where; reads them all."""
        return dict(self.order_by().values_list("status").annotate(number=models.Count("pk")))


class Delivery(models.Model):
    """One issue on its way to one reader; narrow, because an issue may have a million."""

    # Without the database's own check of these two: for a million rows it takes longer than the rows do.
    # Freezing makes them all from rows that are there; who leaves meanwhile is met by sending as nobody.
    issue = models.ForeignKey(
        Issue, on_delete=models.PROTECT, related_name="deliveries", db_index=False, db_constraint=False
    )
    reader = models.ForeignKey(
        Reader,
        on_delete=models.SET_NULL,
        related_name="deliveries",
        null=True,
        db_index=False,
        db_constraint=False,
    )
    """Nobody once the reader left."""
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.WAITING)
    sender = models.CharField(max_length=64, blank=True, default="")
    """The worker that took it; when that worker is gone, the delivery goes back."""
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    """When the mail server may be asked again."""
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=100, blank=True, default="")
    """What the mail server answered, as a code; never its words, which may hold the address."""

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            # Also the way from a reader to their deliveries.
            models.UniqueConstraint(name="delivery_once_per_reader", fields=["reader", "issue"]),
            models.CheckConstraint(name="delivery_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="delivery_ended_means_dated",
                condition=Q(status__in=UNDER_WAY, ended_at__isnull=True)
                | Q(~Q(status__in=UNDER_WAY), ended_at__isnull=False),
            ),
        ]
        indexes = [
            # Only what is under way: it shrinks as the issue leaves, however many issues there were.
            models.Index(
                name="delivery_under_way", fields=["issue", "id"], condition=Q(status__in=UNDER_WAY)
            ),
            # Whoever holds deliveries: some hundred rows, however many the issue has.
            models.Index(name="delivery_taken", fields=["sender"], condition=Q(sender__gt="")),
        ]

    def __str__(self) -> str:
        return f"Delivery {self.pk}"


class BounceKind(models.TextChoices):
    HARD = "hard", _("the address does not exist")
    SOFT = "soft", _("not taken for now")
    COMPLAINT = "complaint", _("called unwanted")


class Bounce(models.Model):
    """What came back of a delivery."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="bounces")
    kind = models.CharField(max_length=9, choices=BounceKind.choices)
    code = models.CharField(max_length=20, blank=True)
    """Such as 5.1.1."""
    reason = models.CharField(max_length=200, blank=True)
    """In the words of the server that sent it back, without addresses."""
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="bounce_kind_is_known", condition=Q(kind__in=BounceKind.values)),
            models.UniqueConstraint(name="bounce_kind_once_per_delivery", fields=["delivery", "kind"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
