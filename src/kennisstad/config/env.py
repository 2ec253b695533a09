# SPDX-License-Identifier: EUPL-1.2
"""What one installation says about itself: a few variables and one folder for all state."""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url

from kennisstad.config.refusals import Refusal


def _number(variable: str) -> int:
    text = os.environ.get(variable, "0")
    if not text.isdecimal():
        raise Refusal(f"{variable} is {text!r}, but must be a number such as 0 or 1.")
    return int(text)


def _folder(variable: str, usual: str) -> Path:
    folder = Path(os.environ.get(variable, usual)).resolve()
    # os.path, because Path may fail where a folder above may not be looked into; that is told elsewhere.
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise Refusal(f"{variable} is {folder}, which is a file and not a folder: name a folder.")
    return folder


def _licence(variable: str) -> tuple[str, str] | None:
    name = os.environ.get(variable, "")
    if name and name not in LICENCES:
        raise Refusal(f"{variable} is {name!r}, but must be {' or '.join(LICENCES)}, or empty for none.")
    return LICENCES.get(name)


LICENCES = {
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
}
"""By SPDX identifier: what people call a licence for data, and where it can be read."""
HOME = _folder("KENNISSTAD_HOME", "var")
"""All state of this installation: database, index, uploads, secret key."""

KEY_FILE, DATABASE_FILE = "secret-key", "kennisstad.sqlite3"
DATABASE_URL = os.environ.get("DATABASE_URL", "")
SMTP_URL = os.environ.get("KENNISSTAD_SMTP", "")
"""For example smtp+tls://name:password@mail.example.org:587?from=questions@example.org.

Empty means that no mail leaves the machine.
"""
DKIM = os.environ.get("KENNISSTAD_DKIM", "")
"""For example mail2027:/etc/kennisstad/mail2027.pem, made by `kennisstad mail dkim-key`.

Empty means that letters are not signed here: then the mail server should do it.
"""
BOUNCES = os.environ.get("KENNISSTAD_BOUNCES", "")
"""The mailbox with letters that came back, such as imaps://name:password@mail.example.org/INBOX.

Empty means that no mailbox is read: then a mail server hands them over, or nobody reads them.
"""
HOSTS = os.environ.get("KENNISSTAD_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
TRUSTED_PROXIES = _number("KENNISSTAD_TRUSTED_PROXIES")
"""How many proxies of our own stand before us; 0 means that forwarded headers are not believed."""
OLD_SECRET_KEYS = os.environ.get("KENNISSTAD_OLD_SECRET_KEYS", "").split()
"""Keys that were replaced, newest first: follow codes made under them keep working."""
ADDRESS = os.environ.get("KENNISSTAD_ADDRESS", "http://127.0.0.1:8000")
"""The site's own address, as it stands in mails; https here also makes cookies secure."""
SEMANTIC_MODEL = os.environ.get("KENNISSTAD_SEMANTIC_MODEL", "")
"""The folder of a model that finds by meaning; empty means that words alone are compared."""
DATA_LICENCE = _licence("KENNISSTAD_DATA_LICENCE")
"""Under which others may use the tables of projects and results; nothing when no licence is given."""
DEBUG = os.environ.get("KENNISSTAD_DEBUG", "") == "1"


KEY_FOR_NOW = ""
"""Stands in for a secret that was never made, in a process that keeps nothing and so makes none."""


def secret_key() -> str:
    """Give the installation's secret, made once and readable by its owner alone.

    Raises:
        OSError: the folder cannot be read or written.
    """
    if key := os.environ.get("KENNISSTAD_SECRET_KEY"):
        return key
    file = HOME / KEY_FILE
    # os.path, because Path may fail where it may not look.
    if KEY_FOR_NOW and not os.path.exists(file):
        return KEY_FOR_NOW
    if not file.exists():
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Two processes may start at once: the first to link its file wins, both read the same key.
        own = HOME / f".secret-key-{os.getpid()}"
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(64))
        try:
            os.link(own, file)
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return file.read_text()


def is_begun() -> bool:
    """Say whether an installation was begun here, or all that makes one comes from variables."""
    if os.path.isdir(HOME) and not os.access(HOME, os.R_OK | os.X_OK):
        # Nobody can tell; whoever tries to use it hears what is wrong.
        return True
    if DATABASE_URL and os.environ.get("KENNISSTAD_SECRET_KEY"):
        return True
    return any(os.path.exists(HOME / name) for name in (KEY_FILE, DATABASE_FILE, "index"))


def database() -> dict[str, Any]:
    """Give Django's settings for SQLite in our folder, or for what DATABASE_URL names.

    Raises:
        Refusal: DATABASE_URL names no database that we can use.
    """
    if not DATABASE_URL:
        return _sqlite(HOME / DATABASE_FILE)
    try:
        parsed = dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)
    except ValueError:
        parsed = {}
    match parsed.get("ENGINE"), parsed.get("NAME"):
        case "django.db.backends.postgresql", str(name) if name:
            # A server that does not answer must not keep us waiting for minutes.
            return {**parsed, "OPTIONS": {"connect_timeout": 10} | parsed.get("OPTIONS", {})}
        case "django.db.backends.sqlite3", str(name) if name not in ("", ":memory:"):
            return _sqlite(Path(name))
    # The address itself may hold a password, so the sentence does not repeat it.
    raise Refusal(
        "DATABASE_URL is not the address of a database that kennisstad can use: "
        "write postgres://name:password@host:5432/database, or leave it empty for SQLite."
    )


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            # Writers queue up instead of failing halfway through a transaction.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
        # Tests of races need a file too: several threads cannot share a database in memory.
        "TEST": {"NAME": str(HOME / "test.sqlite3")},
    }
