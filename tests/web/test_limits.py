# SPDX-License-Identifier: EUPL-1.2
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import RequestFactory

from kennisstad.web.limits import network_of, spend, whole_site_of
from kennisstad.web.models import Allowance
from kennisstad.web.refusals import TooOften

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
AT_ONCE = 20


def may(at: datetime = NOON, *, who: str = "192.0.2.1", purpose: str = "ask", limit: int = 2) -> bool:
    try:
        spend(purpose, who, limit=limit, per=HOUR, at=at)
    except TooOften:
        return False
    return True


@pytest.mark.django_db
def test_a_limit_ends_with_its_window_and_begins_anew():
    times = [NOON, NOON, NOON, NOON + HOUR - timedelta(seconds=1), NOON + HOUR, NOON + HOUR, NOON + HOUR]

    assert [may(at) for at in times] == [True, True, False, False, True, True, False]


@pytest.mark.django_db
def test_everybody_and_every_purpose_is_counted_apart():
    assert [may(limit=1), may(limit=1)] == [True, False]
    assert [may(limit=1, who="192.0.2.2"), may(limit=1, purpose="follow")] == [True, True]


@pytest.mark.django_db
def test_the_refusal_says_how_long_to_wait():
    may(limit=1)

    with pytest.raises(TooOften) as refusal:
        spend("ask", "192.0.2.1", limit=1, per=HOUR, at=NOON + timedelta(minutes=20))

    assert refusal.value.retry_after == timedelta(minutes=40)


@pytest.mark.django_db
def test_a_limit_below_one_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="forbid"):
        spend("ask", "192.0.2.1", limit=0, per=HOUR, at=NOON)


@pytest.mark.django_db
def test_no_address_is_kept_and_what_is_past_can_go():
    may(who="192.0.2.1")
    may(NOON - HOUR, who="192.0.2.2")

    assert not any("192.0.2" in row.key_hash for row in Allowance.objects.all())
    assert Allowance.objects.past(NOON).delete()[0] == 1
    assert not may(limit=1)


def at_once(use) -> int:
    """Let twenty senders try in the same moment; give how many got through."""
    ready = Barrier(AT_ONCE)

    def attempt(_number: int) -> bool:
        ready.wait()
        try:
            return use()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(attempt, range(AT_ONCE)))


@pytest.mark.usefixtures("shared_database")
@pytest.mark.parametrize("first", [None, NOON - 2 * HOUR], ids=["unknown sender", "window has ended"])
def test_of_twenty_at_once_exactly_five_get_through(first):
    if first:
        may(first, limit=5)

    assert at_once(lambda: may(limit=5)) == 5


@pytest.mark.usefixtures("shared_database")
def test_judging_first_and_counting_later_lets_too_many_through():
    """The negative control: without the one statement that does both, the race above is lost."""
    Allowance.objects.create(key_hash="x", window_ends_at=NOON + HOUR)
    seen = Barrier(AT_ONCE)

    def careless() -> bool:
        row = Allowance.objects.get(key_hash="x")
        seen.wait()
        if row.used >= 5:
            return False
        row.used += 1
        row.save()
        return True

    assert at_once(careless) > 5


LONG = "2001:db8:1:2:3:4:5:6"
HALF = "2001:db8:1:2::/64"


@pytest.mark.parametrize(
    ("nearest", "forwarded", "hops", "network"),
    [
        ("192.0.2.1", None, 0, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", 0, "192.0.2.1"),
        ("10.0.0.1", "198.51.100.7", 1, "198.51.100.7"),
        ("10.0.0.1", "203.0.113.9, 198.51.100.7", 1, "198.51.100.7"),
        ("10.0.0.1", "203.0.113.9, 198.51.100.7, 10.0.0.2", 2, "198.51.100.7"),
        ("10.0.0.1", "198.51.100.7", 2, "10.0.0.1"),
        ("10.0.0.1", None, 1, "10.0.0.1"),
        ("10.0.0.1", "unknown", 1, "10.0.0.1"),
        ("10.0.0.1", "198.51.100.7:4711", 1, "198.51.100.7"),
        ("10.0.0.1", f"[{LONG}]:4711", 1, HALF),
        (LONG, None, 0, HALF),
        ("2001:db8:1:2::99", None, 0, HALF),
        ("::ffff:192.0.2.1", None, 0, "192.0.2.1"),
        ("fe80::1%eth0", None, 0, "fe80::/64"),
        ("", None, 0, "unknown"),
        ("not an address", None, 0, "unknown"),
    ],
)
def test_the_network_is_what_our_own_proxies_heard(settings, nearest, forwarded, hops, network):
    settings.TRUSTED_PROXIES = hops
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    assert network_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=nearest)) == network


@pytest.mark.parametrize(
    ("nearest", "network"),
    [("2001:db8:7:1::1", "2001:db8:7::/48"), ("192.0.2.7", "192.0.2.7"), ("", "unknown")],
)
def test_one_customer_can_have_many_networks(nearest, network):
    assert whole_site_of(RequestFactory().get("/", REMOTE_ADDR=nearest)) == network
