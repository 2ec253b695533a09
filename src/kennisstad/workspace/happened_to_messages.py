# SPDX-License-Identifier: EUPL-1.2
"""What the journal's kinds about messages to the desk mean, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OF_MESSAGES: dict[str, str | Promise] = {
    "message.sent": _("message sent to the desk"),
    "message.taken": _("somebody looks at a message"),
    "message.answered": _("message answered"),
    "message.closed": _("message closed without an answer"),
    "message.spam": _("message thrown away as unwanted"),
    "message.looked-at": _("message without a proof let through"),
    "message.assigned": _("message given to somebody"),
    "message.handed-over": _("message handed over to another desk"),
    "route.set": _("desk for a kind of message chosen"),
    "route.removed": _("kind of message given back to the desk of the city"),
    "readyanswer.made": _("ready answer made"),
    "readyanswer.changed": _("ready answer changed"),
    "readyanswer.removed": _("ready answer removed"),
}
