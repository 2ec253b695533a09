# SPDX-License-Identifier: EUPL-1.2
"""Letters to ambassadors and to the desk."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kennisstad.mail.actions import write
from kennisstad.neighbourhoods.models import City
from kennisstad.welcome.models import Ambassador, AmbassadorMessage
from kennisstad.welcome.tokens import confirm_code, leave_code


def ask_to_confirm(ambassador: Ambassador, *, at: datetime) -> None:
    page = _page("confirm", ambassador.language, confirm_code(ambassador.key))
    _to_ambassador("confirm", ambassador, {"page": page}, at)


def say_already_here(ambassador: Ambassador, *, at: datetime) -> None:
    """Tell whoever signs up again that they are in already: the site itself must not tell."""
    _to_ambassador("already_here", ambassador, {}, at)


def say_approved(ambassador: Ambassador, *, at: datetime) -> None:
    page = _page("ambassadors", ambassador.language)
    _to_ambassador("approved", ambassador, {"page": page}, at)


def pass_on(message: AmbassadorMessage, *, at: datetime) -> None:
    _to_ambassador("message", message.ambassador, {"message": message}, at)


def to_desk(letter: str, *, at: datetime) -> None:
    """Tell the city's desk that somebody waits; who, it reads at the desk."""
    city = City.objects.exclude(email="").first()
    if city is not None:
        language = settings.LANGUAGE_CODE
        with override(language):
            page = settings.SITE_ADDRESS + reverse("workspace:ambassadors")
        write(_template(letter), {"page": page}, to=city.email, language=language, private=False, at=at)


def _to_ambassador(letter: str, ambassador: Ambassador, given: Mapping[str, object], at: datetime) -> None:
    about = {
        **given,
        "ambassador": ambassador,
        "leave": _page("leave", ambassador.language, leave_code(ambassador.key)),
        "city": City.objects.first(),
    }
    write(_template(letter), about, to=ambassador.email, language=ambassador.language, private=True, at=at)


def _template(letter: str) -> str:
    return f"welcome/emails/{{language}}/{letter}.txt"


def _page(name: str, language: str, *args: str) -> str:
    with override(language):
        return settings.SITE_ADDRESS + reverse(f"welcome:{name}", args=args)
