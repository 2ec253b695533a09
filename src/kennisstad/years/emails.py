# SPDX-License-Identifier: EUPL-1.2
"""What we write to whoever asks for a day, and to the desk: a file per letter and language."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import Role, User
from kennisstad.mail.actions import write
from kennisstad.neighbourhoods.models import City
from kennisstad.years.following import code_of
from kennisstad.years.models import Adoption

TEMPLATE = "years/emails/{{language}}/{letter}.txt"


def to_asker(letter: str, adoption: Adoption, *, at: datetime) -> None:
    """Write to who asked for a day, in their language, when there is an address."""
    if not adoption.email:
        return
    with override(adoption.language):
        page = settings.SITE_ADDRESS + reverse("years:own", args=[code_of(adoption)])
    _write(letter, adoption, adoption.email, adoption.language, page, private=True, at=at)


def to_desk(adoption: Adoption, *, at: datetime) -> None:
    """Tell the desk that a day waits for an answer: brokers and programme managers, else the city's desk."""
    roles = (Role.BROKER, Role.PROGRAMME_MANAGER)
    found = User.objects.filter(roles__role__in=roles, is_active=True).exclude(email="").order_by("pk")
    to = list(found.distinct().values_list("email", "language"))
    if not to and (city := City.objects.exclude(email="").first()):
        to = [(city.email, settings.LANGUAGE_CODE)]
    for email, language in to:
        with override(language):
            page = settings.SITE_ADDRESS + reverse("workspace:days")
        _write("to_answer", adoption, email, language, page, private=False, at=at)


def _write(
    letter: str, adoption: Adoption, to: str, language: str, page: str, *, private: bool, at: datetime
) -> None:
    day = adoption.day
    about = {
        "adoption": adoption,
        "day": day,
        "text": day.text_in(language),
        "year": day.year.text_in(language),
        "page": page,
        "city": City.objects.first(),
    }
    write(TEMPLATE.format(letter=letter), about, to=to, language=language, private=private, at=at)
