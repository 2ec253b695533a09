# SPDX-License-Identifier: EUPL-1.2
from kennisstad.contact.models.message import ENDED, LONGEST_WORDS, NEXT, Kind, Message, Status
from kennisstad.contact.models.ready import LONGEST_TITLE, ReadyAnswer, ReadyAnswerText
from kennisstad.contact.models.route import Route

__all__ = [
    "ENDED",
    "LONGEST_TITLE",
    "LONGEST_WORDS",
    "NEXT",
    "Kind",
    "Message",
    "ReadyAnswer",
    "ReadyAnswerText",
    "Route",
    "Status",
]
