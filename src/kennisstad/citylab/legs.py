# SPDX-License-Identifier: EUPL-1.2
"""What happens to a question that is too large for one course: cut into legs, run as a relay, ended as one.

Everyone who holds a whole and its legs holds the whole first, then the legs by number.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.citylab import actions
from kennisstad.citylab.actions import needs_title, withdraw_legs
from kennisstad.citylab.following import new_code
from kennisstad.citylab.leg_plans import MOST, LegPlan, Wrong, wrong_with
from kennisstad.citylab.models import Question, Status, Step
from kennisstad.citylab.stepping import Messages, hold, hold_chain, move, note
from kennisstad.education.calendar.window import Form
from kennisstad.projects.actions import write
from kennisstad.projects.models import Result
from kennisstad.web.refusals import NotNow

_WRONG = {
    Wrong.NUMBER: _("Cut the question into two to six parts."),
    Wrong.ORDER: _("Number the turns 1, 2, 3 …, without a gap. Parts with the same turn run side by side."),
    Wrong.TITLE: _("Part %(part)d has no title. Give it one in Dutch or English."),
    Wrong.HAND_OVER: _("Say what part %(part)d hands over: the next part begins with it."),
}
_NOT_IN_LEGS = _("This question is not in parts.")


@transaction.atomic
def split(
    question: Question, *, plans: Sequence[LegPlan], messages: Messages, by: User | None, at: datetime
) -> list[Question]:
    """Cut a question into legs: those of the first turn open at once, the others wait for their turn.

    Raises:
        NotNow: the plans do not make a chain, it has no clear words yet, or it stands elsewhere.
    """
    if (fault := wrong_with([*plans])) is not None:
        raise NotNow(_WRONG[fault[0]] % {"part": fault[1]} if fault[1] else _WRONG[fault[0]])
    needs_title(question)
    if question.is_leg:
        raise NotNow(_("This is a part of a question already. Parts are not cut again."))
    move(question, Status.IN_LEGS, at=at, answered_at=question.answered_at or at)
    legs = [_make(question, plan, opens=plan.order == 1, by=by, at=at) for plan in plans]
    note(question, "question.in-legs", by=by, at=at, messages=messages)
    return legs


def _make(whole: Question, plan: LegPlan, *, opens: bool, by: User | None, at: datetime) -> Question:
    key, titles = uuid4(), [said["title"] for said in plan.words.values() if said.get("title")]
    leg = Question.objects.create(
        key=key,
        # Nobody gets this code: the asker follows the whole.
        code_digest=new_code(key)[1],
        words=plan.words.get(whole.language, {}).get("title") or titles[0],
        language=whole.language,
        asker_kind=whole.asker_kind,
        status=Status.OPEN if opens else Status.WAITING,
        needed_by=whole.needed_by,
        sent_at=whole.sent_at,
        answered_at=whole.answered_at,
        form=plan.form,
        leg_level=plan.level,
        leg_of=whole,
        leg_order=plan.order,
    )
    leg.districts.set(whole.districts.all())
    leg.themes.set(whole.themes.all())
    write(leg, {language: said for language, said in plan.words.items() if said.get("title")})
    Step.objects.create(question=leg, status=leg.status, at=at)
    record("leg.made", subject=leg, by_id=by.pk if by else None, at=at, whole=whole.pk, order=plan.order)
    return leg


@transaction.atomic
def enlarge(question: Question, *, form: Form | None, by: User | None, at: datetime) -> None:
    """Say what students have to do for a whole question: a thesis takes what a course cannot.

    Raises:
        NotNow: it is cut into parts, a course has it already, or it has ended.
    """
    hold(question)
    if not (question.is_seeking or question.status == Status.SENT):
        raise NotNow(_("This can only be changed while the question looks for a course."))
    question.form = form or ""
    question.save(update_fields=["form"])
    record("question.sized", subject=question, by_id=by.pk if by else None, at=at, form=question.form)


@transaction.atomic
def drop(leg: Question, *, messages: Messages, by: User | None, at: datetime) -> None:
    """Leave a leg out: the chain goes on without it, and the asker hears why.

    Raises:
        NotNow: students are at work on it, it has ended, or it is the last one.
    """
    whole = _whole_of(leg)
    if [one.pk for one in whole.standing_legs] == [leg.pk]:
        raise NotNow(_("This is the last part. Put the question together again instead."))
    _leave_out(leg, messages, by, at)
    go_on(whole, by=by, at=at)


@transaction.atomic
def replace(leg: Question, *, plan: LegPlan, messages: Messages, by: User | None, at: datetime) -> Question:
    """Put another leg in the place of this one; it keeps the turn of the one it replaces.

    Raises:
        NotNow: the new one has no title, or the old one cannot be left out.
    """
    whole = _whole_of(leg)
    if not any(said.get("title") for said in plan.words.values()):
        raise NotNow(_WRONG[Wrong.TITLE] % {"part": 1})
    if len(whole.standing_legs) > MOST:
        raise NotNow(_WRONG[Wrong.NUMBER])
    opens = leg.status != Status.WAITING
    _leave_out(leg, messages, by, at)
    kept = LegPlan(order=leg.leg_order or 1, form=plan.form, level=plan.level, words=plan.words)
    made = _make(whole, kept, opens=opens, by=by, at=at)
    go_on(whole, by=by, at=at)
    return made


def _whole_of(leg: Question) -> Question:
    """Hold a leg and its whole, and give the whole."""
    hold_chain(leg)
    if leg.leg_of is None or leg.leg_order is None or not leg.leg_of.in_legs:
        raise NotNow(_NOT_IN_LEGS)
    return leg.leg_of


def _leave_out(leg: Question, messages: Messages, by: User | None, at: datetime) -> None:
    if leg.status == Status.PLACED:
        raise NotNow(_("Students are at work on this part. Stop their project first."))
    withdraw_legs([leg], at=at)
    note(leg, "leg.dropped", by=by, at=at, messages=messages)


@transaction.atomic
def join_again(question: Question, *, messages: Messages, by: User | None, at: datetime) -> None:
    """Put a question together again: it is open as a whole, and its legs are gone.

    Raises:
        NotNow: it is not in parts, or students have begun on one.
    """
    hold(question)
    if not question.in_legs:
        raise NotNow(_NOT_IN_LEGS)
    legs = list(question.legs.in_chain().select_for_update())
    if any(leg.project_id for leg in legs):
        raise NotNow(_("Students have begun on a part. Leave out the parts that are not needed any more."))
    withdraw_legs([leg for leg in legs if not leg.is_ended], at=at)
    for leg in legs:
        record("leg.dropped", subject=leg, by_id=by.pk if by else None, at=at, whole=question.pk)
    _open_whole(question, messages, by, at)


def _open_whole(whole: Question, messages: Messages, by: User | None, at: datetime) -> None:
    whole.legs.update(leg_order=None)
    move(whole, Status.OPEN, at=at)
    note(whole, "question.open-again", by=by, at=at, messages=messages)


@transaction.atomic
def advise(question: Question, *, result: Result, messages: Messages, by: User | None, at: datetime) -> None:
    """Answer a question, or a leg, with what was found before; a chain goes on with it.

    Raises:
        NotNow: it has no clear words yet, or stands elsewhere.
    """
    hold_chain(question)
    actions.advise(question, result=result, messages=messages, by=by, at=at)
    go_on(question, by=by, at=at)


@transaction.atomic
def go_on(question: Question, *, by: User | None, at: datetime) -> None:
    """Open the legs whose turn has come, and end the whole with its last leg; done twice, it is done once.

    Args:
        question: a whole or one of its legs; of any other question there is nothing to do.
    """
    whole = question.leg_of or question
    hold(whole)
    if not whole.in_legs:
        return
    legs = whole.legs.in_chain().exclude(status=Status.WITHDRAWN).select_related("project__result")
    standing = list(legs.select_for_update(of=("self",)))
    turn = min((leg.leg_order or 0 for leg in standing if not leg.has_handed_over), default=None)
    for leg in standing:
        if leg.status == Status.WAITING and leg.leg_order == turn:
            move(leg, Status.OPEN, at=at)
            note(leg, "leg.opened", by=by, at=at)
    if all(leg.status in (Status.GIVEN_BACK, Status.ADVISED) for leg in standing):
        _end(whole, standing, by, at)


def _end(whole: Question, legs: Sequence[Question], by: User | None, at: datetime) -> None:
    """End the whole with the project of its last leg; without any project, open it again."""
    returned = [leg for leg in legs if leg.status == Status.GIVEN_BACK]
    if not returned:
        _open_whole(whole, {}, by, at)
        return
    last = max(returned, key=lambda leg: (leg.leg_order, leg.ended_at, leg.pk))
    move(whole, Status.GIVEN_BACK, at=at, project=last.project)
    note(whole, "question.given-back", by=by, at=at)


def keep_up(at: datetime) -> None:
    """Let every chain go on whose leg was handed over by other ways than these."""
    for whole in Question.objects.filter(status=Status.IN_LEGS).order_by("pk"):
        go_on(whole, by=None, at=at)
