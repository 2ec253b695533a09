# SPDX-License-Identifier: EUPL-1.2
"""Ready answers: the desk writes them down, changes them and takes them away."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.contact.models import ReadyAnswer, ReadyAnswerText

Words = Mapping[str, Mapping[str, str]]
"""Per language a `title` and `words`."""


@transaction.atomic
def add_ready(words: Words, *, by: User | None, at: datetime) -> ReadyAnswer:
    """Write down an answer that is given often, in one language or two."""
    ready = ReadyAnswer.objects.create(made_at=at)
    _say(ready, words)
    record("readyanswer.made", subject=ready, by_id=by.pk if by else None, at=at)
    return ready


@transaction.atomic
def change_ready(ready: ReadyAnswer, words: Words, *, by: User | None, at: datetime) -> None:
    """Change the words of a ready answer; what was sent with them before stays as it was."""
    _say(ready, words)
    record("readyanswer.changed", subject=ready, by_id=by.pk if by else None, at=at)


@transaction.atomic
def remove_ready(ready: ReadyAnswer, *, by: User | None, at: datetime) -> None:
    """Take a ready answer away."""
    record("readyanswer.removed", subject=ready, by_id=by.pk if by else None, at=at)
    ready.delete()


def _say(ready: ReadyAnswer, words: Words) -> None:
    for language, said in words.items():
        ReadyAnswerText.objects.update_or_create(ready=ready, language=language, defaults=dict(said))
