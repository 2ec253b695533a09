# SPDX-License-Identifier: EUPL-1.2
"""A box hands over each message once it is there, and forgets none, wherever it is cut off."""

import fcntl
import os
import time

import pytest

from kennisstad.mail.boxes import mbox as mbox_module
from kennisstad.mail.boxes.box import MOST_BYTES, BoxUnusable
from kennisstad.mail.boxes.maildir import Maildir
from kennisstad.mail.boxes.mbox import Mbox

ALL = 10**9


class Cut(Exception):
    """The database went away."""


class Taker:
    """Remembers what it got; wants a person to look at what says so, and breaks where it says so."""

    def __init__(self) -> None:
        self.got: list[bytes] = []

    def __call__(self, raw: bytes) -> bool:
        if raw.strip() == b"cut" and raw not in self.got:
            self.got.append(raw)
            raise Cut
        self.got.append(raw)
        return b"look" in raw


@pytest.fixture
def maildir(tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


def drop(maildir, *messages: bytes) -> None:
    for number, message in enumerate(messages):
        (maildir / "new" / f"1764000000.{number}.host").write_bytes(message)


def names(folder) -> list[str]:
    return sorted(os.listdir(folder))


def test_a_maildir_puts_away_what_was_read_and_stars_what_a_person_should_look_at(maildir):
    drop(maildir, b"one", b"look at me", b"three")
    take = Taker()

    Maildir(maildir).empty(take, most=ALL)

    assert take.got == [b"one", b"look at me", b"three"]
    assert names(maildir / "new") == []
    assert names(maildir / "cur") == [
        "1764000000.0.host:2,S", "1764000000.1.host:2,FS", "1764000000.2.host:2,S",
    ]  # fmt: skip
    assert (maildir / "cur" / "1764000000.1.host:2,FS").read_bytes() == b"look at me"


def test_a_maildir_keeps_what_was_not_taken(maildir):
    drop(maildir, b"one", b"cut", b"three")
    take = Taker()

    with pytest.raises(Cut):
        Maildir(maildir).empty(take, most=ALL)

    assert names(maildir / "new") == ["1764000000.1.host", "1764000000.2.host"]
    Maildir(maildir).empty(take, most=ALL)
    assert take.got == [b"one", b"cut", b"cut", b"three"]


def test_a_maildir_hands_over_no_more_than_is_asked(maildir):
    drop(maildir, b"one", b"two", b"three")
    take = Taker()

    Maildir(maildir).empty(take, most=2)

    assert (take.got, names(maildir / "new")) == ([b"one", b"two"], ["1764000000.2.host"])


def test_what_is_no_file_is_not_waited_for_and_a_large_one_is_cut_off(maildir):
    os.mkfifo(maildir / "new" / "1.pipe")
    (maildir / "new" / "2.link").symlink_to("/dev/zero")
    (maildir / "new" / ".hidden").write_bytes(b"look")
    (maildir / "new" / "3.large").write_bytes(b"x" * (MOST_BYTES + 5))
    take = Taker()

    Maildir(maildir).empty(take, most=ALL)

    assert [len(raw) for raw in take.got] == [0, 0, MOST_BYTES]
    assert names(maildir / "new") == [".hidden"]


def test_a_message_that_another_put_away_first_is_no_failure(maildir):
    drop(maildir, b"one", b"two")

    def take(raw: bytes) -> bool:
        for file in (maildir / "new").iterdir():
            file.unlink()
        return False

    Maildir(maildir).empty(take, most=ALL)
    assert names(maildir / "cur") == []


def test_a_folder_that_is_no_maildir_is_told_in_a_sentence(tmp_path):
    with pytest.raises(BoxUnusable, match="is no Maildir: it has no folder new"):
        Maildir(tmp_path).empty(Taker(), most=ALL)


THREE = (
    b"From MAILER-DAEMON Mon Nov 23 09:00:00 2026\nSubject: one\n\nFirst\nFrom here on it goes on.\n\n"
    b"From els@example.org Mon Nov 23 09:01:00 2026\nSubject: look\n\nSecond\n\n"
    b"From MAILER-DAEMON Mon Nov 23 09:02:00 2026\nSubject: three\n\nThird\n\n"
)


@pytest.fixture
def mbox(tmp_path):
    (tmp_path / "bounces").write_bytes(THREE)
    return tmp_path / "bounces"


def test_an_mbox_is_emptied_and_what_a_person_should_look_at_is_set_aside(mbox):
    take = Taker()

    Mbox(mbox).empty(take, most=ALL)

    assert [raw.split(b"\n")[0] for raw in take.got] == [b"Subject: one", b"Subject: look", b"Subject: three"]
    assert b"From here on it goes on." in take.got[0]
    assert mbox.read_bytes() == b""
    aside = mbox.with_name("bounces.aside")
    assert aside.read_bytes() == (
        b"From els@example.org Mon Nov 23 09:01:00 2026\nSubject: look\n\nSecond\n\n"
    )
    assert (aside.stat().st_mode & 0o777, names(mbox.parent)) == (
        0o600,
        ["bounces", "bounces.aside", "bounces.reading"],
    )


def test_an_mbox_that_was_cut_off_is_handed_over_again_with_what_came_since(mbox):
    def cut(raw: bytes) -> bool:
        raise Cut

    with pytest.raises(Cut):
        Mbox(mbox).empty(cut, most=ALL)
    with mbox.open("ab") as server:
        server.write(b"From els@example.org Mon Nov 23 10:00:00 2026\nSubject: four\n\nFourth\n\n")
    take = Taker()
    Mbox(mbox).empty(take, most=ALL)

    assert [raw.split(b"\n")[0] for raw in take.got] == [
        b"Subject: one", b"Subject: look", b"Subject: three", b"Subject: four",
    ]  # fmt: skip
    Mbox(mbox).empty(take, most=ALL)
    assert len(take.got) == 4


def test_an_mbox_hands_over_no_more_than_is_asked_and_keeps_the_rest(mbox):
    take = Taker()

    Mbox(mbox).empty(take, most=2)
    assert len(take.got) == 2
    with mbox.open("ab") as server:
        server.write(b"From els@example.org Mon Nov 23 10:00:00 2026\nSubject: four\n\nFourth\n\n")
    Mbox(mbox).empty(take, most=1)
    Mbox(mbox).empty(take, most=1)
    Mbox(mbox).empty(take, most=1)

    assert [raw.split(b"\n")[0] for raw in take.got] == [
        b"Subject: one", b"Subject: look", b"Subject: three", b"Subject: four",
    ]  # fmt: skip
    reading = mbox.with_name("bounces.reading")
    assert (reading.read_bytes(), reading.stat().st_mode & 0o777) == (b"", 0o600)
    assert names(mbox.parent) == ["bounces", "bounces.aside", "bounces.reading"]


def test_what_is_left_of_an_mbox_after_a_cut_is_handed_over_later(mbox):
    with pytest.raises(Cut):
        Mbox(mbox).empty(_cut_at_second(got := []), most=2)

    Mbox(mbox).empty(take := Taker(), most=2)
    Mbox(mbox).empty(take, most=2)

    assert (len(got), len(take.got)) == (2, 3)


def _cut_at_second(got: list[bytes]):
    def take(raw: bytes) -> bool:
        got.append(raw)
        if len(got) == 2:
            raise Cut
        return False

    return take


def test_nothing_is_taken_while_the_mail_server_holds_the_lock(mbox, monkeypatch):
    monkeypatch.setattr(mbox_module, "PATIENCE_S", 0.2)
    lock = mbox.with_name("bounces.lock")
    lock.touch()

    with pytest.raises(BoxUnusable, match=r"bounces\.lock is held by another process"):
        Mbox(mbox).empty(Taker(), most=ALL)
    assert mbox.read_bytes() == THREE

    # Whoever made this one died long ago.
    os.utime(lock, (time.time() - 501,) * 2)
    Mbox(mbox).empty(take := Taker(), most=ALL)
    assert (len(take.got), lock.exists()) == (3, False)


def test_nothing_is_taken_while_the_file_itself_is_locked(mbox, monkeypatch):
    monkeypatch.setattr(mbox_module, "PATIENCE_S", 0.2)
    ready, done = os.pipe(), os.pipe()
    if not (child := os.fork()):
        with mbox.open("r+b") as held:
            fcntl.lockf(held, fcntl.LOCK_EX)
            os.write(ready[1], b"x")
            os.read(done[0], 1)
        os._exit(0)
    os.read(ready[0], 1)

    with pytest.raises(BoxUnusable, match="is held by another process"):
        Mbox(mbox).empty(Taker(), most=ALL)

    os.write(done[1], b"x")
    os.waitpid(child, 0)
    assert mbox.read_bytes() == THREE


def test_two_who_empty_the_same_mbox_do_not_meet(mbox):
    def meets_another(raw: bytes) -> bool:
        with pytest.raises(BoxUnusable, match="is being read by another process"):
            Mbox(mbox).empty(Taker(), most=ALL)
        return False

    Mbox(mbox).empty(meets_another, most=ALL)
    assert mbox.read_bytes() == b""


def test_a_file_that_is_no_mbox_stays_as_it_is(tmp_path):
    file = tmp_path / "passwords"
    file.write_bytes(b"root:x:0:0\n")

    with pytest.raises(BoxUnusable, match="is no mbox"):
        Mbox(file).empty(Taker(), most=ALL)

    assert file.read_bytes() == b"root:x:0:0\n"


def test_a_line_without_end_is_cut_off(tmp_path):
    file = tmp_path / "bounces"
    file.write_bytes(b"From a\n" + b"x" * 3_000_000 + b"\n\nFrom b\nSubject: two\n\n")
    take = Taker()

    Mbox(file).empty(take, most=ALL)

    assert [len(raw) for raw in take.got] == [MOST_BYTES - len(b"From a\n"), len(b"Subject: two\n\n")]


def test_an_mbox_that_nobody_wrote_to_yet_is_empty(tmp_path):
    box = Mbox(tmp_path / "bounces")
    box.check()

    box.empty(take := Taker(), most=ALL)

    assert take.got == []
