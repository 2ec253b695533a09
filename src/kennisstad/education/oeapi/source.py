# SPDX-License-Identifier: EUPL-1.2
"""From what someone types to a source: a saved file, a folder, or the address of a live endpoint."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from kennisstad.education.oeapi import bundle
from kennisstad.education.oeapi.live import open_live
from kennisstad.education.oeapi.pages import Source
from kennisstad.education.oeapi.versions import Version
from kennisstad.lib.calling import Caller
from kennisstad.lib.sources import Unreadable

LOOK_BACK = timedelta(days=366)
"""Without being asked a live source names offerings of the future only; those under way count too."""
LONGEST_TOKEN = 8_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What someone asked for: where, which version, with which token, and how far that is trusted."""

    place: str
    version: Version | None = None
    token: str = ""
    allow_local: bool = False

    @property
    def is_address(self) -> bool:
        return "://" in self.place


def open_source(wish: Wish, *, today: date) -> Source:
    """Open a file, a folder or an address.

    Raises:
        Unreadable: it cannot be read, or may not be called.
        BrokenOff: the endpoint does not answer.
    """
    if not wish.is_address:
        return bundle.from_path(Path(wish.place), wish.version)
    caller = Caller(wish.place, token=wish.token, allow_local=wish.allow_local)
    if urlsplit(wish.place).path.endswith(".json"):
        return _saved_elsewhere(caller, wish)
    return open_live(caller, version=wish.version, since=today - LOOK_BACK)


def token_in(file: Path) -> str:
    """Read a bearer token from the first line of a file.

    Raises:
        Unreadable: the file cannot be read, or holds no token.
    """
    try:
        token = file.read_text("ascii").strip()
    except (OSError, UnicodeError) as error:
        raise Unreadable(f"The token file {file} cannot be read.") from error
    if not token or len(token) > LONGEST_TOKEN or not token.isprintable() or " " in token:
        raise Unreadable(f"The token file {file} must hold one token and nothing else.")
    return token


def _saved_elsewhere(caller: Caller, wish: Wish) -> bundle.Saved:
    answer = caller.get("", {})
    if answer.status != 200:
        raise Unreadable(f"{caller.url} {answer.problem}.")
    digest = hashlib.sha256(answer.body).hexdigest()
    found = bundle.parsed(answer.body, name=caller.url)
    return bundle.from_bundles([found], name=caller.url, fingerprint=digest, version=wish.version)
