# SPDX-License-Identifier: EUPL-1.2
"""What we write about messages: a file per letter and language, first the subject."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kennisstad.contact.following import code_of
from kennisstad.contact.models import Message
from kennisstad.mail.actions import write
from kennisstad.neighbourhoods.models import City
from kennisstad.neighbourhoods.queries import brokers_or_desk


def to_sender(letter: str, message: Message, *, at: datetime) -> None:
    """Write to who sent a message, in the language of the message, when there is an address."""
    if not message.email:
        return
    code = code_of(message.key, message.code_digest)
    with override(message.language):
        page = settings.SITE_ADDRESS + reverse("contact:follow", args=[code])
    context = {"message": message, "code": code, "page": page}
    _post(letter, message.email, message.language, context, private=True, at=at)


def to_desk(letter: str, message: Message, *, at: datetime) -> None:
    """Tell every broker, or else the desk of the city, that a message is there; its words stay here."""
    for email, language in brokers_or_desk():
        with override(language):
            page = settings.SITE_ADDRESS + reverse("workspace:message", args=[message.pk])
            context = {"kind": message.get_kind_display(), "page": page}
        _post(letter, email, language, context, private=False, at=at)


def _post(
    letter: str, to: str, language: str, context: Mapping[str, object], *, private: bool, at: datetime
) -> None:
    template = f"contact/emails/{{language}}/{letter}.txt"
    about = {**context, "city": City.objects.first()}
    write(template, about, to=to, language=language, private=private, at=at)
