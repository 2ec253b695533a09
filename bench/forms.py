# SPDX-License-Identifier: EUPL-1.2
"""Forms for everyone: what a proof costs this server and a device, and what a message costs in all."""

import statistics
import time
import uuid
from collections.abc import Callable

from bench.city import districts, found

FORM = "contact.write"
TIMES = 100
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


def _tell(what: str, do: Callable[[], object], limit: str, *, times: int = TIMES) -> None:
    took = []
    for _ in range(times):
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


def _proofs() -> list[str]:
    from tests.proving import solved

    made = [solved(FORM) for _ in range(TIMES)]
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

    made = _proofs()

    def judge() -> None:
        sender = proof.Sender(uuid.uuid4(), "192.0.2.1")
        assert proof.accept(made.pop(), purpose=FORM, sender=sender, at=timezone.now())

    return judge


def _posted() -> Callable[[], object]:
    from django.test import Client
    from django.utils import timezone

    from kennisstad.accounts.models import HeldRole, User
    from kennisstad.web.filling_in import begun_now
    from tests.proving import A_WHILE

    for number in range(2):
        broker = User.objects.create(username=f"broker-{number}", email=f"broker-{number}@example.org")
        HeldRole.objects.create(user=broker, role="broker")
    client, made = Client(HTTP_HOST="localhost"), _proofs()

    def post() -> None:
        begun = begun_now(FORM, at=timezone.now() - A_WHILE)
        words = {"words": f"Bericht {len(made)}. {'De kaart doet het niet. ' * 20}", "kind": "general"}
        told = {"key": str(uuid.uuid4()), "begun": begun, "proof": made.pop(), "email": "me@example.org"}
        address = f"10.0.{len(made) % 250}.1"
        assert client.post("/contact/schrijven/", words | told, REMOTE_ADDR=address).status_code == 302

    return post


if __name__ == "__main__":
    main()
