# SPDX-License-Identifier: EUPL-1.2
"""One newsletter: what stands in it, in two languages, and how far it is."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Exists, F, Max, Min, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kennisstad.languages.models import HasTexts, Language, Text, one_text_per_language
from kennisstad.newsletter.models.rhythm import Rhythm


class Status(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("newsletter", "draft")
    PLANNED = "planned", pgettext_lazy("newsletter", "planned")
    SENDING = "sending", pgettext_lazy("newsletter", "on its way")
    PAUSED = "paused", pgettext_lazy("newsletter", "paused")
    SENT = "sent", pgettext_lazy("newsletter", "sent")
    STOPPED = "stopped", pgettext_lazy("newsletter", "stopped")
    DROPPED = "dropped", pgettext_lazy("newsletter", "not sent")


NEXT: dict[Status, set[Status]] = {
    Status.DRAFT: {Status.PLANNED, Status.DROPPED},
    Status.PLANNED: {Status.DRAFT, Status.SENDING, Status.DROPPED},
    Status.SENDING: {Status.PAUSED, Status.SENT, Status.STOPPED},
    Status.PAUSED: {Status.SENDING, Status.STOPPED},
    Status.SENT: set(),
    Status.STOPPED: set(),
    Status.DROPPED: set(),
}
"""The only steps an issue can take; docs/reference/flows.md is drawn from this."""
UNFINISHED = (Status.DRAFT, Status.PLANNED)
FROZEN = (Status.SENDING, Status.PAUSED, Status.SENT, Status.STOPPED)
"""Its words change no more, its readers are known, and anybody may read it."""
ENDED = (Status.SENT, Status.STOPPED)


UNREACHABLE, BUSY, NOT_WHOLE = "unreachable", "busy", "not-whole"
FAULT, REFUSED = "fault", "refused"
WHY_PAUSED = {
    "": _("An editor paused it. Whoever has not got it yet gets it when you let it go on."),
    UNREACHABLE: _(
        "Our mail server did not answer. Nobody loses anything: ask whoever looks after the mail server "
        "whether it works again, then let it go on."
    ),
    BUSY: _(
        "Our mail server took no letters for a while. Nobody loses anything: ask whoever looks after it "
        "what is wrong, then let it go on."
    ),
    NOT_WHOLE: _(
        "All letters have left, but not every reader has a row in our ledger. "
        "Show this to whoever looks after this site."
    ),
    REFUSED: _(
        "Our mail server refused letter after letter. Nobody loses anything: ask whoever looks after it "
        "whether it takes mail from us, then let it go on."
    ),
    FAULT: _(
        "Letters could not be made: something is wrong with this site. Nobody loses anything. "
        "Show this to whoever looks after this site, then let it go on."
    ),
}


class Section(models.TextChoices):
    OWN = "own", _("From the editors")
    RETURNED = "returned", _("Given back")
    ASKED = "asked", _("Asked")
    NEWS = "news", _("News")
    AGENDA = "agenda", _("In the agenda")
    TAKE_PART = "take-part", _("Take part")


class IssueQuerySet(models.QuerySet["Issue"]):
    def public(self) -> Self:
        return self.filter(status__in=FROZEN)

    def numbered(self, number: int) -> Self:
        return self.filter(number=number)

    def unfinished(self) -> Self:
        return self.filter(status__in=UNFINISHED)

    def sending(self) -> Self:
        return self.filter(status=Status.SENDING)

    def due(self, at: datetime) -> Self:
        """Keep planned ones whose moment has come, and that nobody else has to approve, soonest first."""
        takes_two = Exists(Rhythm.objects.filter(two_persons=True))
        come = self.filter(Q(approved_by__isnull=False) | ~takes_two, status=Status.PLANNED, due_at__lte=at)
        return come.order_by("due_at", "pk")

    def to_approve(self, user: AbstractBaseUser) -> Self:
        """Keep planned ones that somebody else than who planned them must approve, and this user may."""
        takes_two = Exists(Rhythm.objects.filter(two_persons=True))
        wait = self.filter(takes_two, status=Status.PLANNED, approved_by__isnull=True)
        return wait.exclude(planned_by=user).order_by("due_at", "pk")

    def held_up(self, before: datetime) -> Self:
        """Keep what was to leave before a moment and has not ended, and what trouble paused."""
        late = self.filter(status=Status.SENDING, frozen_at__lt=before)
        halted = self.filter(status=Status.PAUSED).exclude(paused_why="")
        return (self.due(before) | late | halted).order_by("pk")

    def newest(self) -> Self:
        return self.order_by("-number")

    def beside(self, number: int) -> tuple[int | None, int | None]:
        """Give the numbers of the issues right before and after one; one query."""
        before, after = Max("number", filter=Q(number__lt=number)), Min("number", filter=Q(number__gt=number))
        found = self.aggregate(before=before, after=after)
        return found["before"], found["after"]


class Issue(HasTexts["IssueText"]):
    """A newsletter, from draft to archive."""

    number = models.PositiveIntegerField(unique=True)
    since = models.DateField()
    until = models.DateField()
    """What happened from the one day to the other, both counted along, stands in it."""
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    due_at = models.DateTimeField(null=True, blank=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    planned_at = models.DateTimeField(null=True, blank=True)
    """Which plan it is: whoever approves says which one they saw."""
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True, blank=True)
    readers = models.PositiveIntegerField(null=True, blank=True)
    """How many rows were made when it was frozen, one for each reader of that moment."""
    ended_at = models.DateTimeField(null=True, blank=True)
    tally = models.JSONField(default=dict, blank=True)
    """How many deliveries came to each end, counted when the issue ended."""
    forgotten_at = models.DateTimeField(null=True, blank=True)
    """When the last of its deliveries was deleted, long after it ended."""
    paused_why = models.CharField(max_length=200, blank=True)
    """What stopped us, a key of `WHY_PAUSED`; nothing when an editor paused it."""

    objects = IssueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="issue_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(name="issue_has_days", condition=Q(until__gte=F("since"))),
            models.CheckConstraint(
                name="issue_planned_means_due",
                condition=~Q(status=Status.PLANNED) | Q(due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="issue_frozen_means_dated_and_counted",
                condition=Q(status__in=FROZEN, frozen_at__isnull=False, readers__isnull=False)
                | Q(~Q(status__in=FROZEN), frozen_at__isnull=True, readers__isnull=True),
            ),
            models.CheckConstraint(
                name="issue_ended_means_dated",
                condition=Q(status__in=ENDED, ended_at__isnull=False)
                | Q(~Q(status__in=ENDED), ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="issue_forgotten_means_ended",
                condition=Q(forgotten_at__isnull=True) | Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="issue_is_approved_by_another", condition=~Q(approved_by=F("planned_by"))
            ),
            models.CheckConstraint(
                name="issue_paused_alone_says_why",
                condition=Q(status=Status.PAUSED, paused_why__in=sorted(WHY_PAUSED)) | Q(paused_why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Issue {self.number}"

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]

    @property
    def leaves_at(self) -> datetime | None:
        """When it left or will; a draft has a moment to go by, and leaves at none."""
        return self.due_at if self.status == Status.PLANNED else self.frozen_at

    @property
    def is_frozen(self) -> bool:
        return self.status in FROZEN

    @property
    def is_paused(self) -> bool:
        return self.status == Status.PAUSED

    @property
    def is_on_its_way(self) -> bool:
        return self.status in (Status.SENDING, Status.PAUSED)

    @property
    def why_paused(self) -> str:
        """Say to an editor what stopped it and what to do."""
        return str(WHY_PAUSED[self.paused_why])

    @property
    def is_unfinished(self) -> bool:
        return self.status in UNFINISHED


class IssueText(Text):
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="texts")
    subject = models.CharField(max_length=150)
    opening = models.TextField(max_length=2000, blank=True)
    """What the editors say first; paragraphs are parted by an empty line."""

    class Meta:
        constraints = one_text_per_language("issue")


class ItemQuerySet(models.QuerySet["Item"]):
    def in_order(self) -> Self:
        return self.order_by("place", "pk")

    def of_issue(self, number: int) -> Self:
        """Keep those of the issue with this primary key, each with its issue."""
        # Over a subquery: SQLite cannot compare a reference with a number that is larger than any.
        return self.select_related("issue").filter(issue__in=Issue.objects.filter(pk=number))

    def kept(self) -> Self:
        return self.filter(dropped=False)


class Item(HasTexts["ItemText"]):
    """One thing an issue tells of."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="items")
    section = models.CharField(max_length=9, choices=Section.choices)
    place = models.PositiveIntegerField()
    """Where it stands within its section, from 0."""
    source = models.CharField(max_length=80, blank=True)
    """The record it was made from, such as `question:12`; nothing for what an editor added."""
    dropped = models.BooleanField(default=False)
    """Left out by an editor; kept here, so that composing again does not bring it back."""
    districts = models.JSONField(default=list, blank=True)
    """CBS codes of the districts it concerns; none means the whole city."""
    themes = models.JSONField(default=list, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="item_section_is_known", condition=Q(section__in=Section.values)),
            models.UniqueConstraint(
                name="item_source_once_per_issue", fields=["issue", "source"], condition=~Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return f"Item {self.pk}"

    @property
    def lacks(self) -> str:
        """The language in which it has no words; nothing when it has both."""
        there = {text.language for text in self.texts.all()}
        return next((language for language in Language.values if language not in there), "")


class ItemText(Text):
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=200)
    words = models.TextField(max_length=2000, blank=True)
    address = models.CharField(max_length=500, blank=True)
    """Where it can be read: a path on our own site, or an address that an editor gave."""

    class Meta:
        constraints = one_text_per_language("item")
