# SPDX-License-Identifier: EUPL-1.2
"""What an SPF record means, and how often a receiver must ask for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.mail.deliverability import spf
from kennisstad.mail.deliverability.finding import Level, Reason
from kennisstad.mail.deliverability.given import Given
from kennisstad.mail.deliverability.records import Type


def records(**names: str) -> Given:
    """Give a whole `example.org`: a__b is a.b.example.org, with its text record."""
    return Given(
        {(f"{name.replace('__', '.')}.example.org", Type.TXT): (text,) for name, text in names.items()},
        "example.org",
    )


def reasons(record: str, **how) -> list[Reason]:
    return [one.reason for one in spf.explain(record, **how)]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("v=spf1 ip4:192.0.2.1 -all", [Reason.SPF_ALL_FAIL, Reason.SPF_LOOKUPS]),
        ("v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all", [Reason.SPF_ALL_SOFTFAIL, Reason.SPF_LOOKUPS]),
        ("V=SPF1 A MX -ALL", [Reason.SPF_ALL_FAIL, Reason.SPF_LOOKUPS]),
        ("v=spf1 mx ?all", [Reason.SPF_ALL_NEUTRAL, Reason.SPF_LOOKUPS]),
        ("v=spf1 +all", [Reason.SPF_ALL_PASS, Reason.SPF_LOOKUPS]),
        ("v=spf1 all", [Reason.SPF_ALL_PASS, Reason.SPF_LOOKUPS]),
        ("v=spf1 mx", [Reason.SPF_NO_ALL, Reason.SPF_LOOKUPS]),
        ("v=spf1", [Reason.SPF_NO_ALL, Reason.SPF_LOOKUPS]),
        ("v=spf1 redirect=x.example.net", [Reason.SPF_LOOKUPS, Reason.SPF_NOT_COUNTED]),
        ("v=spf1 -all", [Reason.SPF_NOBODY, Reason.SPF_ALL_FAIL, Reason.SPF_LOOKUPS]),
        ("v=spf1 mx -all a", [Reason.SPF_ALL_FAIL, Reason.SPF_AFTER_ALL, Reason.SPF_LOOKUPS]),
        ("v=spf1 a redirect=x.nl -all", [Reason.SPF_ALL_FAIL, Reason.SPF_AFTER_ALL, Reason.SPF_LOOKUPS]),
        ("v=spf1 ptr -all", [Reason.SPF_ALL_FAIL, Reason.SPF_PTR, Reason.SPF_LOOKUPS]),
        ("v=spf1 ip4:0.0.0.0/0 -all", [Reason.SPF_ALL_FAIL, Reason.SPF_NETWORK, Reason.SPF_LOOKUPS]),
        ("v=spf1 exists:%{i}.x.org a:%{d} -all exp=e.x.org", [Reason.SPF_ALL_FAIL, Reason.SPF_LOOKUPS]),
        ("v=spf1 a/24//64 unknown=yes -all", [Reason.SPF_ALL_FAIL, Reason.SPF_LOOKUPS]),
        ("v=spf10 -all", [Reason.SPF_NOT_SPF]),
        ("spf -all", [Reason.SPF_NOT_SPF]),
        ("v=spf1 mx –all", [Reason.SPF_NOT_SPF]),
        ("", [Reason.SPF_NOT_SPF]),
    ],
)  # fmt: skip
def test_what_a_record_means(record, expected):
    assert reasons(record) == expected


@pytest.mark.parametrize(
    "term",
    [
        *("ip4:300.1.1.1", "ip4", "ip4:2001:db8::1", "ip4:192.0.2.0/33", "ip4:192.0.2.1//64", "192.0.2.1"),
        *("ip6:192.0.2.1", "ipv4:192.0.2.1", "include", "include:", "include:nodot", "include:x.org/24"),
        *("include:x..org", "all:x.org", "a/33", "mx//129", "a:", "-", "redirect=", "redirect=nodot"),
    ],
)
def test_one_term_that_cannot_be_read_spoils_the_record(term):
    found = spf.explain(f"v=spf1 {term} -all")

    assert [(one.level, one.reason, one.facts) for one in found] == [
        (Level.PROBLEM, Reason.SPF_TERM, {"term": term})
    ]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (7, Reason.SPF_LOOKUPS),
        (8, Reason.SPF_LOOKUPS_NEAR),
        (10, Reason.SPF_LOOKUPS_NEAR),
        (11, Reason.SPF_LOOKUPS_MANY),
    ],
)
def test_questions_are_counted_along_every_reference(asked, reason):
    inner = " ".join(f"a:h{n}.example.net" for n in range(asked - 2))
    known = records(one="v=spf1 include:two.example.org ~all", two=f"v=spf1 {inner} -all a:never.example.net")

    found = spf.explain("v=spf1 include:one.example.org -all", domain="example.org", records=known)

    assert (found[-1].reason, found[-1].facts) == (reason, {"number": str(asked)})


def test_a_redirect_counts_only_without_all():
    known = records(one="v=spf1 a:h.example.net -all")

    with_all = spf.explain("v=spf1 redirect=one.example.org -all", domain="example.org", records=known)
    without = spf.explain("v=spf1 redirect=one.example.org", domain="example.org", records=known)

    assert [found[-1].facts["number"] for found in (with_all, without)] == ["0", "2"]


def test_a_circle_ends_and_is_told():
    known = records(one="v=spf1 include:two.example.org -all", two="v=spf1 include:ONE.example.org. -all")

    found = spf.explain("v=spf1 include:one.example.org -all", domain="example.org", records=known)

    assert [(one.reason, one.facts) for one in found if one.level is Level.PROBLEM] == [
        (Reason.SPF_LOOP, {"domain": "one.example.org"})
    ]


@pytest.mark.parametrize(("names", "reason", "level"), [
    (2, Reason.SPF_VOID, Level.ATTENTION), (3, Reason.SPF_VOID_MANY, Level.PROBLEM)])  # fmt: skip
def test_names_that_lead_nowhere(names, reason, level):
    terms = " ".join(f"a:h{n}.example.org" for n in range(names))

    found = spf.explain(f"v=spf1 {terms} -all", domain="example.org", records=records())

    void = [one for one in found if one.facts.get("domain")]
    assert [(one.reason, one.level) for one in void] == [(reason, level)] * names


@pytest.mark.parametrize("text", ["something else", "v=spf2.0/pra"])
def test_an_include_without_spf_spoils_the_record(text):
    found = reasons("v=spf1 include:one.example.org -all", domain="example.org", records=records(one=text))

    assert Reason.SPF_INCLUDED_NONE in found


def test_far_too_many_references_end():
    tree = {
        f"n{n}": f"v=spf1 include:n{n * 2 + 1}.example.org include:n{n * 2 + 2}.example.org -all"
        for n in range(400)
    }

    found = spf.explain("v=spf1 include:n0.example.org -all", domain="example.org", records=records(**tree))

    assert found[-1].reason == Reason.SPF_LOOKUPS_MANY


TERMS = st.sampled_from(
    ["a", "mx", "all", "-all", "include:", "ip4:", "%{i}", "redirect=", "/", "//", "1", ":", "x.org", " "]
)


@given(st.one_of(st.text(max_size=60), st.lists(TERMS, max_size=12).map("".join)))
def test_any_text_gets_an_answer(text):
    assert spf.explain(f"v=spf1 {text}")
    assert spf.explain(text)
