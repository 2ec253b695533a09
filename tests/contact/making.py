# SPDX-License-Identifier: EUPL-1.2
"""Messages for tests."""

import uuid
from typing import Any

from kennisstad.contact import actions
from kennisstad.contact.models import Message, ReadyAnswer
from kennisstad.partners.models import Partner
from tests.making import MONDAY


def make_message(*, desk: Partner | None = None, **fields: Any) -> Message:
    values = {"kind": "general", "words": "De kaart laat mijn straat niet zien.", "language": "nl"}
    message = actions.receive(**{"key": uuid.uuid4(), "at": MONDAY} | values | fields)
    if desk is not None:
        message.desk = desk
        message.save(update_fields=["desk"])
    return message


def make_ready_answer(title: str = "Openingstijden", words: str = "Wij zijn er elke dag.") -> ReadyAnswer:
    return actions.add_ready({"nl": {"title": title, "words": words}}, by=None, at=MONDAY)
