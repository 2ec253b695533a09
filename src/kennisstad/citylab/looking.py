# SPDX-License-Identifier: EUPL-1.2
"""What came without a proof: a broker looks first whether somebody asked it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.citylab import emails
from kennisstad.citylab.models import Question
from kennisstad.citylab.stepping import hold
from kennisstad.web.refusals import NotNow


@transaction.atomic
def let_through(question: Question, *, by: User | None, at: datetime) -> None:
    """Say that somebody asked this: it waits among the others now, and its asker gets the first letter.

    Raises:
        NotNow: a broker looked already.
    """
    _hold(question)
    question.look_first = False
    question.save(update_fields=["look_first"])
    record("question.looked-at", subject=question, by_id=by.pk if by else None, at=at)
    emails.to_asker("received", question, at=at)


@transaction.atomic
def throw_away(question: Question, *, by: User | None, at: datetime) -> None:
    """Say that nobody asked this: it is gone, and nobody hears of it.

    Raises:
        NotNow: a broker looked already.
    """
    _hold(question)
    record("question.thrown-away", subject=question, by_id=by.pk if by else None, at=at)
    question.delete()


def _hold(question: Question) -> None:
    hold(question)
    if not question.is_to_look_at:
        raise NotNow(_("Somebody was here before you: look where this question stands now."))
