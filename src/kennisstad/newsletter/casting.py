# SPDX-License-Identifier: EUPL-1.2
"""The letters of one issue: made once for all who get the same items in a language, cast for each reader."""

import hmac
import time
from collections import OrderedDict
from dataclasses import dataclass
from email.utils import formatdate, make_msgid
from threading import Lock

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kennisstad.mail.bulk_line import on_envelope
from kennisstad.mail.server import MailServer
from kennisstad.mail.signature import sign
from kennisstad.neighbourhoods.models import City
from kennisstad.newsletter import links, rendering
from kennisstad.newsletter.found import asked_for
from kennisstad.newsletter.ledger import Addressee
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.mould import Mould, Own, Written, new_marks
from kennisstad.newsletter.rendering import Told

MOST_MOULDS = 256
"""Of some 40 kB each; readers may choose any set of districts and themes."""


@dataclass(frozen=True)
class Letter:
    to: str
    """As it stands on the envelope."""
    message: bytes


class Letters:
    """Read an issue once, and cast its letters without another query; several threads may."""

    def __init__(self, issue: Issue, server: MailServer) -> None:
        self._loaded, self._server = rendering.load(issue), server
        self._items = self._loaded.items
        self._city = getattr(City.objects.first(), "name", "")
        self._moulds: OrderedDict[tuple[str, tuple[int, ...]], Mould] = OrderedDict()
        self._lock = Lock()
        tag = hmac.digest(settings.SECRET_KEY.encode(), b"newsletter:%d" % issue.pk, "sha256").hex()[:12]
        self._tail = f"{tag}@{server.domain}"

    def has_something_for(self, reader: Addressee) -> bool:
        """Say whether anything in the issue is what this reader asked for; the others get no letter."""
        return bool(self._items_for(reader))

    def for_reader(self, reader: Addressee, number: int) -> Letter:
        """Give a whole message.

        Args:
            number: of the delivery; the Message-ID is made from it, so that a second copy is known as one.
        Raises:
            CannotBeWritten: no letter can be addressed to this reader.
            KeyUnusable: it cannot be signed now.
        """
        leave = links.leave_address(reader.key, reader.language)
        own = Own(
            to=on_envelope(reader.email),
            message_id=self.message_id(number),
            date=formatdate(time.time()),
            leave=leave,
            choices=links.choices_address(reader.key, reader.language),
            # The same page, which asks a person and obeys a mail program.
            one_click=leave,
        )
        return Letter(own.to, sign(self._mould(reader.language, self._items_for(reader)).cast(own)))

    def _items_for(self, reader: Addressee) -> list[Told]:
        return asked_for(self._items, districts=reader.districts, themes=reader.themes)

    def as_test(self, to: str, language: str) -> Letter:
        """Give all of it as readers get it, not signed yet; its last links lead to the archive.

        Args:
            to: somebody who makes the newsletter or looks along; as `on_envelope` takes it.
        """
        archive = links.archive_address(language)
        own = Own(
            to=on_envelope(to),
            message_id=make_msgid(domain=self._server.domain),
            date=formatdate(time.time()),
            leave=archive,
            choices=archive,
            one_click=archive,
        )
        return Letter(own.to, self._made(language, list(self._items), is_test=True).cast(own))

    def message_id(self, number: int) -> str:
        return f"<{number}.{self._tail}>"

    def _mould(self, language: str, items: list[Told]) -> Mould:
        key = (language, tuple(item.pk for item in items))
        with self._lock:
            if (mould := self._moulds.get(key)) is None:
                mould = self._moulds[key] = self._made(language, items)
                while len(self._moulds) > MOST_MOULDS:
                    self._moulds.popitem(last=False)
            self._moulds.move_to_end(key)
            return mould

    def _made(self, language: str, items: list[Told], *, is_test: bool = False) -> Mould:
        marks = new_marks()
        rendered = rendering.render(self._loaded, items, language, leave=marks.leave, choices=marks.choices)
        with override(language):
            name = _("Newsletter of knowledge city %(city)s") % {"city": self._city}
            test = _("Test: %(subject)s") % {"subject": rendered.subject}
        return Mould(
            Written(
                marks=marks,
                subject=test if is_test else rendered.subject,
                html=rendered.html,
                text=rendered.text,
                sender_name=name,
                sender=self._server.sender,
                list_id=f"newsletter.{self._server.domain}",
                language=language,
            )
        )
