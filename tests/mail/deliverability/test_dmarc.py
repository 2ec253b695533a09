# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.mail.deliverability import dmarc
from kennisstad.mail.deliverability.finding import Reason
from kennisstad.mail.deliverability.given import Given
from kennisstad.mail.deliverability.records import Type

RUA = "rua=mailto:d@city.example"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (f"v=DMARC1; p=reject; {RUA}", [Reason.DMARC_REJECTS]),
        (f"v=DMARC1;p=Quarantine;{RUA};", [Reason.DMARC_QUARANTINES]),
        (f"v=DMARC1; p=none; {RUA}", [Reason.DMARC_WATCHES]),
        ("v=DMARC1; p=none", [Reason.DMARC_WATCHES, Reason.DMARC_NO_REPORTS]),
        (f"v=DMARC1; {RUA}", [Reason.DMARC_NO_POLICY]),
        (f"v=DMARC1; p=block; {RUA}", [Reason.DMARC_UNKNOWN_POLICY]),
        (f"v=DMARC1; p=reject; sp=none; {RUA}", [Reason.DMARC_REJECTS, Reason.DMARC_SUBDOMAINS_WEAKER]),
        (f"v=DMARC1; p=reject; np=quarantine; {RUA}", [Reason.DMARC_REJECTS, Reason.DMARC_SUBDOMAINS_WEAKER]),
        (f"v=DMARC1; p=none; sp=reject; {RUA}", [Reason.DMARC_WATCHES]),
        (f"v=DMARC1; p=reject; pct=20; {RUA}", [Reason.DMARC_REJECTS, Reason.DMARC_REMOVED_TAG]),
        (f"v=DMARC1; p=reject; t=y; {RUA}", [Reason.DMARC_REJECTS, Reason.DMARC_TESTING]),
        (
            f"v=DMARC1; p=reject; {RUA}; ruf=mailto:x@y.nl",
            [Reason.DMARC_REJECTS, Reason.DMARC_FAILURE_REPORTS],
        ),
        ("v=DMARC1; p=reject; rua=d@city.example", [Reason.DMARC_REJECTS, Reason.DMARC_REPORT_ADDRESS]),
        ("v=DMARC1; p=reject; rua=mailto:a@b.nl!10m,mailto:c@d.nl", [Reason.DMARC_REJECTS]),
        (f"v=DMARC1; p=reject; unknown=x; {RUA}", [Reason.DMARC_REJECTS]),
        ("v=dmarc1; p=reject", [Reason.DMARC_SYNTAX]),
        ("p=reject; v=DMARC1", [Reason.DMARC_SYNTAX]),
        ("v=DMARC1 p=reject", [Reason.DMARC_SYNTAX]),
        ("v=DMARC1; p=reject; p=none", [Reason.DMARC_SYNTAX]),
    ],
)
def test_what_a_record_means(record, expected):
    assert [one.reason for one in dmarc.explain(record)] == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (f"v=DMARC1; p=reject; sp=none; {RUA}", [Reason.DMARC_WATCHES]),
        (f"v=DMARC1; p=reject; {RUA}", [Reason.DMARC_REJECTS]),
        (f"v=DMARC1; {RUA}", [Reason.DMARC_NO_POLICY]),
    ],
)
def test_for_a_name_below_it_the_policy_for_subdomains_holds(record, expected):
    assert [one.reason for one in dmarc.explain(record, below=True)] == expected


@pytest.mark.parametrize(
    ("answer", "asks"),
    [((), True), (("something",), True), (("v=DMARC1",), False), (("v=DMARC1; rua=mailto:x@y.nl",), False)],
)
def test_reports_to_another_domain_need_its_consent(answer, asks):
    known = Given({("city.example._report._dmarc.reports.test", Type.TXT): answer}, "reports.test")
    record = "v=DMARC1; p=reject; rua=mailto:a@reports.test,mailto:b@mail.city.example"

    found = [one.reason for one in dmarc.explain(record, domain="city.example", records=known)]

    assert (Reason.DMARC_REPORTS_UNASKED in found) == asks


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(text):
    assert dmarc.explain(text)
    assert dmarc.explain(f"v=DMARC1; p={text}; rua={text}; sp={text}")
