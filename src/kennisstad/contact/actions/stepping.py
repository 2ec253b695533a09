# SPDX-License-Identifier: EUPL-1.2
"""What each step of a message begins with: two may press at once."""

from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.contact.models import Message, Status
from kennisstad.contact.rules import may_read_message
from kennisstad.web.refusals import NotNow


def hold(message: Message, by: User | None) -> None:
    """Look again, and hold the row until we are done.

    Raises:
        NotNow: meanwhile it went to another desk, or whoever does it may not read it any more.
    """
    desk_id = message.desk_id
    message.refresh_from_db(from_queryset=Message.objects.select_for_update())
    if message.desk_id != desk_id or (by is not None and not may_read_message(by, message)):
        raise NotNow(_("This message went to another desk meanwhile: its people answer it."))


def move(message: Message, status: Status, by: User | None) -> bool:
    """Hold a message and take it a step further; whoever works on it has looked at it.

    Returns:
        Whether nobody had looked at it before, so that nobody else has heard of it yet.
    Raises:
        NotNow: it cannot take that step any more, or is at another desk.
    """
    hold(message, by)
    if not message.can_become(status):
        raise too_late(message)
    message.status = status
    is_first_look = message.look_first and status in (Status.TAKEN, Status.ANSWERED)
    if is_first_look:
        message.look_first = False
    return is_first_look


def still_waits(message: Message, by: User | None) -> None:
    """Hold a message that nobody answered or closed yet.

    Raises:
        NotNow: somebody did, or it is at another desk.
    """
    hold(message, by)
    if message.is_ended:
        raise too_late(message)


def too_late(message: Message) -> NotNow:
    """Say where a message stands, and what can be done with it still."""
    if message.is_ended:
        told = _("Somebody was here before you: this message is %(state)s. It stays as it is.")
    else:
        told = _("Somebody was here before you: this message is %(state)s. It can be answered or closed.")
    return NotNow(told % {"state": message.get_status_display()})
