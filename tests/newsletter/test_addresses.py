# SPDX-License-Identifier: EUPL-1.2
"""How addresses are compared: one person is one reader, two persons are two."""

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from hypothesis import assume, given
from hypothesis import strategies as st

from kennisstad.lib.mail_address import NotAnAddress, compared, leads_out, without_tag
from kennisstad.newsletter.addresses import digest_of

LETTERS = st.characters(exclude_categories=["C", "Zl", "Zp"])
DOMAINS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
ANY = st.builds("{}@{}.example".format, st.text(LETTERS, min_size=1, max_size=16), DOMAINS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana@Example.ORG", "ana@example.org"),
        ("ana@müller.example", "ana@MU\u0308LLER.example"),
        ("ana@müller.example", "ana@xn--mller-kva.example"),
        ("ana@müller.example", "ANA@XN--MLLER-KVA.EXAMPLE"),
        ("ana@straße.example", "ana@xn--strae-oqa.example"),
        ("josé@example.org", "JOSE\u0301@example.org"),
        ("ana@[IPv6:2001:DB8::1]", "ana@[ipv6:2001:db8::1]"),
    ],
)
def test_one_address_however_it_is_written(one, other):
    assert compared(one) == compared(other)
    assert digest_of(one, "secret") == digest_of(other, "secret")


@pytest.mark.parametrize(
    "other",
    [
        "ana+news@example.org",
        "a.na@example.org",
        '"ana"@example.org',
        "ana@example.com",
        "ana@mail.example.org",
        "ana@xn--strae-oqa.example",
    ],
)
def test_what_only_the_owners_server_knows_is_left_alone(other):
    assert compared(other) == other
    assert digest_of(other, "secret") != digest_of("ana@example.org", "secret")


def test_a_domain_with_a_sharp_s_is_not_the_one_without():
    assert compared("ana@Straße.example") != compared("ana@strasse.example")


def test_another_secret_gives_another_mark():
    marks = {digest_of("ana@example.org", secret) for secret in ("one", "two", "")}

    assert [len(mark) for mark in marks] == [64, 64, 64]


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "ana",
        "@example.org",
        "ana@",
        "ana@exa..mple.org",
        "ana@" + "a" * 64 + ".org",
        "a" * 65 + "@example.org",
        "ana@" + ".".join(["a" * 60] * 5),
        "a" * 64 + "@" + "b" * 255,
        "ana@example.org\r\nBcc: bo@example.org",
        "ana@example.org\x85Bcc: bo@example.org",
        "ana@example.org\u2028Bcc: bo@example.org",
        '"ana\x0b"@example.org',
        "ana\u202e@example.org",
        "ana\ud800@example.org",
    ],
)
def test_what_no_letter_can_leave_for_is_no_address(wrong):
    with pytest.raises(NotAnAddress):
        compared(wrong)


@given(ANY)
def test_comparing_twice_changes_nothing_more(address):
    try:
        once = compared(address)
    except NotAnAddress:
        assume(False)
    assert compared(once) == once


@given(ANY)
def test_the_form_that_is_compared_is_one_line(address):
    try:
        once = compared(address)
    except NotAnAddress:
        assume(False)
    assert once.splitlines() == [once]


@given(st.emails())
def test_an_address_that_django_takes_has_one_mark_in_capitals_too(address):
    try:
        validate_email(address)
        once = compared(address)
    except (ValidationError, NotAnAddress):
        assume(False)
    assert compared(address.upper()) == once


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("Vic.Tim+7@Example.org", "vic.tim@example.org"),
        ("vic+a+b@example.org", "vic@example.org"),
        ("+a@example.org", "+a@example.org"),
        ("vic@example.org", "vic@example.org"),
    ],
)
def test_a_tag_is_off_where_letters_are_counted(address, counted):
    assert without_tag(address) == counted


@pytest.mark.parametrize(
    "near",
    [
        "localhost",
        "LOCALHOST",
        "mail.localhost",
        "intranet",
        "[127.0.0.1]",
        "[10.0.0.5]",
        "[IPv6:::1]",
        "10.0.0.55",
    ],
)
def test_an_address_of_a_machine_nearby_leads_not_out(near):
    assert not leads_out(f"ana@{near}")
    assert leads_out("ana@example.org")
    assert leads_out("ana@bücher.example")
