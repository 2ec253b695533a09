# SPDX-License-Identifier: EUPL-1.2
"""One step of a question: held, moved, written down and told to whoever asked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.citylab import emails
from kennisstad.citylab.models import Question, Status, Step
from kennisstad.citylab.models.question import ENDED
from kennisstad.citylab.news import LEG_NEWS, NEWS
from kennisstad.projects.actions import write
from kennisstad.web.refusals import NotNow

Messages = Mapping[str, str]
"""What the broker writes to the asker, per language; may be empty."""


def hold(question: Question) -> None:
    """Look again, and keep others waiting until we are done: two people may press at once."""
    question.refresh_from_db(from_queryset=Question.objects.select_for_update())


def hold_chain(question: Question) -> None:
    """Hold a leg together with its whole, which comes first; any other question by itself."""
    if question.leg_of is not None:
        hold(question.leg_of)
        whole = question.leg_of
        hold(question)
        question.leg_of = whole
    else:
        hold(question)


def move(question: Question, status: Status, *, at: datetime, **fields: Any) -> None:
    """Take one allowed step and date it.

    Raises:
        NotNow: the question stands where this step does not begin.
    """
    hold(question)
    if not question.can_become(status):
        raise NotNow(
            _("This question is now “%(status)s”. Look at it again before you go on.")
            % {"status": Status(question.status).label}
        )
    question.status = status
    question.ended_at = at if status in ENDED else None
    changed = {"merged_into": None, "advised_with": None} | fields
    for name, value in changed.items():
        setattr(question, name, value)
    question.save(update_fields=["status", "ended_at", *changed])


def note(
    question: Question,
    kind: str,
    *,
    by: User | None,
    at: datetime,
    messages: Messages | None = None,
    hours: int = 0,
) -> None:
    """Write a step down for the asker and in the journal, and tell the asker by mail.

    A leg has no asker of its own: whoever asked the whole hears of it.

    Args:
        hours: what it will cost the asker, 0 when nobody said.
    """
    step = Step.objects.create(question=question, status=question.status, at=at)
    write(step, {lang: {"message": words} for lang, words in (messages or {}).items() if words})
    record(kind, subject=question, by_id=by.pk if by else None, at=at, status=question.status)
    written = step.text_in(question.language)
    with override(question.language):
        news = str((LEG_NEWS if question.is_leg else NEWS)[Status(question.status)])
    told = {"news": news, "message": written.message if written else "", "hours": hours}
    if question.leg_of is None:
        emails.to_asker("step", question, at=at, **told)
    else:
        leg = {"leg": question.text_in(question.language), "part": question.part}
        emails.to_asker("leg", question.leg_of, at=at, **told, **leg)
