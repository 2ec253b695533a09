# SPDX-License-Identifier: EUPL-1.2
"""One file that holds a whole installation: database, uploads and secret key. Who has it, has everything."""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import connection, connections

from kennisstad.config import database, env
from kennisstad.config.refusals import Refusal

LABEL = "kennisstad.json"
DATABASE = "database"
KEY = env.KEY_FILE
MEDIA = "media"


def pack(file: Path, *, at: datetime) -> None:
    """Write everything into a new file that its owner alone can read; the site may go on running.

    Raises:
        Refusal: the file is there already or cannot be written, or the database cannot be copied.
    """
    database.check_reachable()
    with _new(file) as tar, TemporaryDirectory(dir=env.HOME) as folder:
        label = {"version": version("kennisstad"), "database": connection.vendor, "made_at": at.isoformat()}
        _add(tar, LABEL, json.dumps(label).encode())
        # The database before the uploads: what a row names is then never missing.
        copy = Path(folder) / DATABASE
        _copy_database(copy)
        tar.add(copy, DATABASE)
        if (env.HOME / KEY).exists():
            tar.add(env.HOME / KEY, KEY)
        if Path(settings.MEDIA_ROOT).is_dir():
            tar.add(settings.MEDIA_ROOT, MEDIA)


@contextmanager
def _new(file: Path) -> Iterator[tarfile.TarFile]:
    """Open a tar that gets its name only when it is complete."""
    if file.exists():
        raise Refusal(f"{file} is there already: name another file.")
    partial = file.with_name(f".{file.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as opened, tarfile.open(fileobj=opened, mode="w|gz") as tar:
            yield tar
        partial.rename(file)
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        partial.unlink(missing_ok=True)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def _copy_database(copy: Path) -> None:
    if connection.vendor != "sqlite":
        _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={copy}")
        return
    with closing(sqlite3.connect(database.place())) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def unpack(file: Path, *, replace: bool) -> str:
    """Put everything back; give when it was packed. No site may run on the folder meanwhile.

    Raises:
        Refusal: this is no such file, it is of another kind of database, or there is a site already.
    """
    # Before anything else: nobody should be told to lose a site for a file that is not there.
    _check_there(file)
    database.check_reachable()
    if database.applied() and not replace:
        raise Refusal(f"{database.place()} is not empty: add --replace to lose what it holds.")
    # Beside their places, so that putting them there is one step each.
    with TemporaryDirectory(dir=env.HOME) as folder:
        _extract(file, Path(folder))
        label = json.loads((Path(folder) / LABEL).read_text())
        if label["database"] != connection.vendor:
            raise Refusal(
                f"{file} holds a {label['database']} database, and this site has {connection.vendor}."
            )
        connections.close_all()
        _put_back(Path(folder))
    return str(label["made_at"])


def _check_there(file: Path) -> None:
    try:
        file.open("rb").close()
    except FileNotFoundError as error:
        raise Refusal(f"{file} is missing: name a file that `kennisstad backup` wrote.") from error
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.") from error


def _extract(file: Path, folder: Path) -> None:
    try:
        with tarfile.open(file) as tar:
            if not all(map(_stays_inside, tar.getmembers())):
                raise tarfile.TarError
            # Python 3.11.0 to 3.11.3 do not know the filter, which looks for the same once more.
            known: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            tar.extractall(folder, **known)  # noqa: S202
            tar.getmember(LABEL)
    except (OSError, tarfile.TarError, EOFError, KeyError) as error:
        raise Refusal(f"{file} is no file that `kennisstad backup` wrote, or it is damaged.") from error


def _stays_inside(member: tarfile.TarInfo) -> bool:
    path = PurePosixPath(member.name)
    return (member.isfile() or member.isdir()) and not path.is_absolute() and ".." not in path.parts


def _put_back(folder: Path) -> None:
    if connection.vendor == "sqlite":
        for leftover in ("-wal", "-shm"):
            Path(database.place() + leftover).unlink(missing_ok=True)
        (folder / DATABASE).replace(database.place())
    else:
        _postgres("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
                  f"--dbname={connection.settings_dict['NAME']}", str(folder / DATABASE))  # fmt: skip
    if (folder / KEY).exists():
        (folder / KEY).chmod(0o600)
        (folder / KEY).replace(env.HOME / KEY)
    if (folder / MEDIA).is_dir():
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        (folder / MEDIA).replace(settings.MEDIA_ROOT)
    # The index is about another state of the database; the next start makes it anew.
    shutil.rmtree(env.HOME / "index", ignore_errors=True)


def _postgres(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs; the password goes where other users cannot see it."""
    named = connection.settings_dict
    environment = {
        f"PG{name}": str(named[name]) for name in ("HOST", "PORT", "USER", "PASSWORD") if named[name]
    }
    try:
        subprocess.run(  # noqa: S603 (a program of PostgreSQL with arguments of ours)
            [program, *arguments],
            env=os.environ | environment | {"PGDATABASE": str(named["NAME"])},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise Refusal(f"{program} is missing: install PostgreSQL's client programs.") from error
    except subprocess.CalledProcessError as error:
        raise Refusal(f"{program} failed: {error.stderr.strip().splitlines()[-1]}") from error
