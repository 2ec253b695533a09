# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest

from kennisstad.mail.boxes.box import BoxUnusable
from kennisstad.mail.boxes.imap import Imap, Safety
from kennisstad.mail.boxes.maildir import Maildir
from kennisstad.mail.boxes.mbox import Mbox
from kennisstad.mail.boxes.naming import NotABox, at, read


@pytest.mark.parametrize(
    ("setting", "box"),
    [
        ("", None),
        ("maildir:/var/mail/b", Maildir(Path("/var/mail/b"))),
        ("mbox:/var/mail/b", Mbox(Path("/var/mail/b"))),
        (
            "imaps://bounces%40city.example:p%40ss%2Fword@mail.example.org/INBOX",
            Imap("mail.example.org", 993, "bounces@city.example", "p@ss/word", "INBOX", Safety.TLS),
        ),
        (
            "imap+tls://b:s@mail.example.org:1143/Lists%20Back",
            Imap("mail.example.org", 1143, "b", "s", "Lists Back", Safety.STARTTLS),
        ),
        ("imap://b:s@127.0.0.1", Imap("127.0.0.1", 143, "b", "s", "INBOX", Safety.NONE)),
    ],
)
def test_a_setting_names_a_box(setting, box):
    assert read(setting) == box


@pytest.mark.parametrize(
    "setting",
    [
        "/var/mail/b", "maildir:relative", "mbox:", "pop3://b:secret@host", "imaps://host/INBOX",
        "imaps://name@host", "imaps://b:secret@", "imaps://b:secret@host:port", "imaps://b:secret@[host",
        "imaps://b:secret@host/Postbus%C3%A9", "imaps://b:secret%0A@host",
    ],
)  # fmt: skip
def test_another_setting_is_refused_without_repeating_its_password(setting):
    with pytest.raises(NotABox, match="KENNISSTAD_BOUNCES should look like") as refused:
        read(setting)

    assert "secret" not in str(refused.value)


def test_a_password_is_not_shown():
    assert "s3cret" not in repr(read("imaps://b:s3cret@host"))


def test_a_path_tells_what_lies_there(tmp_path):
    (tmp_path / "file").touch()

    assert at(tmp_path) == Maildir(tmp_path)
    assert at(tmp_path / "file") == Mbox(tmp_path / "file")
    with pytest.raises(BoxUnusable, match="neither a folder"):
        at(tmp_path / "nothing")
