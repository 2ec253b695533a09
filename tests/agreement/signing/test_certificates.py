# SPDX-License-Identifier: EUPL-1.2
"""Whose certificate it is, and whether it holds today."""

from datetime import UTC, datetime, timedelta

import pytest

from kennisstad.agreement.signing.certificates import check_day, check_person, same_name
from kennisstad.agreement.signing.reading import described, read_certificates
from kennisstad.agreement.signing.refusing import Reason, Refused
from tests.agreement.signing.certificates import authority, holder

TODAY = datetime(2026, 11, 2, tzinfo=UTC)


def certificate(name: str = "Anna de Boer", email: str = "", **kwargs):
    (found,) = read_certificates(holder(name, email, **kwargs).pem)
    return described(found)


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("Anna de Boer", "Anna de Boer", True),
        ("A.M. de Boer", "Boer, Anna Maria de", True),
        ("Anna de Boer", "prof. dr. A. de BOER", True),
        ("Zoë Çelik", "zoe celik", True),
        ("Boer", "Anna de Boer", True),
        ("Anna de Boer", "Bert de Boer", False),
        ("Anna de Boer", "Anna de Boers", False),
        ("Boer Boer", "Boer", False),
        ("Anna de Boer", "Mallory, not Anna de Boer", False),
        ("Anna de Boer", "Office of A. de Boer Ltd", False),
        ("Anna de Boer", "Bert Anna Boer", False),
        ("Anna de Boer", "Аnna de Boer", False),
        ("Anna de Boer", "drs. Anna de Boer MSc", True),
        ("Anna de Boer", "de Boer, Anna", True),
        ("Anna de Boer", "Universiteit Leiden", False),
        ("Anna de Boer", "", False),
        ("", "Anna de Boer", False),
    ],
)
def test_names_fit_however_they_are_written(ours, theirs, same):
    assert same_name(ours, theirs) is same


def test_a_certificate_is_of_whoever_has_its_address_or_its_name():
    by_address = certificate("A. Ambtenaar", "Anna@Example.org")

    check_person(by_address, name="Anna de Boer", email="anna@example.ORG")
    check_person(certificate("Anna de Boer"), name="Anna de Boer", email="")
    with pytest.raises(Refused) as refused:
        check_person(by_address, name="Anna de Boer", email="")
    assert refused.value.reason == Reason.WRONG_PERSON


def test_a_certificate_holds_from_its_first_moment_to_its_last():
    short = certificate(starts=TODAY, lasts=timedelta(days=1))

    check_day(short, TODAY)
    check_day(short, TODAY + timedelta(days=1))
    for at, reason in (
        (TODAY - timedelta(seconds=1), Reason.NOT_YET_VALID),
        (TODAY + timedelta(days=1, seconds=1), Reason.EXPIRED),
    ):
        with pytest.raises(Refused) as refused:
            check_day(short, at)
        assert refused.value.reason == reason


def test_a_certificate_says_whose_it_is_and_who_gave_it_out():
    of_anna = certificate("Anna de Boer", "anna@example.org")

    assert (of_anna.name, of_anna.issuer, of_anna.emails) == (
        "Anna de Boer",
        "Testautoriteit",
        ("anna@example.org",),
    )
    assert "Voorbeeldstad" in of_anna.subject
    assert (len(of_anna.fingerprint), of_anna.self_signed) == (64, False)
    assert certificate("Anna de Boer", self_signed=True).self_signed


def test_certificates_are_read_from_one_file_and_anything_else_holds_none():
    both = authority().pem + holder("Anna de Boer").pem

    assert [described(one).name for one in read_certificates(both)] == ["Testautoriteit", "Anna de Boer"]
    assert read_certificates(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n") == []
    assert read_certificates(b"nothing") == []
