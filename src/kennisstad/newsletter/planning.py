# SPDX-License-Identifier: EUPL-1.2
"""When an issue leaves, and who agreed to that; and the rhythm of them all."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.newsletter.issues import has_news, next_moment
from kennisstad.newsletter.issues import rhythm as rhythm_now
from kennisstad.newsletter.models import Break, Issue, Rhythm
from kennisstad.newsletter.models.issue import Status
from kennisstad.newsletter.notices import ask_to_approve
from kennisstad.newsletter.rules import may_let_one_person_send
from kennisstad.newsletter.stepping import hold, move
from kennisstad.web.refusals import NotNow


@transaction.atomic
def plan(issue: Issue, *, due_at: datetime, by: User | None, at: datetime) -> None:
    """Let a draft leave at a moment; with two persons it waits for the other one's approval.

    Raises:
        NotNow: it is no draft, that moment is over, or there is no news in it.
    """
    move(issue, Status.PLANNED, refusal=_NO[Status.PLANNED])
    if due_at <= at:
        raise NotNow(_("Choose a moment that is still to come."))
    if not has_news(issue):
        raise NotNow(
            _("There is no news in this issue: the agenda alone is not sent. Add an item, or drop it.")
        )
    issue.due_at, issue.planned_by, issue.planned_at, issue.approved_by = due_at, by, at, None
    issue.save(update_fields=["status", "due_at", "planned_by", "planned_at", "approved_by"])
    _note(issue, "planned", by, at, due_at=due_at.isoformat())
    if waits_for_approval(issue):
        ask_to_approve(issue, by=by, at=at)


@transaction.atomic
def take_back(issue: Issue, *, by: User | None, at: datetime) -> None:
    """Make a planned issue a draft again; whoever approved it has to do so again.

    Its moment is again that of the rhythm, as for every draft.

    Raises:
        NotNow: it is not planned.
    """
    move(issue, Status.DRAFT, refusal=_NO[Status.DRAFT])
    issue.planned_by, issue.approved_by, issue.due_at = None, None, next_moment(rhythm_now(), at)
    issue.save(update_fields=["status", "planned_by", "approved_by", "due_at"])
    _note(issue, "taken-back", by, at)


@transaction.atomic
def approve(issue: Issue, *, planned_at: datetime | None, by: User, at: datetime) -> None:
    """Agree that a planned issue leaves, as a second person.

    Args:
        planned_at: the plan that this person saw. A page in an old tab shows words that are there no more.
    Raises:
        NotNow: it is not planned, it was planned anew since, it was approved already, or the same person
            planned it.
    """
    hold(issue)
    if issue.status != Status.PLANNED:
        raise NotNow(_("Only a planned issue can be approved."))
    if issue.planned_at != planned_at:
        raise NotNow(_("This issue was changed and planned anew. Look at it once more, then approve it."))
    if issue.approved_by_id is not None:
        raise NotNow(_("Somebody approved this issue already."))
    if issue.planned_by_id == by.pk:
        raise NotNow(_("You planned this issue yourself. Somebody else has to approve it."))
    issue.approved_by = by
    issue.save(update_fields=["approved_by"])
    _note(issue, "approved", by, at)


@transaction.atomic
def drop(issue: Issue, *, by: User | None, at: datetime) -> None:
    """Do not send an issue; its days go along with the next one.

    Raises:
        NotNow: it is on its way or ended.
    """
    move(issue, Status.DROPPED, refusal=_NO[Status.DROPPED])
    issue.save(update_fields=["status"])
    _note(issue, "dropped", by, at, why="editor")


@transaction.atomic
def set_rhythm(
    *,
    first_on: date | None,
    weeks: int,
    hour: int,
    days_ahead: int,
    two_persons: bool,
    by: User | None,
    at: datetime,
) -> Rhythm:
    """Say when issues leave and how many persons it takes; without a first day none writes itself.

    Raises:
        NotNow: a draft would have to be there before the issue before it left, or this person may not take
            the second person away.
    """
    if days_ahead >= weeks * 7:
        raise NotNow(
            _("The draft must come after the issue before it: choose fewer days ahead, or more weeks.")
        )
    was = Rhythm.objects.select_for_update().filter(pk=1).first()
    if was and was.two_persons and not two_persons and not (by is None or may_let_one_person_send(by)):
        raise NotNow(
            _("Only an administrator can take away that a second person approves. Tick it again, or ask one.")
        )
    given = {
        "first_on": first_on,
        "weeks": weeks,
        "hour": hour,
        "days_ahead": days_ahead,
        "two_persons": two_persons,
    }
    made, _is_new = Rhythm.objects.update_or_create(pk=1, defaults=given)
    record("rhythm.set", subject=made, by_id=by.pk if by else None, at=at, two_persons=two_persons)
    return made


@transaction.atomic
def add_break(*, begins_on: date, ends_on: date, by: User | None, at: datetime) -> Break:
    """Send nothing from one day to another, both counted along.

    Raises:
        NotNow: it ends before it begins.
    """
    if ends_on < begins_on:
        raise NotNow(_("This ends before it begins. Change one of the two days."))
    made = Break.objects.create(begins_on=begins_on, ends_on=ends_on)
    record("break.added", subject=made, by_id=by.pk if by else None, at=at)
    return made


@transaction.atomic
def remove_break(one: Break, *, by: User | None, at: datetime) -> None:
    """Let issues leave in these days after all."""
    record("break.removed", subject=one, by_id=by.pk if by else None, at=at)
    one.delete()


def waits_for_approval(issue: Issue) -> bool:
    """Say whether a planned issue may not leave yet because a second person has to agree."""
    return issue.status == Status.PLANNED and rhythm_now().two_persons and issue.approved_by_id is None


def _note(issue: Issue, what: str, by: User | None, at: datetime, **facts: str) -> None:
    record(f"issue.{what}", subject=issue, by_id=by.pk if by else None, at=at, **facts)


_NO = {
    Status.PLANNED: _("Only a draft can be planned. Look how far this issue is."),
    Status.DRAFT: _("Only a planned issue can be taken back. Look how far this issue is."),
    Status.DROPPED: _("This issue is on its way or has ended: it cannot be dropped any more."),
}
