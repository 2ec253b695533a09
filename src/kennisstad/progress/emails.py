# SPDX-License-Identifier: EUPL-1.2
"""What we write to who owes a commitment: a file per letter and language, first the subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override

from kennisstad.accounts.models import User
from kennisstad.mail.actions import write
from kennisstad.neighbourhoods.models import City
from kennisstad.progress.models import ReportDay


@dataclass(frozen=True)
class Owed:
    """A commitment as a letter tells of it."""

    sentence: str
    state: str | Promise
    due_on: date | None


def to_owner(user: User, day: ReportDay, rows: Sequence[Owed], *, at: datetime) -> None:
    """Write, in this person's own language, what is owed and by when to tell of it."""
    with override(user.language):
        page = settings.SITE_ADDRESS + reverse("workspace:owed")
    context = {"day": day, "rows": rows, "page": page, "city": City.objects.first()}
    template = "progress/emails/{language}/report-day.txt"
    write(template, context, to=user.email, language=user.language, private=False, at=at)
