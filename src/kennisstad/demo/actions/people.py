# SPDX-License-Identifier: EUPL-1.2
"""Let the example's people in, and write down once how they sign in."""

import os
import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from kennisstad.accounts.actions import add_user, give_role
from kennisstad.accounts.models import Role, User
from kennisstad.citylab.codes import words
from kennisstad.demo.files import PersonEntry, people
from kennisstad.demo.models import ExampleRecord
from kennisstad.partners.models import Partner


def draw_password() -> str:
    """Make a password of four words and four digits: 53 bits that can be typed from paper."""
    picked = [secrets.choice(words()) for _ in range(4)]
    return "-".join([*picked, f"{secrets.randbelow(10_000):04}"])


def let_in(passwords: Mapping[str, str], *, at: datetime) -> dict[str, User]:
    """Add everyone with a role; give them by the names they sign in with."""
    users = {person.username: _add(person, passwords[person.username], at) for person in people()}
    ExampleRecord.objects.note(users.values())
    return users


def _add(person: PersonEntry, password: str, at: datetime) -> User:
    user = add_user(
        username=person.username,
        name=person.name,
        email=person.email,
        password=password,
        language="nl",
        by=None,
        at=at,
        # Everybody who tries the example may know these, and they are printed at every start.
        lapses=False,
    )
    partner_id = Partner.objects.get(key=person.partner).pk if person.partner else None
    give_role(user, role=Role(person.role), partner_id=partner_id, by=None, at=at)
    return user


def coordinators(users: Mapping[str, User]) -> dict[str, User]:
    """Give the coordinators by the keys of their institutions."""
    return {
        person.partner: users[person.username]
        for person in people()
        if person.partner and person.role == Role.COORDINATOR
    }


def write_down(file: Path, passwords: Mapping[str, str]) -> None:
    """Write a line per person, for the owner of this machine's account alone.

    Raises:
        OSError: the file cannot be written.
    """
    lines = [f"{p.username}\t{passwords[p.username]}\t{p.nl} / {p.en}\n" for p in people()]
    file.parent.mkdir(parents=True, exist_ok=True)
    own = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        opened = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as out:
            out.writelines(lines)
        # Whole or not at all: somebody may be reading.
        own.replace(file)
    finally:
        own.unlink(missing_ok=True)
