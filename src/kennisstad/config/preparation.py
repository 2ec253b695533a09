# SPDX-License-Identifier: EUPL-1.2
"""What a site needs before it can answer: tables, static files, the example, an index.

Quick when all of it is there already.
"""

import hashlib
import inspect
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils.module_loading import import_string

from kennisstad.config import database, env
from kennisstad.config.greeting import say
from kennisstad.config.refusals import Refusal
from kennisstad.mail import server as mail_server
from kennisstad.mail import signature
from kennisstad.mail.boxes import naming
from kennisstad.worker import statistics


def prepare(*, example: bool) -> None:
    """Bring everything up to date.

    Raises:
        Refusal: a setting is wrong, the database is not as it should be, or something cannot be written.
    """
    _check_mail()
    database.check_reachable()
    try:
        database.check_version()
        _tables(example=example)
        _static_files()
        _example(wanted=example)
        _pages()
        _index()
        statistics.gather()
    except DatabaseError as error:
        why = f"The database {database.place()} refuses ({database.reason(error)})"
        raise Refusal(f"{why}: `kennisstad doctor` says more.") from error
    except OSError as error:
        raise Refusal(
            f"kennisstad cannot write what it needs ({error}): make room or correct rights."
        ) from error


def _check_mail() -> None:
    try:
        mail_server.read(settings.SMTP_URL)
        signature.read(settings.DKIM)
        naming.read(settings.BOUNCES)
    except ValueError as error:
        raise Refusal(f"{error}.") from error


def _example_due() -> Path:
    """Give the mark that the example still has to be loaded, so that a first start may be cut off."""
    return env.HOME / "example-due"


def _tables(*, example: bool) -> None:
    made = database.applied()
    if database.known() <= made:
        return
    if not made and example:
        _example_due().touch()
    say("Updating the database." if made else "Setting up the database.")
    database.update()


def _static_files() -> None:
    """Gather the static files again when one of them, or the code that gathers them, changed."""
    stamp, now = env.HOME / "static-digest", static_digest()
    gathered = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    if gathered and stamp.exists() and stamp.read_text() == now:
        return
    say("Gathering the static files.")
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(now)


def static_digest() -> str:
    """Give a mark that changes with every change to a static file or to how they are gathered."""
    storage_class = import_string(settings.STORAGES["staticfiles"]["BACKEND"])
    seen = hashlib.sha256(Path(inspect.getfile(storage_class)).read_bytes())
    seen.update(f"{version('kennisstad')} {version('whitenoise')}".encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            seen.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _example(*, wanted: bool) -> None:
    if wanted and _example_due().exists():
        say("Loading the example city.")
        _manage("demo_load")
    _example_due().unlink(missing_ok=True)


def _pages() -> None:
    """Give a site without the example its first pages too."""
    _manage("pages_lay_out", if_needed=True)


def _index() -> None:
    """Build the search index when it is missing or cannot be used."""
    _manage("index_rebuild", if_needed=True)
    _manage("search_rebuild", if_needed=True)


def _manage(command: str, **options: object) -> None:
    try:
        call_command(command, **options)
    except CommandError as error:
        raise Refusal(str(error)) from error
