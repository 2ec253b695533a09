# SPDX-License-Identifier: EUPL-1.2
"""People ask for the newsletter, confirm it, and change what they want of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.audit.actions import record
from kennisstad.newsletter import consent, letters
from kennisstad.newsletter.digests import digest_now, old_digests
from kennisstad.newsletter.models import NeverAgain, Reader
from kennisstad.newsletter.models.reader import Status
from kennisstad.web.refusals import Gone, NotNow

GONE = _("This link no longer works: the newsletter does not go to you.")


@dataclass(frozen=True)
class Choices:
    """What somebody wants of the newsletter."""

    language: str
    districts: Sequence[str] = ()
    """CBS codes; none means the whole city."""
    themes: Sequence[str] = ()
    """Keys; none means all."""


@transaction.atomic
def ask(email: str, choices: Choices, *, at: datetime) -> None:
    """Keep who asks for the newsletter, and write to them: to confirm it, or that they get it already.

    Until somebody confirms, the last choices count, also of whom we stopped, and each of the letters works.
    What anybody fills in changes nothing for who reads along. Whoever asks causes the same statements and
    one letter, so that neither the answer nor its time tells whether the address is known.

    Raises:
        NotAnAddress: no letter can leave for it.
        NotNow: the reader left in this very moment.
    """
    digest = digest_now(email)
    told = asdict(choices) | {
        "asked_at": at,
        "consent_version": consent.VERSION,
        "consent_words": consent.consent_text(choices.language),
    }
    _move_to_new_secret(email, digest)
    Reader.objects.bulk_create([Reader(email=email, digest=digest, **told)], ignore_conflicts=True)
    Reader.objects.asked().filter(digest=digest).update(**told)
    # Their first yes stays on paper as it was until they say the second.
    Reader.objects.stopped().filter(digest=digest).update(**asdict(choices))
    reader = Reader.objects.select_for_update().filter(digest=digest).first()
    if reader is None:
        raise NotNow(_("This changed in the meantime. Ask for the newsletter once more."))
    record("reader.asked", subject=reader, by_id=None, at=at)
    if reader.status == Status.READING:
        letters.say_already_reading(reader, at=at)
    else:
        letters.ask_to_confirm(reader, at=at)


@transaction.atomic
def confirm(reader: Reader, *, asked_at: datetime, at: datetime) -> None:
    """Take the second yes: from now on the newsletter comes.

    Args:
        asked_at: when the letter was written that this yes answers.
    Raises:
        NotNow: it was confirmed before.
        Gone: the reader left, or was stopped after that letter.
    """
    hold(reader)
    if reader.status == Status.READING:
        raise NotNow(_("You confirmed this before. Nothing more is needed."))
    if reader.stopped_at is not None:
        if asked_at < reader.stopped_at:
            raise Gone(GONE)
        # What was asked for again is confirmed with the words of today.
        reader.consent_version = consent.VERSION
        reader.consent_words = consent.consent_text(reader.language)
    reader.status, reader.consent_at, reader.stopped_at, reader.stopped_why = Status.READING, at, None, ""
    reader.save(
        update_fields=[
            "status",
            "consent_at",
            "consent_version",
            "consent_words",
            "stopped_at",
            "stopped_why",
        ]
    )
    NeverAgain.objects.of(reader.email).delete()
    record("reader.confirmed", subject=reader, by_id=None, at=at)


@transaction.atomic
def choose(reader: Reader, choices: Choices, *, at: datetime) -> None:
    """Let a reader have it otherwise; what is as it was changes nothing and stands in no journal.

    Raises:
        NotNow: the newsletter was not confirmed yet.
        Gone: the reader left in the meantime.
    """
    hold(reader)
    if reader.status == Status.ASKED:
        raise NotNow(_("Confirm first that you want the newsletter, with the link in our letter."))
    changed = {name: value for name, value in asdict(choices).items() if getattr(reader, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(reader, name, value)
    reader.save(update_fields=list(changed))
    record("reader.chose", subject=reader, by_id=None, at=at)


def hold(reader: Reader) -> None:
    """Look again, and hold the row until the action is done.

    Raises:
        Gone: the reader left in the meantime.
    """
    try:
        reader.refresh_from_db(from_queryset=Reader.objects.select_for_update())
    except ObjectDoesNotExist as gone:
        raise Gone(GONE) from gone


def _move_to_new_secret(email: str, digest: str) -> None:
    """Give a row from before the site's secret was changed its new mark, for a row's mark must be unique."""
    if old := old_digests(email):
        Reader.objects.filter(digest__in=old).update(digest=digest)
