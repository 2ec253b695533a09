# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

from kennisstad.search.guard import Guard
from tests.making import MONDAY

MINUTE = timedelta(minutes=1)


def test_each_network_has_its_own_uses_within_a_period():
    guard = Guard(limit=2, per=MINUTE)

    waits = [guard.wait(network, MONDAY + n * MINUTE / 4) for n, network in enumerate("aabaa")]

    assert waits == [None, None, None, MINUTE / 4, None]


def test_a_list_of_networks_has_an_end(monkeypatch):
    monkeypatch.setattr("kennisstad.search.guard._MOST_NETWORKS", 3)
    guard = Guard(limit=1, per=MINUTE)

    assert [guard.wait(network, MONDAY) for network in "abcda"] == [None] * 5
