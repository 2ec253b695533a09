# SPDX-License-Identifier: EUPL-1.2
"""What each step of an issue begins with: two editors may press at once, and workers beside them."""

from django.utils.translation import gettext_lazy as _

from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.models.issue import Status
from kennisstad.web.refusals import NotNow, Sentence


def hold(issue: Issue) -> None:
    """Look again, and hold the row until we are done."""
    issue.refresh_from_db(from_queryset=Issue.objects.select_for_update())


def move(issue: Issue, status: Status, *, refusal: Sentence) -> None:
    """Hold an issue and take it a step further; whoever calls saves it.

    Args:
        refusal: what somebody reads when it cannot take that step any more; it may name the `%(state)s`.
    Raises:
        NotNow: it cannot.
    """
    hold(issue)
    if not issue.can_become(status):
        raise NotNow(str(refusal) % {"state": issue.get_status_display()})
    issue.status = status


def hold_draft(issue: Issue) -> None:
    """Hold an issue whose words may still change.

    Raises:
        NotNow: it is no draft any more.
    """
    hold(issue)
    if issue.status != Status.DRAFT:
        raise NotNow(_("This issue is no draft any more. Take it back first."))
