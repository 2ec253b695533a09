# SPDX-License-Identifier: EUPL-1.2
"""How often one sender may do something, counted in the database so that all processes agree."""

from collections.abc import Callable
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TypeVar

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kennisstad.web.models import Allowance
from kennisstad.web.refusals import Sentence, TooOften

Found = TypeVar("Found")
WRONG_CODES = _("Too many wrong codes came from your connection.")
OFTEN = _("We got this from your connection too often in a short time.")


def spend(
    purpose: str, who: str, *, limit: int, per: timedelta, at: datetime, refusal: Sentence = OFTEN
) -> None:
    """Count one use of something; call it before the transaction that it protects.

    Args:
        purpose: what is limited, such as `citylab.ask`; each purpose is counted on its own.
        who: a network, an account, a target address; it is hashed before it is kept.
        limit: uses allowed within `per`, which begins at the first of them; at least 1.
        refusal: the sentence for whoever did it too often.
    Raises:
        TooOften: this use is one too many. It is not counted, so waiting helps.
    """
    if limit < 1:
        raise ValueError("A limit below 1 would forbid, not limit.")
    key = _key(purpose, who)
    row = Allowance.objects.filter(key_hash=key)
    ends_at = at + per
    Allowance.objects.bulk_create([Allowance(key_hash=key, window_ends_at=ends_at)], ignore_conflicts=True)
    # Each update judges and writes in one statement: of two at once, the second sees the first.
    if row.past(at).update(window_ends_at=ends_at, used=1):
        return
    if not row.filter(used__lt=limit).update(used=F("used") + 1):
        ends_at = row.values_list("window_ends_at", flat=True).first() or ends_at
        raise TooOften(refusal, retry_after=ends_at - at)


def is_spent(purpose: str, who: str, *, limit: int, at: datetime) -> bool:
    """Say whether all uses are gone, without counting one."""
    found = Allowance.objects.filter(key_hash=_key(purpose, who), used__gte=limit, window_ends_at__gt=at)
    return found.exists()


def look_up(
    purpose: str,
    request: HttpRequest,
    find: Callable[[], Found | None],
    *,
    limit: int,
    per: timedelta,
    refusal: Sentence = WRONG_CODES,
) -> Found | None:
    """Find what a code belongs to; only wrong guesses count, and a network that guesses on gets no answer.

    So a whole street behind one address can follow on. Else the right code would still answer, and guessing
    on would pay.

    Args:
        limit: wrong codes allowed within `per`.
    Raises:
        TooOften: this network guessed too often.
    """
    network, now = network_of(request), timezone.now()
    if is_spent(purpose, network, limit=limit, at=now):
        raise TooOften(refusal, retry_after=per)
    found = find()
    if found is None:
        spend(purpose, network, limit=limit, per=per, at=now)
    return found


def _key(purpose: str, who: str) -> str:
    return salted_hmac("kennisstad.web.limits", f"{purpose}\n{who}", algorithm="sha256").hexdigest()


def network_of(request: HttpRequest) -> str:
    """Give the network that a request came from: an IPv4 address, or the first half of an IPv6 one.

    One household has a whole IPv6 half to itself, so a limit per address would be none.
    """
    address = _address_of(request)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, 64), strict=False))
    return str(address or "unknown")


def whole_site_of(request: HttpRequest) -> str:
    """Give the network that one customer of a provider can have: the first 48 bits of an IPv6 address.

    It holds 65,536 of the networks that `network_of` tells apart, so what comes without a proof is counted
    by it too. Of an IPv4 address it is the address.
    """
    address = _address_of(request)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, 48), strict=False))
    return str(address or "unknown")


def _address_of(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """Give the sender's address; only what our own proxies wrote down is believed."""
    nearest = _parsed(request.META.get("REMOTE_ADDR", ""))
    if not (hops := settings.TRUSTED_PROXIES):
        return nearest
    written_down = request.headers.get("X-Forwarded-For", "").split(",")
    # Each proxy adds at the right whom it heard; everything further left anyone can invent.
    return (_parsed(written_down[-hops]) if len(written_down) >= hops else None) or nearest


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    text = text.strip().partition("%")[0]
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
