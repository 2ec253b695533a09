# SPDX-License-Identifier: EUPL-1.2
"""What we write to those who answer for fieldwork: a file per letter and language, first the subject."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import Role, User
from kennisstad.fieldwork.models import Fieldwork, Pause
from kennisstad.mail.actions import write
from kennisstad.neighbourhoods.models import City


def to_supervisors(
    letter: str, work: Fieldwork, *, at: datetime, other: Fieldwork | None = None, pause: Pause | None = None
) -> None:
    """Write to whoever answers for this fieldwork, each in their own language."""
    for user in supervisors_of(work):
        with override(user.language):
            page = settings.SITE_ADDRESS + reverse("workspace:one_fieldwork", args=[work.pk])
        context = {
            "work": work,
            "other": other,
            "pause": pause,
            "reason": pause.text_in(user.language) if pause else None,
            "page": page,
            "city": City.objects.first(),
        }
        template = f"fieldwork/emails/{{language}}/{letter}.txt"
        write(template, context, to=user.email, language=user.language, private=False, at=at)


def supervisors_of(work: Fieldwork) -> list[User]:
    """Give who is named on the course of its project, or else all who work for its institution here."""
    active = User.objects.filter(is_active=True).exclude(email="").order_by("pk")
    course_id = work.project.course_id if work.project else None
    if course_id and (named := list(active.filter(courses=course_id))):
        return named
    ours = Q(roles__role__in=[Role.COORDINATOR, Role.PARTNER_EDITOR], roles__partner=work.partner_id)
    return list(active.filter(ours).distinct())
