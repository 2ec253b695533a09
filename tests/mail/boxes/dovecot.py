# SPDX-License-Identifier: EUPL-1.2
"""A real IMAP server for tests: Debian's Dovecot, in a folder of its own, for whoever runs the tests."""

import getpass
import imaplib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

NAME, PASSWORD = "bounces@city.example", 'pá"ss word'
PLAIN_NAME, PLAIN_PASSWORD = "plain", 's3 cret\\"'
"""In ASCII, which is signed in with otherwise."""
PATIENCE_S = 20.0
_SETTINGS = """\
base_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
auth_mechanisms = plain login
disable_plaintext_auth = no
default_login_user = {login}
default_internal_user = {internal}
default_internal_group = {group}
first_valid_uid = 1
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
mail_location = maildir:{home}/mail
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {home}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail
}}
"""


@dataclass(frozen=True)
class Dovecot:
    home: Path
    port: int
    tls_port: int

    @property
    def certificate(self) -> Path:
        return self.home / "cert.pem"

    @contextmanager
    def visited(self) -> Iterator[imaplib.IMAP4]:
        """Look into the inbox as a mail program does."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=PATIENCE_S) as visitor:
            visitor.authenticate("PLAIN", lambda _asked: f"\0{NAME}\0{PASSWORD}".encode())
            visitor.select("INBOX")
            yield visitor

    def drop(self, *messages: bytes) -> None:
        with self.visited() as visitor:
            for message in messages:
                # An empty message is none to this protocol.
                visitor.append("INBOX", "", "", message or b"\n")

    def flags(self) -> list[str]:
        """Give the flags of each message, in order of arrival."""
        with self.visited() as visitor:
            _standing, told = visitor.fetch("1:*", "(FLAGS)")
        return [
            " ".join(sorted(str(flag, "ascii") for flag in imaplib.ParseFlags(line) if flag != b"\\Recent"))
            for line in told
            if isinstance(line, bytes)
        ]


@contextmanager
def running() -> Iterator[Dovecot]:
    """Start a server; in CI a missing one is a failure, elsewhere its tests are skipped with the reason."""
    program = shutil.which("dovecot") or shutil.which("/usr/sbin/dovecot")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Dovecot for the tests of IMAP.")
        pytest.skip("There is no Dovecot here; on Debian: apt install dovecot-imapd")
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    made = Dovecot(home, _free_port(), _free_port())
    _lay_out(made)
    with (home / "said").open("wb") as said:
        process = subprocess.Popen(
            [program, "-F", "-c", str(home / "settings")], stdout=said, stderr=said, start_new_session=True
        )
    try:
        _wait(made, process)
        yield made
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
        shutil.rmtree(home)


def _lay_out(made: Dovecot) -> None:
    home, is_root = made.home, os.getuid() == 0
    home.chmod(0o711)
    (home / "mail").mkdir()
    uid, gid = (65534, 65534) if is_root else (os.getuid(), os.getgid())
    if is_root:
        os.chown(home / "mail", uid, gid)
    me = getpass.getuser()
    words = _SETTINGS.format(
        home=home,
        port=made.port,
        tls_port=made.tls_port,
        uid=uid,
        gid=gid,
        login="dovenull" if is_root else me,
        internal="dovecot" if is_root else me,
        group="dovecot" if is_root else me,
    )
    (home / "settings").write_text(words)
    users = f"{NAME}:{PASSWORD}\n{PLAIN_NAME}:{PLAIN_PASSWORD}\n"
    (home / "users").write_text(users, encoding="utf-8")
    (home / "users").chmod(0o644)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", home / "key.pem", "-out", home / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


def _wait(made: Dovecot, process: "subprocess.Popen[bytes]") -> None:
    ends_at = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends_at and process.poll() is None:
        with suppress(OSError, imaplib.IMAP4.error), made.visited():
            return
        time.sleep(0.1)
    files = [made.home / name for name in ("said", "log")]
    pytest.fail("\n".join(file.read_text(errors="replace") for file in files if file.exists()))


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
