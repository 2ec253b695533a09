# SPDX-License-Identifier: EUPL-1.2
"""One setting names the box: `maildir:/path`, `mbox:/path` or `imaps://name:password@host/INBOX`."""

from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from kennisstad.mail.boxes.box import Box, BoxUnusable
from kennisstad.mail.boxes.imap import Imap, Safety
from kennisstad.mail.boxes.maildir import Maildir
from kennisstad.mail.boxes.mbox import Mbox

_PORTS = {Safety.TLS: 993, Safety.STARTTLS: 143, Safety.NONE: 143}


class NotABox(ValueError):
    """The setting names no mailbox. The sentence never repeats it: it may hold a password."""


def read(setting: str) -> Box | None:
    """Read the setting; nothing when it is empty.

    Raises:
        NotABox: another scheme, no whole path, or no host, name and password.
    """
    if not setting:
        return None
    scheme, _colon, rest = setting.partition(":")
    if scheme in ("maildir", "mbox") and rest.startswith("/"):
        return Maildir(Path(rest)) if scheme == "maildir" else Mbox(Path(rest))
    if scheme not in [*Safety]:
        raise _wrong()
    try:
        parts = urlsplit(setting)
        port = parts.port or _PORTS[Safety(scheme)]
    except ValueError as error:
        raise _wrong() from error
    return _imap(parts, Safety(scheme), port)


def _imap(parts: SplitResult, safety: Safety, port: int) -> Imap:
    name, password = unquote(parts.username or ""), unquote(parts.password or "")
    folder = unquote(parts.path.removeprefix("/")) or "INBOX"
    said = name + password + folder
    if not (parts.hostname and name and password) or not folder.isascii() or not said.isprintable():
        raise _wrong()
    return Imap(parts.hostname, port, name, password, folder, safety)


def at(path: Path) -> Box:
    """Tell what kind of box lies at a path.

    Raises:
        BoxUnusable: there is none.
    """
    if path.is_dir():
        return Maildir(path)
    if path.is_file():
        return Mbox(path)
    raise BoxUnusable(f"{path} is neither a folder (Maildir) nor a file (mbox)")


def _wrong() -> NotABox:
    return NotABox(
        "KENNISSTAD_BOUNCES should look like maildir:/var/mail/bounces, mbox:/var/mail/bounces or "
        "imaps://name:password@mail.example.org/INBOX"
    )
