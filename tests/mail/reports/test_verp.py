# SPDX-License-Identifier: EUPL-1.2
"""A return address says which letter comes back; nobody without the secret can make one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.mail.reports import verp
from kennisstad.mail.reports.reading import read_report
from tests.mail.reports import samples

NUMBERS = st.integers(0, verp.LARGEST)
WORDS = st.text(min_size=1, max_size=40)


@given(NUMBERS, WORDS, WORDS)
def test_what_was_made_is_read_in_any_case_and_under_old_secrets(number, secret, newer):
    made = verp.address("news@example.org", number, secret)

    assert len(made.partition("@")[0]) <= 64
    for seen in (
        made,
        made.upper(),
        made.lower(),
        f"<{made}>",
        f"rfc822;{made}",
        f"SRS0=ab=cd={made.replace('@', '=')}@x.org",
    ):
        assert verp.number_of(seen, [newer, secret]) == number


@given(NUMBERS, NUMBERS, WORDS, WORDS)
def test_another_number_or_secret_does_not_fit(number, other, secret, another):
    made = verp.address("news@example.org", number, secret)

    if other != number:
        assert verp.number_of(made.replace(f"+n{number}-", f"+n{other}-"), [secret]) is None
    if another.encode() != secret.encode():
        assert verp.number_of(made, [another]) is None
    assert verp.number_of(made, []) is None


@pytest.mark.parametrize("place", range(16))
def test_every_letter_of_the_signature_counts(place):
    made = verp.address("news@example.org", 7, "secret")
    at = made.index("-") + 1 + place
    changed = made[:at] + ("a" if made[at] != "a" else "b") + made[at + 1 :]

    assert verp.number_of(changed, ["secret"]) is None


@given(st.text(max_size=200))
def test_any_other_words_hold_no_number(text):
    assert verp.number_of(text, ["secret"]) is None


@pytest.mark.parametrize(
    ("base", "number"),
    [
        ("news@example.org", -1),
        ("news@example.org", 2**63),
        ("news", 1),
        ("@example.org", 1),
        ("news@", 1),
        ("n" * 46 + "@x.org", 1),
    ],
)
def test_what_makes_no_return_address_is_refused(base, number):
    with pytest.raises(verp.NoReturnAddress):
        verp.address(base, number, "secret")


@pytest.mark.parametrize("raw", [samples.POSTFIX, samples.EXIM_OLD, samples.ARF, samples.AWAY])
def test_the_number_is_found_wherever_the_report_carries_it(raw):
    made = verp.address("news@city.example", 41, "secret")
    mark = made.partition("@")[0].partition("-")[2].encode()
    real = raw.replace(b"aaaabbbbccccdddd", mark).replace(b"AAAABBBBCCCCDDDD", mark.upper())

    assert verp.number_in(read_report(real), ["secret"]) == 41
    assert verp.number_in(read_report(raw), ["secret"]) is None
    assert verp.number_in(read_report(raw), ["secret"], envelope=[made]) == 41


def test_the_number_is_found_in_the_letter_that_came_back_alone():
    made = verp.address("news@city.example", 41, "secret")
    raw = samples.POSTFIX.replace(b"news+n41-aaaabbbbccccdddd@city.example", b"news@city.example")

    letter = raw.replace(b"news+n41-AAAABBBBCCCCDDDD@city.example", made.upper().encode())
    assert verp.number_in(read_report(letter), ["secret"]) == 41
