# SPDX-License-Identifier: EUPL-1.2
"""Two people sign in turn, and whatever happens to the file afterwards is told."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisstad.agreement.signing import keys, making, verifying
from kennisstad.agreement.signing.finding import Covers, Later, Standing
from kennisstad.agreement.signing.framing import is_tidy
from kennisstad.agreement.signing.reading import LARGEST_BYTES, read_certificates
from kennisstad.agreement.signing.refusing import Reason, Refused
from kennisstad.agreement.signing_wording import REFUSED, about, outcome
from tests.agreement.signing.certificates import PASSWORD, authority, holder
from tests.agreement.signing.documents import document, locked, signed, with_a_note

pytestmark = pytest.mark.usefixtures("pango")
ANNA, BERT = holder("Anna de Boer", "anna@example.org"), holder("Bert Smit")
TRUST = read_certificates(authority().pem)


@pytest.fixture(scope="module")
def by_both() -> bytes:
    return signed(signed(document(), ANNA), BERT, field="Signatory2", name="Bert Smit")


def refusal(do) -> Reason:
    with pytest.raises(Refused) as refused:
        do()
    return refused.value.reason


def test_two_people_sign_in_turn_and_both_are_right(by_both):
    verdict = verifying.verify(by_both, trust=TRUST)

    assert [(one.certificate.name, one.number, one.field) for one in verdict.findings] == [
        ("Anna de Boer", 1, "Signatory1"),
        ("Bert Smit", 2, "Signatory2"),
    ]
    assert [(one.intact, one.covers, one.later, one.standing) for one in verdict.findings] == [
        (True, Covers.REVISION, Later.SIGNATURES, Standing.TRUSTED),
        (True, Covers.WHOLE, Later.NOTHING, Standing.TRUSTED),
    ]
    assert (verdict.is_right, verdict.byte_changed) == (True, False)
    assert by_both.startswith(document())


def test_what_is_found_is_said_in_sentences(by_both):
    first, second = verifying.verify(by_both).findings

    assert [about(first)[0], *about(first)[2:]] == [
        "Anna de Boer heeft ondertekend, met een certificaat van Testautoriteit.",
        "De handtekening dekt het document zoals het toen was, tot op de byte.",
        "Daarna zijn er alleen andere handtekeningen bijgekomen.",
        "Wie het certificaat uitgaf, is hier niet bekend.",
    ]
    assert about(second)[2] == "De handtekening dekt het hele document, tot op de byte."
    assert outcome(verifying.verify(by_both)) == "Elke handtekening klopt en er is geen byte veranderd."
    assert outcome(verifying.verify(document())) == "Er staat geen handtekening in dit bestand."


def test_without_trust_an_issuer_is_not_judged_and_with_trust_it_is(by_both):
    stranger = read_certificates(authority("Een ander").pem)

    assert [one.standing for one in verifying.verify(by_both).findings] == [Standing.UNKNOWN_ISSUER] * 2
    assert verifying.verify(by_both).is_right
    assert not verifying.verify(by_both, trust=stranger).is_right


def test_a_certificate_of_ones_own_making_is_told():
    own = signed(document(), holder("Anna de Boer", self_signed=True))

    assert [one.standing for one in verifying.verify(own).findings] == [Standing.SELF_SIGNED]


def told(pdf: bytes) -> bool:
    try:
        return not verifying.verify(pdf).is_right
    except Refused:
        return True


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_byte_that_was_changed_anywhere_is_told(by_both, data):
    place = data.draw(st.integers(0, len(by_both) - 1))
    changed = bytearray(by_both)
    changed[place] ^= data.draw(st.integers(1, 255))

    assert told(bytes(changed))


def test_the_room_of_the_last_signature_holds_nothing_else(by_both):
    (*_first, hole) = re.finditer(rb"/Contents (<[0-9A-F]+>)", by_both)

    assert (is_tidy(hole[1]), is_tidy(hole[1].lower())) == (True, True)
    assert not is_tidy(hole[1][:-2] + b"1>")
    assert not is_tidy(hole[1].replace(b"A", b"a", 1))
    # Version, digest and kind of content: nothing covers them, and they must be what they are.
    assert not any(is_tidy(_flipped(hole[1], place)) for place in range(1, 2 * 56))


def _flipped(hole: bytes, place: int) -> bytes:
    digit = b"0123456789ABCDEF"[(int(hole[place : place + 1], 16) + 1) % 16]
    return hole[:place] + bytes([digit]) + hole[place + 1 :]


def test_a_remark_after_the_signatures_is_told(by_both):
    verdict = verifying.verify(with_a_note(by_both))

    assert [(one.intact, one.later) for one in verdict.findings] == [(True, Later.OTHER)] * 2
    assert (verdict.is_right, verdict.byte_changed) == (False, True)
    assert outcome(verdict) == "Dit bestand is veranderd nadat het was ondertekend."


def test_bytes_behind_the_last_signature_are_told(by_both):
    assert told(by_both + b"\n% een regel")


def test_a_signature_of_a_certificate_that_had_expired_is_told(monkeypatch):
    old = holder("Anna de Boer", lasts=timedelta(days=365))
    monkeypatch.setattr(making, "check_day", lambda *_given: None)

    verdict = verifying.verify(signed(document(), old))

    assert ([one.standing for one in verdict.findings], verdict.is_right) == ([Standing.EXPIRED], False)


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (datetime(2019, 12, 31, tzinfo=UTC), Reason.NOT_YET_VALID),
        (datetime(2040, 1, 1, tzinfo=UTC), Reason.EXPIRED),
    ],
)
def test_nobody_signs_outside_the_time_of_a_certificate(at, reason):
    key = keys.open_pkcs12(ANNA.pkcs12(), PASSWORD)

    assert refusal(lambda: making.sign(document(), key, field="a", name="b", reason="c", at=at)) == reason


@pytest.mark.parametrize(
    ("file", "password", "reason"),
    [
        (ANNA.pkcs12(), "iets anders", Reason.WRONG_PASSWORD),
        (ANNA.pkcs12(), "", Reason.WRONG_PASSWORD),
        (ANNA.pkcs12(key=False), PASSWORD, Reason.NO_KEY),
        (ANNA.pem, PASSWORD, Reason.NOT_A_KEY),
        (b"", PASSWORD, Reason.NOT_A_KEY),
        (b"\x30\x80" + bytes(50), PASSWORD, Reason.NOT_A_KEY),
        (bytes(200_000), PASSWORD, Reason.NOT_A_KEY),
    ],
)
def test_a_file_without_a_key_to_use_is_refused(file, password, reason):
    assert refusal(lambda: keys.open_pkcs12(file, password)) == reason


def test_a_key_file_that_would_keep_us_busy_is_refused(monkeypatch):
    monkeypatch.setattr(keys, "MOST_ROUNDS", 100)

    assert refusal(lambda: keys.open_pkcs12(ANNA.pkcs12(), PASSWORD)) == Reason.NOT_A_KEY


@pytest.mark.parametrize(
    ("pdf", "reason"),
    [
        (b"GIF89a", Reason.NOT_A_PDF),
        (b"%PDF-1.7\nnothing", Reason.NOT_A_PDF),
        (document()[:3000], Reason.NOT_A_PDF),
        (b"%PDF-" + bytes(LARGEST_BYTES), Reason.TOO_LARGE),
        (locked(document()), Reason.ENCRYPTED),
    ],
    ids=["picture", "empty", "cut", "large", "locked"],
)
def test_what_is_no_pdf_that_we_take_is_refused(pdf, reason):
    assert refusal(lambda: verifying.verify(pdf)) == reason
    assert refusal(lambda: signed(pdf, ANNA)) == reason


def test_what_was_signed_elsewhere_is_one_signature_more_on_the_same_file(by_both):
    by_anna = signed(document(), ANNA)

    assert verifying.added(document(), by_anna).certificate.name == "Anna de Boer"
    assert verifying.added(by_anna, signed(by_anna, BERT, field="Signature1")).certificate.name == "Bert Smit"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (document, Reason.NOT_SIGNED),
        (lambda: with_a_note(document()), Reason.NOT_SIGNED),
        (lambda: signed(document("Iets anders."), ANNA), Reason.OTHER_DOCUMENT),
        (lambda: signed(signed(document(), ANNA), BERT, field="b"), Reason.SEVERAL),
        (lambda: signed(with_a_note(document()), ANNA), Reason.CHANGED),
        (lambda: with_a_note(signed(document(), ANNA)), Reason.CHANGED),
        (lambda: signed(document(), ANNA) + b"%", Reason.CHANGED),
        (lambda: b"%PDF-1.7", Reason.NOT_A_PDF),
    ],
)
def test_what_is_more_or_less_than_one_signature_is_refused(make, reason):
    assert refusal(lambda: verifying.added(document(), make())) == reason


def test_a_signature_that_was_damaged_on_its_way_is_refused():
    by_anna = signed(document(), ANNA)
    place = by_anna.rindex(b"/Contents <") + 1_000
    damaged = by_anna[:place] + (b"0" if by_anna[place : place + 1] != b"0" else b"1") + by_anna[place + 1 :]

    assert refusal(lambda: verifying.added(document(), damaged)) == Reason.BROKEN


def test_every_reason_is_a_sentence():
    assert set(REFUSED) == set(Reason)


def test_a_key_file_that_breaks_its_parser_is_refused():
    broken = bytearray(ANNA.pkcs12())
    # It says that it holds something of another kind, and then holds that: asn1crypto fails on it.
    broken[19] = broken[26] = 0x07

    assert refusal(lambda: keys.open_pkcs12(bytes(broken), PASSWORD)) == Reason.NOT_A_KEY


def test_a_password_with_a_null_character_fits_no_file():
    assert refusal(lambda: keys.open_pkcs12(ANNA.pkcs12(), PASSWORD + "\0")) == Reason.WRONG_PASSWORD


def test_signatures_are_made_and_verified_where_a_loop_runs_already(by_both):
    async def verified():
        return verifying.verify(by_both)

    # In a thread of its own: a browser that another test left open has its loop in this one.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, verified()).result() == verifying.verify(by_both)
