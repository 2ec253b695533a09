# SPDX-License-Identifier: EUPL-1.2
"""Whatever comes back is read for what it is, and nothing that a stranger sends breaks the reader."""

import base64
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisstad.mail.reports.finding import Action, Kind, Outcome, Severity
from kennisstad.mail.reports.mime import MOST_BYTES, MOST_PARTS, part_of, parts
from kennisstad.mail.reports.reading import MOST_OUTCOMES, Unreadable, read_report
from tests.mail.reports import samples
from tests.mail.reports.samples import report

RETURN = "news+n41-aaaabbbbccccdddd@city.example"


def only(raw: bytes) -> Outcome:
    (outcome,) = read_report(raw).outcomes
    return outcome


def group(status: str, action: str = "failed", said: str = "") -> bytes:
    return report(
        "Final-Recipient: rfc822;els@example.org\n"
        f"Action: {action}\nStatus: {status}\nDiagnostic-Code: {said}"
    )


def test_postfix():
    found = read_report(samples.POSTFIX)

    assert (found.kind, found.is_about_a_report) == (Kind.BOUNCE, False)
    assert found.addresses[0] == RETURN
    assert found.outcomes == (
        Outcome(
            recipient="jan.jansen@example.org",
            original_recipient="Jan.Jansen@example.org",
            action=Action.FAILED,
            status="5.1.1",
            diagnostic="550 5.1.1 … Recipient address rejected: User unknown in virtual mailbox table",
            severity=Severity.HARD,
        ),
    )


@pytest.mark.parametrize(
    ("raw", "status", "severity"),
    [
        (samples.GMAIL, "5.2.2", Severity.SOFT),
        (samples.EXCHANGE, "5.1.10", Severity.HARD),
        (samples.EXIM, "5.0.0", Severity.HARD),
    ],
)
def test_other_servers(raw, status, severity):
    outcome = only(raw)

    assert (outcome.recipient, outcome.status, outcome.severity) == ("els@example.org", status, severity)
    assert "@" not in outcome.diagnostic


def test_a_report_from_before_the_standard():
    els, piet = read_report(samples.EXIM_OLD).outcomes

    assert (els.recipient, els.status, els.severity) == ("els@example.org", "5.1.1", Severity.HARD)
    assert (piet.recipient, piet.status, piet.severity) == ("piet@example.org", "", Severity.SOFT)
    assert els.diagnostic.endswith("550 5.1.1 …: no mailbox")


@pytest.mark.parametrize(
    ("status", "action", "said", "severity"),
    [
        ("5.1.1", "failed", "", Severity.HARD),
        ("5.2.1", "failed", "", Severity.HARD),
        ("5.2.2", "failed", "", Severity.SOFT),
        ("5.7.1", "failed", "smtp; 550 5.7.1 no such user would write this", Severity.SOFT),
        ("4.4.1", "failed", "", Severity.SOFT),
        ("4.2.2", "delayed", "", Severity.SOFT),
        ("5.1.1", "delayed", "", Severity.SOFT),
        ("2.0.0", "delivered", "", Severity.NONE),
        ("2.0.0", "relayed", "", Severity.NONE),
        ("2.0.0", "expanded (to a list)", "", Severity.NONE),
        ("", "failed", "smtp; 550 user unknown", Severity.HARD),
        ("", "failed", "smtp; 554 user unknown", Severity.SOFT),
        ("5.0.0", "failed", "smtp; 550 5.1.1 gone", Severity.HARD),
        ("5.0.0", "failed", "smtp; 450 4.1.1 not now", Severity.SOFT),
        ("5.01.001", "failed", "", Severity.HARD),
        ("nonsense", "nonsense", "", Severity.SOFT),
        ("", "", "", Severity.SOFT),
    ],
)
def test_hard_or_soft(status, action, said, severity):
    assert only(group(status, action, said)).severity == severity


def test_a_report_about_several_recipients():
    raw = report(
        *(
            f"Final-Recipient: rfc822; p{n}@example.org\nAction: {action}\nStatus: {n}.0.0"
            for n, action in ((5, "failed"), (4, "delayed"), (2, "delivered"))
        )
    )

    assert [(one.recipient, one.action, one.status) for one in read_report(raw).outcomes] == [
        ("p5@example.org", Action.FAILED, "5.0.0"),
        ("p4@example.org", Action.DELAYED, "4.0.0"),
        ("p2@example.org", Action.DELIVERED, "2.0.0"),
    ]


def test_a_report_that_is_packed_for_the_way():
    plain = (
        "Reporting-MTA: dns; x\n\nFinal-Recipient: utf-8; éls@example.org\nAction: failed\nStatus: 5.1.1\n"
    )
    raw = (
        b"Subject: x\nContent-Type: multipart/report; boundary=b\n\n"
        b"--b\nContent-Type: message/global-delivery-status\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(plain.encode()) + b"\n--b--\n"
    )

    assert (only(raw).recipient, only(raw).severity) == ("éls@example.org", Severity.HARD)


def test_a_complaint():
    found = read_report(samples.ARF)

    assert (found.kind, found.feedback, found.outcomes) == (Kind.COMPLAINT, "abuse", ())
    assert RETURN in found.addresses


@pytest.mark.parametrize("said", [b"not-spam", b"auth-failure"])
def test_feedback_that_is_no_complaint(said):
    assert read_report(samples.ARF.replace(b"abuse\nUser", said + b"\nUser")).kind == Kind.OTHER


@pytest.mark.parametrize(
    "head",
    ["Auto-Submitted: auto-replied", "AUTO-SUBMITTED: Auto-Generated; x=y", "X-Autoreply: yes",
     "Precedence: auto_reply", "Subject: Out of Office: hello", "Subject: Automatisch antwoord: dag"],
)  # fmt: skip
def test_an_automatic_answer(head):
    assert read_report(f"From: a@example.org\n{head}\n\nWeg.\n".encode()).kind == Kind.AUTO_REPLY


def test_people_and_unknown_character_sets():
    assert read_report(samples.PERSON).kind == Kind.OTHER
    assert read_report(samples.AWAY).kind == Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "head", ["Return-Path: <>", "Auto-Submitted: auto-replied", "Content-Type: multipart/report"]
)
def test_a_report_about_a_report_is_seen(head):
    assert read_report(report("Action: failed", letter=f"{head}\nFrom: x@example.org\n")).is_about_a_report


def test_a_report_that_somebody_passes_on_is_a_persons_mail():
    head = b"From: a@example.org\nContent-Type: multipart/mixed; boundary=o\n\n"
    inner = b"--o\nContent-Type: message/rfc822\n\n"

    assert read_report(head + inner + samples.POSTFIX + b"\n--o--\n").kind == Kind.OTHER


@pytest.mark.parametrize(
    "said",
    [
        "550 els@example.org is unknown",
        "550 user Els unknown",
        "550 <ELS@EXAMPLE.ORG>",
        "550 els%40example.org",
        "550 els=example.org=40list",
        "550 \x1b[2J els \u202e unknown",
    ],
)
def test_what_the_server_said_is_kept_without_addresses(said):
    kept = only(group("5.1.1", said=f"smtp; {said}")).diagnostic

    assert kept.startswith("550")
    assert "els" not in kept.casefold()
    assert kept.isprintable()


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"no header here", b"\0\0", b" folded: first"])
def test_what_is_no_message_is_refused(raw):
    with pytest.raises(Unreadable):
        read_report(raw)


BITS = st.sampled_from(
    [
        b"\n",
        b"\r\n",
        b"--b",
        b"--b--",
        b"Content-Type: multipart/report; boundary=b\n\n",
        b"Action: failed\n",
        b"Content-Type: message/delivery-status\n\n",
        b"Final-Recipient: rfc822;",
        b"Content-Type: message/rfc822\n\n",
        b"Content-Type: message/feedback-report\n\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Status: 9.9",
        b"=?x?",
        b"X-Failed-Recipients: ,,a@b\n",
        b"\xff\xfe\x00",
        b";" * 50,
        b'"',
        b"Content-Type: text/plain; charset=no\n",
    ]
)


@settings(max_examples=400, deadline=500)
@given(
    st.one_of(
        st.binary(max_size=400), st.lists(st.one_of(BITS, st.binary(max_size=9)), max_size=60).map(b"".join)
    )
)
def test_whatever_comes_is_read_or_refused(raw):
    try:
        found = read_report(raw)
    except Unreadable:
        return
    assert (found.kind is Kind.BOUNCE) == bool(found.outcomes)
    assert all("@" not in one.diagnostic and len(one.diagnostic) <= 200 for one in found.outcomes)


@settings(max_examples=150, deadline=500)
@given(st.data())
def test_a_damaged_report_is_read_or_refused(data):
    raw = bytearray(
        data.draw(st.sampled_from([samples.POSTFIX, samples.ARF, samples.EXIM_OLD, samples.AWAY]))
    )
    for _ in range(data.draw(st.integers(0, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))

    try:
        read_report(bytes(raw[: data.draw(st.integers(0, len(raw)))]))
    except Unreadable:
        return


HEAD = b"Subject: x\nContent-Type: multipart/report; boundary=b\n\n"
FLOODS = {
    "parts": HEAD + b"--b\nContent-Type: message/delivery-status\n\nAction: failed\n\n" * 20_000,
    "parts within parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(20_000)
    ),
    "recipients": HEAD + b"--b\nContent-Type: message/delivery-status\n\n" + b"Action: failed\n\n" * 60_000,
    "headers": b"X-Failed-Recipients: a@b\n" * 40_000,
    "recipients of old": b"X-Failed-Recipients: "
    + b",".join(b"x%d" % n for n in range(9_000))
    + b"\n\n"
    + b"x " * 400_000,
    "one header": b"Content-Type: " + b"; a=" * 250_000,
    "folds": b"Subject: x\n" + b" x\n" * 300_000,
    "spaces": b"Content-Type: x" + b" " * 900_000 + b"\n\n",
    "words": HEAD
    + b"--b\nContent-Type: message/delivery-status\n\nAction: failed\nDiagnostic-Code: "
    + b"1." * 400_000,
    "packed": b"Subject: x\nContent-Transfer-Encoding: quoted-printable\n\n" + b"=" * 900_000,
    "lines": b"Subject: x\n\n" + b"\n" * 900_000,
    "large": b"Subject: x\n\n" + b"x" * 40_000_000,
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_takes_bounded_time(flood):
    begun = time.process_time()
    found = read_report(FLOODS[flood])

    assert time.process_time() - begun < 0.5
    assert len(found.outcomes) <= MOST_OUTCOMES


def test_an_address_that_an_old_report_names_twice_is_one_outcome():
    raw = b"X-Failed-Recipients: els@example.org, <els@example.org>, jan@example.org\n\nGone.\n"

    assert [one.recipient for one in read_report(raw).outcomes] == ["els@example.org", "jan@example.org"]


@pytest.mark.parametrize(("spaces", "status"), [(100, "5.1.1"), (3_000, "")])
def test_the_words_below_an_address_are_cut_before_they_are_read(spaces, status):
    raw = b"X-Failed-Recipients: a@b.nl\n\na@b.nl\n" + b" " * spaces + b"550 5.1.1 gone\n"

    assert [one.status for one in read_report(raw).outcomes] == [status]


def test_no_more_parts_and_bytes_are_looked_at_than_said():
    assert len(parts(part_of(FLOODS["parts"]))) == MOST_PARTS
    assert len(part_of(FLOODS["large"]).body) < MOST_BYTES
