# SPDX-License-Identifier: EUPL-1.2
"""Forms for everyone: what a proof, a message and a sign-up cost in all, and a flood of them."""

import statistics
import time
import uuid
from collections.abc import Callable

from bench.city import districts, found
from bench.solving import in_a_browser

FORM, SIGN_UP = "contact.write", "newsletter.sign-up"
TIMES, FLOOD = 100, 10_000
VERIFY_MS, POST_MS = 5.0, 50.0


def main() -> None:
    found()
    districts()
    print("| what | CPU ms, median | largest | limit |")
    print("|---|---:|---:|---:|")
    _tell("making a challenge", _challenge, "")
    _tell("solving one, as a device does (Python, one core)", _solve, "", times=20)
    _tell("judging a proof and using it up", _judged(), f"{VERIFY_MS:.0f}")
    _tell("a message: post, keep, write three letters", _posted(), f"{POST_MS:.0f}")
    _tell("a sign-up: post, keep, write a letter", _signed_up(), f"{POST_MS:.0f}")
    in_a_browser(_challenge)
    print(f"\n{FLOOD:,} sign-ups that come at once are kept and written to in {_flood():.0f} s (limit 60 s).")


def _tell(what: str, do: Callable[[], object], limit: str, *, times: int = TIMES) -> None:
    took = []
    for _ in range(times):
        _forget()
        began = time.process_time()
        do()
        took.append((time.process_time() - began) * 1000)
    print(f"| {what} | {statistics.median(took):.2f} | {max(took):.2f} | {limit} |", flush=True)


def _challenge() -> dict[str, object]:
    from django.utils import timezone

    from kennisstad.web import proof

    return proof.challenge(FORM, network="192.0.2.1", at=timezone.now())


def _solve() -> None:
    from tests.proving import solved

    solved(FORM)


def _proofs(form: str = FORM) -> list[str]:
    from tests.proving import solved

    made = [solved(form) for _ in range(TIMES)]
    _forget()
    return made


def _forget() -> None:
    """Measure what one visitor costs, not a flood: nothing was sent lately."""
    from kennisstad.web.models import Allowance, UsedProof

    UsedProof.objects.all().delete()
    Allowance.objects.all().delete()


def _judged() -> Callable[[], object]:
    from django.utils import timezone

    from kennisstad.web import proof
    from tests.proving import NETWORK

    made = _proofs()

    def judge() -> None:
        sender = proof.Sender(uuid.uuid4(), NETWORK)
        assert proof.accept(made.pop(), purpose=FORM, sender=sender, at=timezone.now())

    return judge


def _posted() -> Callable[[], object]:
    from django.test import Client
    from django.utils import timezone

    from kennisstad.accounts.models import HeldRole, User
    from kennisstad.web.filling_in import begun_now
    from tests.proving import A_WHILE, NETWORK

    for number in range(2):
        broker = User.objects.create(username=f"broker-{number}", email=f"broker-{number}@example.org")
        HeldRole.objects.create(user=broker, role="broker")
    client, made = Client(HTTP_HOST="localhost"), _proofs()

    def post() -> None:
        begun = begun_now(FORM, at=timezone.now() - A_WHILE)
        words = {"words": f"Bericht {len(made)}. {'De kaart doet het niet. ' * 20}", "kind": "general"}
        told = {"key": str(uuid.uuid4()), "begun": begun, "proof": made.pop(), "email": "me@example.org"}
        assert client.post("/contact/schrijven/", words | told, REMOTE_ADDR=NETWORK).status_code == 302

    return post


def _signed_up() -> Callable[[], object]:
    from django.test import Client
    from django.utils import timezone

    from kennisstad.web.filling_in import begun_now
    from tests.proving import A_WHILE, NETWORK

    client, made = Client(HTTP_HOST="localhost"), _proofs(SIGN_UP)

    def post() -> None:
        begun = begun_now(SIGN_UP, at=timezone.now() - A_WHILE)
        told = {"key": str(uuid.uuid4()), "begun": begun, "proof": made.pop(), "language": "nl"}
        asked = told | {"email": f"lezer-{len(made)}@example.org"}
        assert client.post("/nieuwsbrief/aanmelden/", asked, REMOTE_ADDR=NETWORK).status_code == 302

    return post


def _flood() -> float:
    from django.utils import timezone

    from kennisstad.newsletter.models import Reader
    from kennisstad.newsletter.subscribing import Choices, ask

    began = time.perf_counter()
    for number in range(FLOOD):
        ask(f"flood-{number}@example.org", Choices("nl", [], []), at=timezone.now())
    took = time.perf_counter() - began
    assert Reader.objects.count() >= FLOOD
    return took


if __name__ == "__main__":
    main()
