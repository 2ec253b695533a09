# SPDX-License-Identifier: EUPL-1.2
"""A domain in other letters is one domain, and never somebody else's."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.lib.domains import NoDomain, as_servers_write_it


@pytest.mark.parametrize(
    ("domain", "written"),
    [
        ("example.org", "example.org"),
        ("Example.ORG", "Example.ORG"),
        ("straße.example", "xn--strae-oqa.example"),
        ("Straße.example", "xn--strae-oqa.example"),
        ("strasse.example", "strasse.example"),
        ("βόλος.example", "xn--nxasmm1c.example"),
        ("müller.example", "xn--mller-kva.example"),
        ("MU\u0308LLER.example", "xn--mller-kva.example"),
        ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
        ("mail_one.example.org", "mail_one.example.org"),
        ("[192.0.2.1]", "[192.0.2.1]"),
        ("[IPv6:2001:db8::1]", "[IPv6:2001:db8::1]"),
    ],
)
def test_a_domain_is_written_as_servers_do(domain, written):
    assert as_servers_write_it(domain) == written


@pytest.mark.parametrize(
    "wrong",
    [
        "", ".", "a..b", "example.org.", ".example.org", "a b.example", "a\r\nb.example", "ex ample", "a@b",
        "a>b", "x" * 64 + ".example", "é" * 60 + ".example", ".".join(["x" * 60] * 5), "a\u202eb.example",
        "\ud800.example", "\u200b.example", "[]", "[a b]", "☃.example", "é..example", "a,b.example",
    ],
)  # fmt: skip
def test_what_is_no_domain_is_refused(wrong):
    with pytest.raises(NoDomain):
        as_servers_write_it(wrong)


@given(st.text(max_size=12).map("{}.example".format) | st.text(max_size=80))
def test_any_text_is_refused_or_one_word_of_plain_signs_that_stays_so(text):
    try:
        written = as_servers_write_it(text)
    except NoDomain:
        return
    assert re.fullmatch(r"[A-Za-z0-9_.:\[\]-]{1,253}", written)
    assert as_servers_write_it(written) == written
