# SPDX-License-Identifier: EUPL-1.2
"""Signatures: how long it takes to verify a long agreement that eight people signed, and to add one."""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

from bench.city import found

PEOPLE, ARTICLES, TIMES = 8, 200, 5
LIMIT_S = 1.0


def main() -> None:
    found()
    from tests.agreement.signing.certificates import authority, holder
    from tests.agreement.signing.documents import document, signed

    pdf = document("</p><p>".join(f"Artikel {number}. Wij doen dit samen." for number in range(ARTICLES)))
    people = [holder(f"Persoon Nummer{number}") for number in range(PEOPLE)]
    for number, person in enumerate(people):
        pdf = signed(pdf, person, field=f"Signatory{number}", name=f"Persoon {number}")
    _tell(pdf, authority().pem, people[0].pkcs12())


def _tell(pdf: bytes, trust: bytes, key: bytes) -> None:
    from kennisstad.agreement.signing import keys, making, reading, verifying
    from tests.agreement.signing.certificates import PASSWORD

    trusted, opened = reading.read_certificates(trust), keys.open_pkcs12(key, PASSWORD)
    assert verifying.verify(pdf, trust=trusted).is_right
    about = {"field": "One", "name": "Persoon", "reason": "", "at": datetime.now(UTC)}
    verify = _seconds(lambda: verifying.verify(pdf, trust=trusted))
    sign = _seconds(lambda: making.sign(pdf, opened, **about))
    print("| what | signatures in the file | kB | seconds, median | limit |")
    print("|---|---:|---:|---:|---:|")
    print(f"| verify | {PEOPLE} | {len(pdf) / 1000:.0f} | {verify:.2f} | {LIMIT_S:.0f} |")
    print(f"| sign | {PEOPLE} | {len(pdf) / 1000:.0f} | {sign:.2f} | |")


def _seconds(do: Callable[[], object]) -> float:
    found_s = []
    for _ in range(TIMES):
        began = time.perf_counter()
        do()
        found_s.append(time.perf_counter() - began)
    return statistics.median(found_s)


if __name__ == "__main__":
    main()
