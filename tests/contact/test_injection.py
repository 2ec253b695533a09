# SPDX-License-Identifier: EUPL-1.2
"""Nothing that somebody fills in makes a letter go elsewhere, or say more above its words."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from kennisstad.contact import actions as contact
from kennisstad.contact.models import Message
from kennisstad.mail import actions
from kennisstad.web.forms import clean_words
from tests.contact.making import make_message
from tests.mail.test_outbox import postbox  # noqa: F401 (a fixture)
from tests.neighbourhoods.making import make_city
from tests.proving import proven

pytestmark = pytest.mark.django_db
BREAKS = ["\r\n", "\n", "\r", "%0d%0a", "%0D%0A", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x00"]
HEADERS = {"to", "from", "subject", "date", "message-id", "mime-version", "content-type", "x-peer",
           "content-transfer-encoding", "auto-submitted", "x-mailfrom", "x-rcptto"}  # fmt: skip


def send(client, **fields):
    given = {
        "kind": "general",
        "words": "Hallo",
        "key": str(uuid.uuid4()),
        **proven("contact.write"),
        **fields,
    }
    return client.post(reverse("contact:write"), given)


def letters(postbox):  # noqa: F811
    actions.deliver_due(timezone.now())
    return postbox.taken


@pytest.mark.parametrize("line_end", BREAKS, ids=ascii)
@pytest.mark.parametrize("field", ["name", "page", "words"])
def test_a_line_end_begins_no_header(client, postbox, field, line_end):  # noqa: F811
    make_city(email="loket@example.org")
    poison = f"Noor{line_end}Bcc: victim@example.org{line_end}{line_end}Buy now"

    answer = send(client, email="me@example.org", **{field: poison})
    # As the desk's form and the command clean it: PostgreSQL keeps no NUL.
    words = clean_words(f"Dank u{line_end}Bcc: victim@example.org")
    contact.answer(Message.objects.get(), words=words, by=None, at=timezone.now())

    assert answer.status_code == 302
    sent = letters(postbox)
    assert sorted(one["X-RcptTo"] for one in sent) == [
        "loket@example.org",
        "me@example.org",
        "me@example.org",
    ]
    for one in sent:
        assert {name.lower() for name in one} <= HEADERS
        assert one["Bcc"] is None
        assert "victim" not in one["Subject"]


@pytest.mark.parametrize("line_end", BREAKS, ids=ascii)
def test_an_address_with_more_in_it_gets_no_letter(client, postbox, line_end):  # noqa: F811
    answer = send(client, email=f"me@example.org{line_end}Bcc: victim@example.org")

    assert (answer.status_code, Message.objects.count(), letters(postbox)) == (400, 0, [])


@pytest.mark.parametrize(
    ("email", "taken"),
    [
        ("me+city@example.org", True),
        ('"me and you"@example.org', False),
        ('"me\\"you"@example.org', True),
        ("me@bücher.example", True),
        ("me@xn--bcher-kva.example", True),
        (f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 57}.nl", True),
        (f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 63}.{'e' * 63}", False),
        ("me@example.org,victim@example.org", False),
        ("me@example.org victim@example.org", False),
        ("<me@example.org>", False),
        ("Me <me@example.org>", False),
        ("me@@example.org", False),
        ("me@example..org", False),
        ("@example.org", False),
        ("me@", False),
        ("me@localhost", False),
        ("me@[127.0.0.1]", False),
        ("me@[10.0.0.5]", False),
        ("me@10.0.0.55", False),
    ],
)
def test_every_address_gets_its_own_letter_or_is_refused_in_words(client, postbox, email, taken):  # noqa: F811
    answer = send(client, email=email)

    assert answer.status_code == (302 if taken else 400)
    sent = letters(postbox)
    assert len(sent) == taken
    if taken:
        ascii_address = email.encode("ascii", "ignore").decode() == email
        whom = email if ascii_address else f"me@{email.rpartition('@')[2].encode('idna').decode()}"
        assert sent[0]["X-RcptTo"] == whom


def test_no_letter_carries_what_the_desk_alone_may_read(postbox):  # noqa: F811
    make_city(email="loket@example.org")
    make_message(words="Ik heet Noor", name="Noor", email="noor@example.org", at=timezone.now())

    to_desk = next(one for one in letters(postbox) if one["X-RcptTo"] == "loket@example.org")

    assert "Noor" not in to_desk.get_payload(decode=True).decode() + to_desk["Subject"]
