# SPDX-License-Identifier: EUPL-1.2
"""What happens to questions, from sending in to an outcome."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.citylab import emails
from kennisstad.citylab.following import new_code
from kennisstad.citylab.models import Addition, Contact, ProposalStatus, Question, Status, Step
from kennisstad.citylab.stepping import Messages, hold, move, note
from kennisstad.projects.actions import Words, write
from kennisstad.projects.models import Result
from kennisstad.web.refusals import NotNow

WITH_A_COURSE = (Status.PROPOSED, Status.PLACED)
NO_OUTCOME = (*WITH_A_COURSE, Status.IN_LEGS)
"""What comes back by another way than an outcome: its proposal, its project, its legs."""


def send_in(
    *,
    key: UUID,
    words: str,
    language: str,
    asker_kind: str,
    at: datetime,
    districts: Iterable[int] = (),
    needed_by: date | None = None,
    size: str = "",
    asker_hours: int | None = None,
    form: str = "",
    levels: Iterable[str] = (),
    contact: Mapping[str, str] | None = None,
    look_first: bool = False,
) -> Question:
    """Take in a question; the same key twice is one question.

    Args:
        key: made with the form, so that a second press or a reload asks nothing twice.
        size, asker_hours, form, levels: what the asker wishes, as on `Question`.
        contact: `name`, `email` and `phone`, each possibly empty; only brokers will see them.
        look_first: it came without a proof, so that nobody gets a letter before a broker has looked.
    """
    asked: dict[str, Any] = {"words": words, "language": language, "asker_kind": asker_kind}
    asked |= {"needed_by": needed_by, "look_first": look_first}
    wished = {"size": size, "asker_hours": asker_hours, "form": form, "levels": list(levels)}
    try:
        known = Question.objects.filter(key=key).first()
        return known or _take_in(key=key, districts=districts, contact=contact or {}, at=at, **asked | wished)
    except IntegrityError:
        # Somebody pressed twice at once: the first press has it.
        return Question.objects.get(key=key)


@transaction.atomic
def _take_in(
    *, key: UUID, districts: Iterable[int], contact: Mapping[str, str], at: datetime, **fields: Any
) -> Question:
    _code, digest = new_code(key)
    question = Question.objects.create(key=key, code_digest=digest, sent_at=at, **fields)
    question.districts.set(districts)
    if any(contact.values()):
        Contact.objects.create(question=question, **contact)
    Step.objects.create(question=question, status=Status.SENT, at=at)
    record("question.sent", subject=question, by_id=None, at=at)
    if not question.look_first:
        emails.to_asker("received", question, at=at)
    return question


@transaction.atomic
def add_words(question: Question, *, key: UUID, words: str, at: datetime) -> None:
    """The asker adds something; the same key twice is one addition to this question.

    Raises:
        NotNow: the question has ended.
    """
    hold(question)
    if question.is_ended:
        raise NotNow(_("This question has been answered or closed. You cannot add anything to it now."))
    # Keys come from outside: one that was used with another question must not stand in the way.
    own_key = uuid5(question.key, key.hex)
    _addition, new = Addition.objects.get_or_create(
        question=question, key=own_key, defaults={"words": words, "at": at}
    )
    if new:
        record("question.added-to", subject=question, by_id=None, at=at)


@transaction.atomic
def withdraw(question: Question, *, at: datetime) -> None:
    """The asker withdraws the question; its legs and a proposal that waits go with it.

    Raises:
        NotNow: students are at work on it or on a leg, or it has ended.
    """
    move(question, Status.WITHDRAWN, at=at)
    legs = list(question.legs.in_chain().select_for_update())
    if any(leg.status == Status.PLACED for leg in legs):
        raise NotNow(_("Students are at work on a part of your question. Call our desk if you want to stop."))
    withdraw_legs([leg for leg in legs if not leg.is_ended], at=at)
    for leg in legs:
        record("leg.dropped", subject=leg, by_id=None, at=at, whole=question.pk)
    question.proposals.made().update(status=ProposalStatus.TAKEN_BACK, answered_at=at)
    note(question, "question.withdrawn", by=None, at=at)


def withdraw_legs(legs: Sequence[Question], *, at: datetime) -> None:
    """Take these legs, and what is proposed of them, off the road; whoever calls holds their whole."""
    for leg in legs:
        move(leg, Status.WITHDRAWN, at=at)
        leg.proposals.made().update(status=ProposalStatus.TAKEN_BACK, answered_at=at)
        Step.objects.create(question=leg, status=leg.status, at=at)


@transaction.atomic
def sharpen(
    question: Question,
    *,
    words: Words,
    themes: Iterable[int],
    districts: Iterable[int],
    show_words: bool,
    minutes: int,
    by: User | None,
    at: datetime,
) -> None:
    """Put the question in clearer words; the asker's own words stay as they are.

    Args:
        show_words: the own words hold nothing private, and visitors may read them.
        minutes: what it took, added to what was counted before.
    """
    hold(question)
    question.show_words = show_words
    question.minutes += minutes
    question.save(update_fields=["show_words", "minutes"])
    question.themes.set(themes)
    question.districts.set(districts)
    write(question, words)
    record("question.sharpened", subject=question, by_id=by.pk if by else None, at=at, minutes=minutes)


@transaction.atomic
def open_question(question: Question, *, messages: Messages, by: User | None, at: datetime) -> None:
    """Make it a question of the city, for courses to take up.

    One that a course has comes back by its proposal or its project, not by an outcome: opened past its
    course, a proposal would wait for ever.

    Raises:
        NotNow: it has no clear words yet, is open already, or is being worked on.
    """
    needs_title(question)
    if question.status in WITH_A_COURSE:
        raise NotNow(_("A course has this question. Take the proposal back, or stop the project."))
    if question.in_legs:
        raise NotNow(_("This question is in parts. Put it together again, or drop a part."))
    _outcome(question, Status.OPEN, messages, by, at)


@transaction.atomic
def let_wait(question: Question, *, messages: Messages, by: User | None, at: datetime) -> None:
    """Keep it for a period in which a course can take it up.

    Raises:
        NotNow: it has no clear words yet, or stands elsewhere.
    """
    needs_title(question)
    _outcome(question, Status.WAITING, messages, by, at)


@transaction.atomic
def advise(question: Question, *, result: Result, messages: Messages, by: User | None, at: datetime) -> None:
    """Answer it with what was found before; visitors read both.

    Raises:
        NotNow: it has no clear words yet, or stands elsewhere.
    """
    needs_title(question)
    _outcome(question, Status.ADVISED, messages, by, at, advised_with=result)


@transaction.atomic
def refer(question: Question, *, messages: Messages, by: User | None, at: datetime) -> None:
    """Send the asker on to a desk or city that can help; the message says which.

    Raises:
        NotNow: the message is empty.
    """
    _needs_message(messages)
    _outcome(question, Status.REFERRED, messages, by, at)


@transaction.atomic
def merge(question: Question, *, into: Question, messages: Messages, by: User | None, at: datetime) -> None:
    """Join it with a question that asks the same.

    Raises:
        NotNow: this one has no clear words yet, or the other one is this one, is itself joined with
            another, or is not public.
    """
    _hold_both(question, into)
    needs_title(question)
    if into.pk == question.pk or into.is_leg or into.status == Status.MERGED or not into.is_public:
        raise NotNow(_("Choose another public question that is not itself joined with a third."))
    if question.merged.exists():
        raise NotNow(_("Other questions have been joined with this one. Join them with the other one first."))
    _outcome(question, Status.MERGED, messages, by, at, merged_into=into)


@transaction.atomic
def decline(question: Question, *, messages: Messages, by: User | None, at: datetime) -> None:
    """Decline it; the message says why.

    Raises:
        NotNow: the message is empty.
    """
    _needs_message(messages)
    _outcome(question, Status.DECLINED, messages, by, at)


def _hold_both(one: Question, other: Question) -> None:
    # Always in the same order: two brokers who join two questions crosswise must not wait for each other.
    for question in sorted((one, other), key=lambda q: q.pk):
        hold(question)


def _outcome(
    question: Question, status: Status, messages: Messages, by: User | None, at: datetime, **fields: Any
) -> None:
    if question.is_leg and status != Status.ADVISED:
        raise NotNow(_("This is a part of a question. Replace it or drop it instead."))
    move(question, status, at=at, answered_at=question.answered_at or at, **fields)
    note(question, f"question.{status}", by=by, at=at, messages=messages)


def needs_title(question: Question) -> None:
    hold(question)
    if not question.texts.exists():
        raise NotNow(_("Give the question a title first: visitors and courses will read it."))


def _needs_message(messages: Messages) -> None:
    if not any(messages.values()):
        raise NotNow(_("Write to the asker first: a person who asks deserves to read why."))
