# SPDX-License-Identifier: EUPL-1.2
"""What each step of a message begins with: two may press at once."""

from django.utils.translation import gettext_lazy as _

from kennisstad.contact.models import Message, Status
from kennisstad.web.refusals import NotNow


def hold(message: Message) -> None:
    """Look again, and hold the row until we are done."""
    message.refresh_from_db(from_queryset=Message.objects.select_for_update())


def move(message: Message, status: Status) -> bool:
    """Hold a message and take it a step further; whoever works on it has looked at it.

    Returns:
        Whether nobody had looked at it before, so that nobody else has heard of it yet.
    Raises:
        NotNow: it cannot take that step any more.
    """
    hold(message)
    if not message.can_become(status):
        raise NotNow(_("Somebody was here before you: look where this message stands now."))
    message.status = status
    is_first_look = message.look_first and status in (Status.TAKEN, Status.ANSWERED)
    if is_first_look:
        message.look_first = False
    return is_first_look


def still_waits(message: Message) -> None:
    """Hold a message that nobody answered or closed yet.

    Raises:
        NotNow: somebody did.
    """
    hold(message)
    if message.is_ended:
        raise NotNow(_("Somebody was here before you: look where this message stands now."))
