# SPDX-License-Identifier: EUPL-1.2
"""A proof counts once, for the form and the hour it was made for; nothing else counts."""

import base64
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from kennisstad.web import proof, views
from kennisstad.web.models import UsedProof
from kennisstad.web.proof import Sender
from tests.proving import NETWORK, solved

FORM = "contact.write"
AT_ONCE = 50


def count(made, *, purpose=FORM, press=None, at=None, network=NETWORK) -> bool:
    sender = Sender(press or uuid.uuid4(), network)
    return proof.accept(made, purpose=purpose, sender=sender, at=at or timezone.now())


def altered(made: str, change) -> str:
    said = json.loads(base64.b64decode(made))
    change(said)
    return base64.b64encode(json.dumps(said).encode()).decode()


@pytest.mark.django_db
def test_a_proof_counts_for_one_press_however_often_that_is_sent():
    made, press = solved(FORM), uuid.uuid4()

    assert [count(made, press=one) for one in (press, press, uuid.uuid4(), uuid.uuid4())] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_proof_counts_for_its_own_form_alone():
    made = solved(FORM)

    assert [count(made, purpose="citylab.ask"), count(made)] == [False, True]


@pytest.mark.django_db
def test_a_proof_counts_for_the_network_that_fetched_it_alone():
    made = solved(FORM)

    assert [count(made, network="203.0.113.9"), count(made)] == [False, True]


@pytest.mark.django_db
def test_nobody_fetches_a_heap_of_challenges_while_they_are_cheap(client, monkeypatch):
    monkeypatch.setattr(views, "CHALLENGES", 3)

    assert [client.get(f"/challenge/{FORM}").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert client.get(f"/challenge/{FORM}", REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda said: said["challenge"]["parameters"].update(expiresAt=9_999_999_999),
        lambda said: said["challenge"]["parameters"].update(expiresAt=None),
        lambda said: said["challenge"]["parameters"].pop("expiresAt"),
        lambda said: said["challenge"]["parameters"].update(data={"for": "citylab.ask"}),
        lambda said: said["challenge"]["parameters"]["data"].update({"from": ""}),
        lambda said: said["challenge"]["parameters"].update(cost=1, keyPrefix="", keySignature=""),
        lambda said: said["challenge"]["parameters"].update(keySignature="00"),
        # A challenge that was cut and put together again (CVE-2025-68113).
        lambda said: said["challenge"]["parameters"].update(
            salt=said["challenge"]["parameters"]["salt"][:-1]
        ),
        lambda said: said["challenge"]["parameters"].update(
            nonce=said["challenge"]["parameters"]["nonce"] + said["challenge"]["parameters"]["salt"], salt=""
        ),
        lambda said: said["challenge"].update(signature="0" * 64),
        lambda said: said["challenge"].update(signature=said["challenge"]["signature"].upper()),
        lambda said: said["challenge"].update(signature=None),
        lambda said: said["challenge"].pop("signature"),
        lambda said: said["solution"].update(derivedKey="0" * 64),
        lambda said: said["solution"].update(derivedKey=7),
        lambda said: said["solution"].pop("counter"),
        lambda said: said.update(challenge=[]),
    ],
)
def test_what_was_altered_counts_for_nothing(change):
    made = solved(FORM)

    assert [count(altered(made, change)), count(made)] == [False, True]


@pytest.mark.django_db
@pytest.mark.parametrize("made", ["", "-", "é", "e30=", "bnVsbA==", "W10=", "MQ==", "{" * 3_000, "e" * 9_999])
def test_what_is_no_proof_counts_for_nothing(made):
    assert not count(made)


@pytest.mark.django_db
def test_a_proof_of_our_own_sum_with_another_secret_counts_for_nothing(settings):
    made = solved(FORM)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []

    assert not count(made)


@pytest.mark.django_db
def test_a_replaced_secret_keeps_its_proofs(settings):
    made = solved(FORM)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert count(made)


@pytest.mark.django_db
def test_a_proof_ends_within_the_hour():
    made, now = solved(FORM), timezone.now()
    later = solved(FORM, at=now - proof.LIFE - timedelta(seconds=1))

    assert [count(made, at=now + proof.LIFE), count(later), count(made, at=now)] == [False, False, True]


@pytest.mark.django_db
def test_who_sends_many_pays_more_and_a_busy_hour_costs_everybody_a_little():
    now = timezone.now()

    def used(number: int, network: str, at) -> None:
        UsedProof.objects.bulk_create(
            UsedProof(
                digest=uuid.uuid4().hex, press=uuid.uuid4(), sender_hash=proof._sender(network),
                used_at=at, ends_at=at + proof.LIFE,
            )
            for _one in range(number)
        )  # fmt: skip

    used(500, "203.0.113.1", now - proof.LATELY - timedelta(seconds=1))
    assert proof.effort("203.0.113.1", at=now) == 1
    used(9, "203.0.113.1", now)
    assert proof.effort("203.0.113.1", at=now) == 1
    used(1, "203.0.113.1", now)
    assert [proof.effort(one, at=now) for one in ("203.0.113.1", "203.0.113.2")] == [2, 1]
    used(90, "203.0.113.1", now)
    assert [proof.effort(one, at=now) for one in ("203.0.113.1", "203.0.113.2")] == [64, 2]
    used(5_000, "203.0.113.1", now)
    assert [proof.effort(one, at=now) for one in ("203.0.113.1", "203.0.113.2")] == [128, 4]


@pytest.mark.django_db
def test_the_address_of_challenges_keeps_nothing_and_sets_no_cookie(client, django_assert_num_queries):
    with django_assert_num_queries(5):
        answer = client.get(f"/challenge/{FORM}")

    assert answer.json()["parameters"]["data"]["for"] == FORM
    assert (answer["Cache-Control"], dict(answer.cookies), UsedProof.objects.count()) == ("no-store", {}, 0)
    others = [client.get(f"/challenge/{one}").status_code for one in ("x", "A.b", "a.b?", "contact.write:1")]
    assert others == [404] * 4


def at_once(use) -> int:
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
def test_of_fifty_at_once_one_counts():
    made = solved(FORM)

    assert at_once(lambda: count(made)) == 1
    # After a restart nothing is known but what the database holds.
    assert not count(made)


@pytest.mark.usefixtures("shared_database")
def test_without_the_unique_row_more_than_one_counts(monkeypatch):
    """The negative control: looking first and writing later loses the race above."""
    made, seen = solved(FORM), Barrier(AT_ONCE)

    def careless(rows, **_how):
        known = UsedProof.objects.filter(digest=rows[0].digest).exists()
        seen.wait()
        if not known:
            UsedProof.objects.create(
                digest=f"{uuid.uuid4().hex}", press=rows[0].press, sender_hash="", used_at=rows[0].used_at,
                ends_at=rows[0].ends_at,
            )  # fmt: skip

    class Careless:
        def bulk_create(self, rows, **how):
            careless(rows, **how)

        def filter(self, *, digest, press):
            return UsedProof.objects.filter(press=press)

        def since(self, moment):
            return UsedProof.objects.since(moment)

    class Proofs:
        objects = Careless()

        def __new__(cls, **fields):
            return UsedProof(**fields)

    monkeypatch.setattr(proof, "UsedProof", Proofs)

    assert at_once(lambda: count(made)) > 1
