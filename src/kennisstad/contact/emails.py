# SPDX-License-Identifier: EUPL-1.2
"""What we write about messages: a file per letter and language, first the subject."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import Role, User
from kennisstad.contact.following import code_of
from kennisstad.contact.models import Message
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


def to_desk(letter: str, message: Message, *, at: datetime) -> None:
    """Tell every broker, or else the desk of the city, that a message is there; its words stay here."""
    for email, language in _brokers():
        with override(language):
            page = settings.SITE_ADDRESS + reverse("workspace:message", args=[message.pk])
            context = {"kind": message.get_kind_display(), "page": page}
        _post(letter, email, language, context, private=False, at=at)


def _brokers() -> list[tuple[str, str]]:
    brokers = User.objects.filter(roles__role=Role.BROKER, is_active=True).exclude(email="")
    to = list(brokers.order_by("pk").distinct().values_list("email", "language"))
    if not to and (city := City.objects.exclude(email="").first()):
        return [(city.email, settings.LANGUAGE_CODE)]
    return to


def _post(
    letter: str, to: str, language: str, context: Mapping[str, object], *, private: bool, at: datetime
) -> None:
    template = f"contact/emails/{{language}}/{letter}.txt"
    about = {**context, "city": City.objects.first()}
    write(template, about, to=to, language=language, private=private, at=at)
