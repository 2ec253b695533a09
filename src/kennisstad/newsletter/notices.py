# SPDX-License-Identifier: EUPL-1.2
"""What we write to those who look after the newsletter."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import User
from kennisstad.accounts.rules import PAGE_EDITORS
from kennisstad.mail.actions import write
from kennisstad.newsletter.models import Issue


def tell_editors(issue: Issue, *, at: datetime) -> None:
    """Say that an issue was paused, and why, to who planned and approved it, or else to all editors."""
    for email, language in _those_of(issue) or _all_editors():
        with override(language):
            page = settings.SITE_ADDRESS + reverse("workspace:issue", args=[issue.pk])
        context = {"issue": issue, "page": page}
        template = "newsletter/emails/{language}/paused.txt"
        write(template, context, to=email, language=language, private=False, at=at)


def ask_to_approve(issue: Issue, *, by: User | None, at: datetime) -> None:
    """Write to all who may approve an issue that waits for it; not to who planned it."""
    others = Q(roles__role__in=PAGE_EDITORS) & ~Q(pk=by.pk if by else None)
    for email, language in _reachable(others):
        with override(language):
            page = settings.SITE_ADDRESS + reverse("workspace:issue", args=[issue.pk])
        context = {"issue": issue, "page": page, "by": by}
        template = "newsletter/emails/{language}/approve.txt"
        write(template, context, to=email, language=language, private=False, at=at)


def _those_of(issue: Issue) -> list[tuple[str, str]]:
    theirs = Q(pk=issue.planned_by_id) | Q(pk=issue.approved_by_id)
    return _reachable(theirs)


def _all_editors() -> list[tuple[str, str]]:
    return _reachable(Q(roles__role__in=PAGE_EDITORS))


def _reachable(who: Q) -> list[tuple[str, str]]:
    found = User.objects.filter(who, is_active=True).exclude(email="")
    return list(found.order_by("pk").distinct().values_list("email", "language"))
