# SPDX-License-Identifier: EUPL-1.2
"""What became of a candidate that was found for a question: what matching learns from.

A judgement holds what was seen of question and candidate in numbers. It says nothing of who asked, and
nothing of who judged: that stands in the journal alone.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab.models.question import Question


class CandidateKind(models.TextChoices):
    COURSE = "course", _("course")
    EXPERT = "expert", _("group or desk")
    RESEARCHER = "researcher", _("researcher")
    RESULT = "result", _("earlier result")


class Verdict(models.TextChoices):
    PROPOSED = "proposed", _("proposed, no answer yet")
    ACCEPTED = "accepted", _("taken up")
    DECLINED = "declined", _("declined")
    NOT_RELEVANT = "not-relevant", _("does not fit this question")


class DeclineCause(models.TextChoices):
    """Why a course declines, as far as matching can learn from it."""

    SUBJECT = "subject", _("The subject does not fit the course")
    TIME = "time", _("It comes at the wrong time")
    ROOM = "room", _("There is no room for it now")
    OTHER = "other", _("Something else")


ONCE = (Verdict.PROPOSED, Verdict.NOT_RELEVANT)
"""What can stand once at a time for a question and a candidate; answers may follow one another."""


class JudgementQuerySet(models.QuerySet["Judgement"]):
    def put_aside(self, question: Question) -> Self:
        """Keep what was judged not to fit this question."""
        return self.filter(question=question, verdict=Verdict.NOT_RELEVANT)

    def index_ids(self) -> list[str]:
        """Give the candidates as the index names them, for example `course:12`; one query."""
        return [f"{kind}:{number}" for kind, number in self.values_list("kind", "candidate")]

    def telling(self) -> Self:
        """Keep what says something about fit: seen in numbers, answered, and not for want of room."""
        seen = self.filter(score__isnull=False).exclude(verdict=Verdict.PROPOSED)
        return seen.exclude(cause=DeclineCause.ROOM)

    def in_order(self) -> Self:
        return self.order_by("at", "pk")

    def newest(self) -> Self:
        return self.order_by("-at", "-pk")


class Judgement(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="judgements")
    kind = models.CharField(max_length=10, choices=CandidateKind.choices)
    candidate = models.PositiveBigIntegerField()
    """The number of the course, group, researcher or result: a judgement outlives its candidate."""
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    cause = models.CharField(max_length=7, choices=DeclineCause.choices, blank=True)
    """Why a course declined; its own words stay with the proposal."""
    features = models.JSONField(default=dict)
    """What was seen when it was proposed or put aside: a number from 0 to 1 per name."""
    score = models.FloatField(null=True, blank=True)
    """What the model said then, 0 to 1; none when the candidate could not be read."""
    model_version = models.PositiveIntegerField(default=0)
    """Which model said so; 0 is the one that stands in the code."""
    at = models.DateTimeField()
    """When it came to this verdict."""

    objects = JudgementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="judgement_kind_is_known", condition=Q(kind__in=CandidateKind.values)
            ),
            models.CheckConstraint(
                name="judgement_verdict_is_known", condition=Q(verdict__in=Verdict.values)
            ),
            models.CheckConstraint(
                name="judgement_cause_is_known", condition=Q(cause__in=["", *DeclineCause.values])
            ),
            models.CheckConstraint(
                name="judgement_declined_has_a_cause",
                condition=Q(~Q(cause=""), verdict=Verdict.DECLINED)
                | Q(~Q(verdict=Verdict.DECLINED), cause=""),
            ),
            models.CheckConstraint(
                name="judgement_score_is_0_to_1",
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1),
            ),
            models.UniqueConstraint(
                fields=["question", "kind", "candidate", "verdict"],
                condition=Q(verdict__in=ONCE),
                name="judgement_stands_once",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="judgement_by_at")]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.kind} {self.candidate} for question {self.question_id}"

    @property
    def took(self) -> bool:
        return self.verdict == Verdict.ACCEPTED
