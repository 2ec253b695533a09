# SPDX-License-Identifier: EUPL-1.2
"""What each step of a message begins with: two may press at once."""

from django.utils.translation import gettext_lazy as _

from kennisstad.contact.models import Message, Status
from kennisstad.web.refusals import NotNow


def hold(message: Message) -> None:
    """Look again, and hold the row until we are done."""
    message.refresh_from_db(from_queryset=Message.objects.select_for_update())


def move(message: Message, status: Status) -> None:
    """Hold a message and take it a step further; whoever works on it has looked at it.

    Raises:
        NotNow: it cannot take that step any more.
    """
    hold(message)
    if not message.can_become(status):
        raise NotNow(_("Somebody was here before you: look where this message stands now."))
    message.status = status
    if status in (Status.TAKEN, Status.ANSWERED):
        message.look_first = False


def still_waits(message: Message) -> None:
    """Hold a message that nobody answered or closed yet.

    Raises:
        NotNow: somebody did.
    """
    hold(message)
    if message.is_ended:
        raise NotNow(_("Somebody was here before you: look where this message stands now."))
