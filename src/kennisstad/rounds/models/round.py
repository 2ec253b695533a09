# SPDX-License-Identifier: EUPL-1.2
"""A round: when it collects wishes, by which policy it decides, and how far it is."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.allocation.lots import SALT_BYTES, fingerprint, new_salt, proof
from kennisstad.rounds.allocation.unreadable import MOST_SEED

if TYPE_CHECKING:
    from kennisstad.education.models import Offering


class Status(models.TextChoices):
    DRAFT = "draft", _("being prepared")
    OPEN = "open", _("open for wishes")
    CLOSED = "closed", _("closed")
    COMPUTED = "computed", _("computed, under review")
    PUBLISHED = "published", _("published")
    SETTLED = "settled", _("settled")
    CANCELLED = "cancelled", _("called off")


NEXT = {
    Status.DRAFT: {Status.OPEN, Status.CANCELLED},
    Status.OPEN: {Status.CLOSED, Status.CANCELLED},
    # Reopened with a later close, or computed.
    Status.CLOSED: {Status.OPEN, Status.COMPUTED, Status.CANCELLED},
    # Back to closed when the limits are changed: the plan is then no longer about this round.
    Status.COMPUTED: {Status.CLOSED, Status.PUBLISHED, Status.CANCELLED},
    # Back to closed when an appeal is upheld, to be computed anew.
    Status.PUBLISHED: {Status.CLOSED, Status.SETTLED},
    Status.SETTLED: set[Status](),
    Status.CANCELLED: set[Status](),
}
"""The only steps a round can take; docs/reference/flows.md is drawn from this."""

PUBLIC = (Status.OPEN, Status.CLOSED, Status.COMPUTED, Status.PUBLISHED, Status.SETTLED)
"""What visitors may see; the plan itself only once it is published."""
TOLD = (Status.PUBLISHED, Status.SETTLED)
"""Teams read their place."""
UNDER_WAY = (Status.DRAFT, Status.OPEN, Status.CLOSED, Status.COMPUTED, Status.PUBLISHED)
ENDED = (Status.SETTLED, Status.CANCELLED)
CHANGEABLE = (Status.DRAFT, Status.OPEN, Status.CLOSED, Status.COMPUTED)
"""Before the plan is told: what takes part and its limits can be changed."""
LONGEST_REASON = 2000
"""Characters in which something is decided by hand, and teams read why."""


class RoundQuerySet(models.QuerySet["Round"]):
    def public(self) -> Self:
        """Keep what visitors may see."""
        return self.filter(status__in=PUBLIC)

    def with_team_count(self) -> Self:
        """Add `team_count`: the teams that take part."""
        return self.annotate(team_count=Count("teams", filter=Q(teams__left_at__isnull=True)))

    def under_way(self) -> Self:
        """Keep what has not ended."""
        return self.filter(status__in=UNDER_WAY)

    def due(self, at: datetime) -> Self:
        """Keep what is still open although its time is over."""
        return self.filter(status=Status.OPEN, closes_at__lte=at)

    def newest(self) -> Self:
        return self.order_by("-closes_at", "-pk")

    def with_words(self) -> Self:
        return self.select_related("organiser").prefetch_related("texts")


class Round(HasTexts["RoundText"]):
    organiser = models.ForeignKey("partners.Partner", on_delete=models.PROTECT, related_name="rounds")
    """The institution whose coordinators run it."""
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.DRAFT)
    policy = models.CharField(max_length=8, choices=[(policy.value, policy.value) for policy in Policy])
    """Published with the round; changing it after opening is told to all teams."""
    seed = models.PositiveBigIntegerField()
    """Drawn when the round is made; nobody may know it before the close, so pages show `told_seed`."""
    seed_salt = models.CharField(max_length=2 * SALT_BYTES, default=new_salt)
    """As secret as the seed: a fast machine tries all seeds within days, and all salts never."""
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    """Wishes are taken until this moment, or until a coordinator closes it earlier."""
    publish_on = models.DateField()
    """The day on which teams are promised an answer."""
    appeals_until = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    """When the teams work: the term over which neighbourhood load is counted."""
    least_wishes = models.PositiveSmallIntegerField(default=1)
    most_wishes = models.PositiveSmallIntegerField(default=10)
    ties_allowed = models.BooleanField(default=True)
    closures = models.BooleanField(default=True)
    """Whether a question that cannot get its least number of teams may stay empty."""
    last_place = models.PositiveSmallIntegerField(default=0)
    """The highest number that a question here ever had: that of one taken out never passes to another."""
    run = models.ForeignKey("rounds.Run", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The plan under review, or the published one."""
    ended_at = models.DateTimeField(null=True, blank=True)
    """Settled or called off: the moment from which the retention file counts."""
    cancelled_because = models.TextField(blank=True, max_length=LONGEST_REASON)
    """In the coordinator's words; all teams and visitors read it."""

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="round_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(name="round_policy_is_known", condition=Q(policy__in=list(Policy))),
            models.CheckConstraint(name="round_seed_is_exact", condition=Q(seed__lte=MOST_SEED)),
            models.CheckConstraint(
                name="round_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.CheckConstraint(
                name="round_appeals_end_after_it_is_published",
                condition=Q(appeals_until__gte=F("publish_on")),
            ),
            models.CheckConstraint(
                name="round_work_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="round_wishes_are_a_range",
                condition=Q(least_wishes__gte=1, most_wishes__gte=F("least_wishes")),
            ),
            models.CheckConstraint(
                name="round_ended_means_dated",
                condition=Q(status__in=ENDED, ended_at__isnull=False)
                | Q(~Q(status__in=ENDED), ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="round_cancelled_says_why",
                condition=(Q(status=Status.CANCELLED) & ~Q(cancelled_because=""))
                | (~Q(status=Status.CANCELLED) & Q(cancelled_because="")),
            ),
            models.CheckConstraint(
                name="round_under_review_has_a_plan",
                condition=Q(status__in=(Status.COMPUTED, *TOLD), run__isnull=False)
                | Q(~Q(status__in=(Status.COMPUTED, *TOLD)), run__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["status", "closes_at"], name="round_by_status")]

    def __str__(self) -> str:
        return self.text.title if self.text else f"Round {self.pk}"

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]

    def takes_wishes(self, at: datetime) -> bool:
        """Say whether teams can sign up and change their wishes now."""
        return self.status == Status.OPEN and self.opens_at <= at < self.closes_at

    @property
    def can_be_changed(self) -> bool:
        """Say whether what takes part, and the limits around it, can still be changed."""
        return self.status in CHANGEABLE

    def has_time_for(self, offering: "Offering") -> bool:
        """Say whether this edition of a course goes with the days of the round.

        It shares at least half of the days of the shorter of the two, and its students have not chosen among
        questions before the round opens.
        """
        shared = (min(self.ends_on, offering.ends_on) - max(self.starts_on, offering.starts_on)).days + 1
        shorter = min(self.ends_on - self.starts_on, offering.ends_on - offering.starts_on).days + 1
        chosen = offering.choice_until is not None and offering.choice_until < localdate(self.opens_at)
        return 2 * shared >= shorter and not chosen

    @property
    def told_seed(self) -> int | None:
        """The seed once no team can sign up any more; until then nobody can choose a better lot."""
        return None if self.status in (Status.DRAFT, Status.OPEN) else self.seed

    @property
    def told_proof(self) -> str | None:
        """The text that the fingerprint was made of, once the seed is told."""
        return None if self.told_seed is None else proof(self.seed, self.seed_salt)

    @property
    def seed_fingerprint(self) -> str:
        """What is told of the seed from the opening on, so that it cannot be exchanged afterwards."""
        return fingerprint(self.seed, self.seed_salt)

    @property
    def is_public(self) -> bool:
        return self.status in PUBLIC

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    @property
    def is_told(self) -> bool:
        return self.status in TOLD


class RoundText(Text):
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=140)
    explanation = models.TextField(blank=True, max_length=5000)
    """What students should know before they choose."""

    class Meta:
        constraints = [
            *one_text_per_language("round"),
            models.CheckConstraint(name="roundtext_has_a_title", condition=~Q(title="")),
        ]
