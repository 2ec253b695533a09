# SPDX-License-Identifier: EUPL-1.2
"""Ambassadors come and go, and get letters from visitors."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.web.refusals import Gone, NotNow
from kennisstad.welcome import emails
from kennisstad.welcome.models import Ambassador, AmbassadorMessage

GONE = _("This ambassador is no longer here.")


@transaction.atomic
def sign_up(
    *,
    key: UUID,
    said: Mapping[str, str],
    language: str,
    consent: tuple[str, str],
    at: datetime,
    look_first: bool = False,
) -> None:
    """Keep who wants to become an ambassador and ask them by letter to confirm it.

    An address that was never confirmed begins anew; one that was gets a letter that says so, and the page
    says the same to everybody.

    Args:
        said: alias, country, speaks, connection, subjects and email.
        consent: the version and the words that were agreed to, in the language of the page.
        look_first: it came without a proof. Then nobody gets a letter before the desk has looked, and nothing
            that is here already changes.
    """
    address = said["email"]
    known = Ambassador.objects.select_for_update().filter(email__iexact=address).first()
    if known is not None and look_first:
        return
    if known is not None and known.confirmed_at is not None:
        emails.say_already_here(known, at=at)
        return
    if known is not None and known.key == key:
        return
    if known is not None:
        known.delete()
    made = _make(key, said, language, consent, at, look_first)
    if made is None:
        # The same form or address came twice at once: the first of them is kept and got its letter.
        return
    record("ambassador.signed-up", subject=made, by_id=None, at=at)
    if look_first:
        emails.to_desk("desk_look_first", at=at)
    else:
        emails.ask_to_confirm(made, at=at)


def _make(
    key: UUID,
    said: Mapping[str, str],
    language: str,
    consent: tuple[str, str],
    at: datetime,
    look_first: bool,
) -> Ambassador | None:
    agreed = dict(zip(("consent_version", "consent_text"), consent, strict=True))
    try:
        with transaction.atomic():
            return Ambassador.objects.create(
                key=key, **said, **agreed, language=language, look_first=look_first, made_at=at
            )
    except IntegrityError:
        return None


@transaction.atomic
def let_through(ambassador: Ambassador, *, by: User | None, at: datetime) -> None:
    """Say that a person signed up: now the letter leaves with which they confirm it.

    Raises:
        NotNow: somebody looked already.
        Gone: they were removed in the meantime.
    """
    _hold(ambassador)
    if not ambassador.look_first:
        raise NotNow(_("Somebody was here before you: the letter has left already."))
    ambassador.look_first = False
    ambassador.save(update_fields=["look_first"])
    record("ambassador.looked-at", subject=ambassador, by_id=by.pk if by else None, at=at)
    emails.ask_to_confirm(ambassador, at=at)


@transaction.atomic
def confirm(ambassador: Ambassador, *, at: datetime) -> None:
    """Take the second yes, and tell the desk.

    Raises:
        NotNow: it was confirmed before.
        Gone: somebody was removed in the meantime.
    """
    _hold(ambassador)
    if ambassador.confirmed_at is not None:
        raise NotNow(_("You confirmed this before. Nothing more is needed."))
    ambassador.confirmed_at = at
    ambassador.save(update_fields=["confirmed_at"])
    record("ambassador.confirmed", subject=ambassador, by_id=None, at=at)
    emails.to_desk("desk_ambassador", at=at)


@transaction.atomic
def approve(ambassador: Ambassador, *, by: User | None, at: datetime) -> None:
    """Show an ambassador to visitors.

    Raises:
        NotNow: they did not confirm yet, or are shown already.
        Gone: they left in the meantime.
    """
    _hold(ambassador)
    if ambassador.confirmed_at is None:
        raise NotNow(_("This person did not confirm by letter yet."))
    if ambassador.approved_at is not None:
        raise NotNow(_("This ambassador is shown to visitors already."))
    ambassador.approved_at, ambassador.approved_by = at, by
    ambassador.save(update_fields=["approved_at", "approved_by"])
    record("ambassador.approved", subject=ambassador, by_id=by.pk if by else None, at=at)
    emails.say_approved(ambassador, at=at)


@transaction.atomic
def remove(ambassador: Ambassador, *, by: User | None, at: datetime) -> None:
    """Take an ambassador away with all that was kept, whoever wants it: they themselves or the desk.

    Raises:
        Gone: they are away already.
    """
    _hold(ambassador)
    record("ambassador.removed", subject=ambassador, by_id=by.pk if by else None, at=at)
    ambassador.delete()


@transaction.atomic
def send_message(
    ambassador: Ambassador,
    *,
    key: UUID,
    name: str,
    email: str,
    words: str,
    at: datetime,
    look_first: bool = False,
) -> None:
    """Keep what a visitor writes until the desk passes it on.

    Raises:
        Gone: the ambassador left in the meantime.
    """
    _hold(ambassador)
    given = {"name": name, "email": email, "words": words, "look_first": look_first}
    message, is_new = AmbassadorMessage.objects.get_or_create(
        key=key, defaults={"ambassador": ambassador, "sent_at": at, **given}
    )
    if is_new:
        record("ambassadormessage.sent", subject=message, by_id=None, at=at)
        emails.to_desk("desk_message", at=at)


@transaction.atomic
def pass_on(message: AmbassadorMessage, *, by: User, at: datetime) -> None:
    """Send what a visitor wrote to the ambassador.

    Raises:
        NotNow: somebody passed it on already.
        Gone: it was put away in the meantime.
    """
    _hold(message)
    if message.passed_on_at is not None:
        raise NotNow(_("This letter was passed on already."))
    message.passed_on_at = at
    message.save(update_fields=["passed_on_at"])
    record("ambassadormessage.passed-on", subject=message, by_id=by.pk, at=at)
    emails.pass_on(message, at=at)


@transaction.atomic
def put_away(message: AmbassadorMessage, *, by: User, at: datetime) -> None:
    """Throw away a letter that an ambassador should not get.

    Raises:
        NotNow: it was passed on already.
        Gone: it was put away already.
    """
    _hold(message)
    if message.passed_on_at is not None:
        raise NotNow(_("This letter was passed on already."))
    record("ambassadormessage.put-away", subject=message, by_id=by.pk, at=at)
    message.delete()


def _hold(row: Model) -> None:
    """Look again, and hold the row until the action is done."""
    try:
        row.refresh_from_db(from_queryset=type(row)._default_manager.select_for_update())
    except ObjectDoesNotExist as gone:
        raise Gone(GONE) from gone
