# SPDX-License-Identifier: EUPL-1.2
from kennisstad.contact.models.message import ENDED, NEXT, Kind, Message, Status
from kennisstad.contact.models.ready import ReadyAnswer, ReadyAnswerText

__all__ = ["ENDED", "NEXT", "Kind", "Message", "ReadyAnswer", "ReadyAnswerText", "Status"]
