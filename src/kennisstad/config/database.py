# SPDX-License-Identifier: EUPL-1.2
"""Is the database there, of our version, and up to date?"""

import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from kennisstad.config.refusals import Refusal

UPDATE_LOCK = 5462332
"""Any number will do, as long as every machine on one database uses the same."""

Change = tuple[str, str]
"""The label of an app and the name of its migration."""


def place() -> str:
    """Name the database without its password."""
    named = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(named["NAME"])
    return f"{named['NAME']} on {named['HOST'] or 'this machine'}"


def check_reachable() -> None:
    """Connect.

    Raises:
        Refusal: the database does not answer, or the file is not a database.
    """
    try:
        connection.ensure_connection()
    except ImproperlyConfigured as error:
        raise Refusal(str(error).splitlines()[0]) from error
    except DatabaseError as error:
        raise Refusal(
            f"The database {place()} does not answer ({reason(error)}): start it or correct DATABASE_URL."
        ) from error


def reason(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")


def known() -> set[Change]:
    """Give every change of the database that this version knows, by file name: reading them all is slow."""
    return {(label, name) for label, folder in _folders() for _, name, _ in pkgutil.iter_modules([folder])}


def _folders() -> Iterator[Change]:
    for app in apps.get_app_configs():
        module, _ = MigrationLoader.migrations_module(app.label)
        if module and Path(app.path, "migrations").is_dir():
            yield app.label, str(Path(import_module(module).__path__[0]))


def applied() -> set[Change]:
    """Give every change that was made to the database; none when it is new."""
    return set(MigrationRecorder(connection).applied_migrations())


def newer() -> list[str]:
    """Give the changes that a newer version of kennisstad made and this one does not know."""
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("kennisstad.")}
    return sorted(f"{app}.{name}" for app, name in applied() - known() if app in ours)


def check_version() -> None:
    """See that the database is not ahead of the code.

    Raises:
        Refusal: a newer kennisstad worked on this database.
    """
    if ahead := newer():
        raise Refusal(
            f"The database {place()} was used by a newer version of kennisstad (it holds {ahead[-1]}): "
            "install that version again, or restore a backup from before."
        )


def update() -> None:
    """Bring the database up to date, one machine at a time."""
    with _alone():
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the other machines on this database back; SQLite has one machine and our folder's lock."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [UPDATE_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [UPDATE_LOCK])
