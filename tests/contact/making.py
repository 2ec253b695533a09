# SPDX-License-Identifier: EUPL-1.2
"""Messages for tests."""

import uuid
from typing import Any

from kennisstad.contact import actions
from kennisstad.contact.models import Message
from tests.making import MONDAY


def make_message(**fields: Any) -> Message:
    values = {"kind": "general", "words": "De kaart laat mijn straat niet zien.", "language": "nl"}
    return actions.receive(**{"key": uuid.uuid4(), "at": MONDAY} | values | fields)
