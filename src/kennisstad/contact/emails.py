# SPDX-License-Identifier: EUPL-1.2
"""What we write about messages: a file per letter and language, first the subject."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import User
from kennisstad.contact.following import code_of
from kennisstad.contact.models import Message
from kennisstad.contact.queries import told_at
from kennisstad.mail.actions import write
from kennisstad.neighbourhoods.models import City


def to_sender(letter: str, message: Message, *, at: datetime) -> None:
    """Write to who sent a message, in the language of the message, when there is an address."""
    if not message.email:
        return
    code = code_of(message.key, message.code_digest)
    with override(message.language):
        page = settings.SITE_ADDRESS + reverse("contact:follow", args=[code])
    context = {"message": message, "code": code, "page": page}
    _post(letter, message.email, message.language, context, private=True, at=at)


def to_desk(letter: str, message: Message, *, at: datetime, is_last: bool = False) -> None:
    """Tell everybody of the desk where a message is that it is there; its words stay here.

    Args:
        is_last: of this kind no letter follows for a while, whatever comes in.
    """
    for email, language in told_at(message.desk_id):
        _tell(letter, email, language, message, at, is_last=is_last)


def to_person(letter: str, user: User, message: Message, *, at: datetime) -> None:
    """Tell one person of the desk, who can sign in, about a message."""
    if user.email:
        _tell(letter, user.email, user.language, message, at)


def _tell(
    letter: str, email: str, language: str, message: Message, at: datetime, *, is_last: bool = False
) -> None:
    with override(language):
        page = settings.SITE_ADDRESS + reverse("workspace:message", args=[message.pk])
        about = {"kind": message.get_kind_display(), "is_ended": message.is_ended}
        context = {**about, "page": page, "due_on": message.due_on, "is_last": is_last}
    _post(letter, email, language, context, private=False, at=at)


def _post(
    letter: str, to: str, language: str, context: Mapping[str, object], *, private: bool, at: datetime
) -> None:
    template = f"contact/emails/{{language}}/{letter}.txt"
    about = {**context, "city": City.objects.first()}
    write(template, about, to=to, language=language, private=private, at=at)
