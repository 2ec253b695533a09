# SPDX-License-Identifier: EUPL-1.2
"""A whole domain at once: from a file, and from a real name server."""

import socket
import threading

import dns.flags
import dns.message
import dns.resolver
import dns.rrset
import pytest

from kennisstad.mail.deliverability.checking import check
from kennisstad.mail.deliverability.finding import Level, Part, Reason
from kennisstad.mail.deliverability.given import NotRecords, from_json
from kennisstad.mail.deliverability.lookup import SILENT_AFTER, Looked, from_zone
from kennisstad.mail.deliverability.records import Answer, Standing, Type
from tests.mail.deliverability.test_dkim import KEY

ZONE = f"""
@ 3600 IN TXT "v=spf1 mx inc" "lude:_spf.city.example -all"
@ 3600 IN TXT "something-else=1"
@ 3600 IN MX 10 mx.city.example.
mx 3600 IN A 192.0.2.1
_spf 3600 IN TXT "v=spf1 ip4:192.0.2.0/24 -all"
s1._domainkey 3600 IN TXT "v=DKIM1; p={KEY[:200]}" "{KEY[200:]}"
_dmarc 3600 IN TXT "v=DMARC1; p=reject; rua=mailto:d@city.example"
"""
WELL = [
    (Part.SPF, Level.OK, Reason.SPF_ALL_FAIL),
    (Part.SPF, Level.OK, Reason.SPF_LOOKUPS),
    (Part.DKIM, Level.OK, Reason.DKIM_KEY),
    (Part.DMARC, Level.OK, Reason.DMARC_REJECTS),
    (Part.SENDER, Level.OK, Reason.SENDER_FITS),
]


def seen(records, domain="city.example", selectors=("s1",), sender="city.example"):
    found = check(domain, records, selectors=selectors, sender=sender)
    return [(one.part, one.level, one.reason) for one in found]


def test_a_domain_that_is_well():
    assert seen(from_zone(ZONE, "city.example")) == WELL


TWICE = """{
    "city.example": ["v=spf1 -all", "v=spf1 mx -all"],
    "_dmarc.city.example": ["v=DMARC1;p=none", "v=DMARC1"],
    "s1._domainkey.city.example": ["a", "b"]
}"""
STRICT = '{"_dmarc.city.example": "v=DMARC1; p=reject; rua=mailto:a@city.example"}'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", [Reason.SPF_NONE, Reason.DKIM_NONE, Reason.DMARC_NONE]),
        (TWICE, [Reason.SPF_SEVERAL, Reason.DKIM_SEVERAL, Reason.DMARC_SEVERAL]),
        (STRICT, [Reason.SPF_NONE, Reason.DKIM_NONE, Reason.DMARC_REJECTS, Reason.DMARC_ALONE]),
        ('{"city.example": "v=spf1mx"}', [Reason.SPF_NOT_SPF, Reason.DKIM_NONE, Reason.DMARC_NONE]),
    ],
)
def test_what_is_missing_or_there_twice(text, expected):
    found = seen(from_json(text, "city.example"), sender="")

    assert [reason for _part, _level, reason in found] == expected


def test_the_policy_above_holds_for_a_name_below():
    text = '{"_dmarc.city.example": "v=DMARC1; p=reject; sp=quarantine; rua=mailto:a@city.example"}'

    found = seen(from_json(text, "city.example"), domain="news.city.example", sender="mail.city.example")

    assert found[2:] == [
        (Part.DMARC, Level.OK, Reason.DMARC_PARENT),
        (Part.DMARC, Level.OK, Reason.DMARC_QUARANTINES),
        (Part.DMARC, Level.PROBLEM, Reason.DMARC_ALONE),
        (Part.SENDER, Level.OK, Reason.SENDER_BELOW),
    ]


@pytest.mark.parametrize(
    ("sender", "tags", "reason"),
    [
        ("city.example", "", Reason.SENDER_FITS),
        ("news.city.example", "", Reason.SENDER_BELOW),
        ("news.city.example", "; adkim=s", Reason.SENDER_STRICT),
        ("city.example", "; adkim=s; aspf=s", Reason.SENDER_FITS),
        ("othercity.example", "", Reason.SENDER_ELSEWHERE),
    ],
)
def test_our_sender_is_compared(sender, tags, reason):
    text = f'{{"_dmarc.city.example": "v=DMARC1; p=none; rua=mailto:a@city.example{tags}"}}'

    assert seen(from_json(text, "city.example"), sender=sender)[-1][2] == reason


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"a.b": 3}', '{"a.b": {"SOA": ["x"]}}', '{"a.b": [3]}', "[" * 100_000]
)
def test_what_is_no_list_of_records_is_refused(text):
    with pytest.raises(NotRecords):
        from_json(text, "city.example")


@pytest.mark.parametrize("text", ["@ IN TXT", "$INCLUDE /etc/passwd", "\0", "@ 3600 IN A nonsense", "\ud800"])
def test_what_is_no_zone_file_is_refused(text):
    with pytest.raises(NotRecords):
        from_zone(text, "city.example")


class NameServer(threading.Thread):
    """Answers from a zone on a free port of this machine; names that begin with `silent` get no answer."""

    def __init__(self):
        super().__init__(daemon=True)
        self.known, self.asked = from_zone(ZONE, "city.example"), []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))

    def run(self):
        while True:
            try:
                data, peer = self.socket.recvfrom(4096)
            except OSError:
                return
            question = dns.message.from_wire(data)
            name, kind = question.question[0].name.to_text(), question.question[0].rdtype.name
            self.asked.append((name, kind))
            if name.startswith("silent"):
                continue
            answer = dns.message.make_response(question)
            answer.flags |= dns.flags.RA
            for value in self.known.get(name, Type(kind)).values:
                pieces = f'"{value[:200]}" "{value[200:]}"' if kind == "TXT" else value
                answer.answer.append(dns.rrset.from_text(name, 60, "IN", kind, pieces))
            self.socket.sendto(answer.to_wire(), peer)


@pytest.fixture
def name_server():
    server = NameServer()
    server.start()
    yield server
    server.socket.close()


@pytest.fixture
def looked(name_server):
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], name_server.socket.getsockname()[1]
    return Looked(resolver)


def test_a_domain_is_looked_up_and_each_question_asked_once(name_server, looked):
    assert seen(looked) == WELL
    assert len(name_server.asked) == len(set(name_server.asked))


def test_no_record_is_told_apart_from_no_answer(monkeypatch, name_server, looked):
    monkeypatch.setattr("kennisstad.mail.deliverability.lookup.PATIENCE_S", 0.1)

    assert looked.get("nothing.city.example", Type.TXT) == Answer(Standing.NONE)
    assert looked.get("silent.city.example", Type.TXT) == Answer(Standing.NO_ANSWER)
    assert looked.get("no..name", Type.TXT) == Answer(Standing.NO_ANSWER)


def test_a_name_server_that_is_silent_is_not_asked_for_ever(monkeypatch, name_server, looked):
    monkeypatch.setattr("kennisstad.mail.deliverability.lookup.PATIENCE_S", 0.1)

    answers = [looked.get(f"silent{n}.city.example", Type.TXT) for n in range(20)]

    assert answers == [Answer(Standing.NO_ANSWER)] * 20
    assert len({name for name, _kind in name_server.asked}) == SILENT_AFTER
