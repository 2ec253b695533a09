# SPDX-License-Identifier: EUPL-1.2
"""Messages that come back of one delivery, in the shapes that mail servers write."""

from django.conf import settings

from kennisstad.mail.reports import verp
from kennisstad.newsletter.models import Delivery
from tests.mail.reports import samples

BASE = "news@city.example"
SENT_OUT = "news+n41-aaaabbbbccccdddd@city.example"
"""What stands in the samples; nobody signed it."""


def address_of(delivery: Delivery, *, secret: str = "") -> str:
    return verp.address(BASE, delivery.pk, secret or settings.SECRET_KEY)


def came_back(sample: bytes, delivery: Delivery, *, secret: str = "") -> bytes:
    """Give a sample as it comes back of this delivery."""
    ours = address_of(delivery, secret=secret).encode()
    letter = SENT_OUT.replace("aaaabbbbccccdddd", "AAAABBBBCCCCDDDD").encode()
    return sample.replace(SENT_OUT.encode(), ours).replace(letter, ours)


FULL = samples.GMAIL
NOBODY = samples.POSTFIX
COMPLAINT = samples.ARF
DELAYED = samples.report("Final-Recipient: rfc822; els@example.org\nAction: delayed\nStatus: 4.4.1\n")
LOOP = samples.report(
    "Final-Recipient: rfc822; els@example.org\nAction: failed\nStatus: 5.1.1\n",
    letter="Return-Path: <>\nFrom: MAILER-DAEMON@city.example\nSubject: Undelivered\n",
)
"""A report that came back: it must never be believed about a letter, nor answered."""
PASSED_ON = samples.report(
    "Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1\n",
    "Final-Recipient: rfc822; b@example.org\nAction: delivered\nStatus: 2.0.0\n",
)
