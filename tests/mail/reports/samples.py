# SPDX-License-Identifier: EUPL-1.2
"""Messages in the shapes that mail servers write, in our own words, with addresses that are nobody's."""

LETTER = """\
Return-Path: <news+n41-AAAABBBBCCCCDDDD@city.example>
From: Stad <news@city.example>
To: jan.jansen@example.org
Subject: Nieuws
Message-ID: <letter-41@city.example>
List-Id: <news.city.example>
"""


def report(*statuses: str, text: str = "It went wrong.", head: str = "", letter: str = LETTER) -> bytes:
    """Give a multipart/report with a message part and one group per recipient."""
    groups = "\n\n".join(
        ("Reporting-MTA: dns; mx.example.org\nArrival-Date: Mon, 23 Nov 2026 09:00:00", *statuses)
    )
    return f"""\
Return-Path: <>
Delivered-To: news+n41-aaaabbbbccccdddd@city.example
From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: news+n41-aaaabbbbccccdddd@city.example
Subject: Undelivered
Auto-Submitted: auto-replied
{head}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="b1/mx.example.org"

This is a MIME message.

--b1/mx.example.org
Content-Type: text/plain; charset=us-ascii

{text}

--b1/mx.example.org
Content-Description: Delivery report
Content-Type: message/delivery-status

{groups}

--b1/mx.example.org
Content-Description: Undelivered Message
Content-Type: message/rfc822

{letter}
Dag allemaal.

--b1/mx.example.org--
""".encode()


POSTFIX = report(
    "Final-Recipient: rfc822; jan.jansen@example.org\n"
    "Original-Recipient: rfc822;Jan.Jansen@example.org\n"
    "Action: failed\n"
    "Status: 5.1.1\n"
    "Remote-MTA: dns; mx.example.org\n"
    "Diagnostic-Code: smtp; 550 5.1.1 <jan.jansen@example.org>: Recipient address\n"
    "    rejected: User unknown in virtual mailbox table"
)
GMAIL = report(
    "Final-Recipient: rfc822; els@example.org\n"
    "Action: failed\n"
    "Status: 5.2.2\n"
    "Remote-MTA: dns; mail.example.org. (192.0.2.7, the server for the domain example.org.)\n"
    "Diagnostic-Code: smtp; 552-5.2.2 The inbox of this person is out of space. For more, see\n"
    " 552 5.2.2 https://support.example.org/full 41si99 - example\n"
    "Last-Attempt-Date: Mon, 23 Nov 2026 01:02:03 -0800 (PST)"
)
EXCHANGE = report(
    "Final-recipient: RFC822; els@example.org\n"
    "Action: failed\n"
    "Status: 5.1.10\n"
    "Diagnostic-code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient els@example.org not found\n"
    " by SMTP address lookup"
).replace(b"\n", b"\r\n")
EXIM = report(
    "Action: failed\nFinal-Recipient: rfc822;els@example.org\nStatus: 5.0.0\n"
    "Remote-MTA: dns; mx.example.org\nDiagnostic-Code: smtp; 550 No such user here",
    head="X-Failed-Recipients: els@example.org\n",
)
EXIM_OLD = b"""\
Return-path: <>
Envelope-to: news+n41-aaaabbbbccccdddd@city.example
X-Failed-Recipients: els@example.org, piet@example.org
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.example.org>
To: news@city.example
Subject: Mail delivery failed: returning message to sender

Your message could not be brought to some of its recipients.

  els@example.org
    host mx.example.org [192.0.2.1]
    SMTP error after RCPT TO:<els@example.org>:
    550 5.1.1 els: no mailbox

  piet@example.org
    retry timeout exceeded

------ This is a copy of your message ------

From: Stad <news@city.example>
"""
ARF = (
    b"""\
From: <complaints@isp.example>
To: abuse@city.example
Subject: FW: Nieuws
MIME-Version: 1.0
Content-Type: multipart/report; report-type="feedback-report"; boundary="part1"

--part1
Content-Type: text/plain; charset="US-ASCII"

A reader calls this unwanted.

--part1
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <news+n41-aaaabbbbccccdddd@city.example>
Original-Rcpt-To: <els@example.org>
Source-IP: 192.0.2.1

--part1
Content-Type: message/rfc822

"""
    + LETTER.encode()
    + b"""
Dag.
--part1--
"""
)
AWAY = b"""\
From: Els <els@example.org>
To: news+n41-aaaabbbbccccdddd@city.example
Subject: Automatisch antwoord: Nieuws
Auto-Submitted: auto-replied (vacation)
Content-Type: text/plain; charset=x-unknown-9

Ik ben weg tot maandag.
"""
PERSON = b"""\
From: Els <els@example.org>
To: news@city.example
Subject: Re: Nieuws
Auto-Submitted: no

Wat leuk!
"""
