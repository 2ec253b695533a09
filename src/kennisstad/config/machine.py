# SPDX-License-Identifier: EUPL-1.2
"""Is this machine ready? The folder, the port and the libraries, each refused in one sentence."""

import errno
import fcntl
import os
import socket
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import IO

from kennisstad.config.refusals import Refusal, missing

COMPILED = ("granian", "tantivy", "Stemmer", "PIL.Image")
"""Libraries with machine code: the first to fail where a system library is missing."""


def check_folder(home: Path) -> None:
    """Make the folder for all state, for its owner alone, and try to write in it.

    Raises:
        Refusal: the folder cannot be made or written.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=home).close()
    except OSError as error:
        raise Refusal(
            f"kennisstad cannot write in {home} ({error.strerror}): "
            "make that folder writable, or set KENNISSTAD_HOME to another one."
        ) from error


def hold_folder(home: Path, *, patience_s: float = 2.0) -> IO[str]:
    """Take the folder for this process and its children; whoever keeps the file open keeps the folder.

    Raises:
        Refusal: another kennisstad runs on this folder.
    """
    file = (home / "run.lock").open("a+")
    until = time.monotonic() + patience_s
    # The children of one that was killed need a moment to notice it.
    while not _taken(file):
        if time.monotonic() > until:
            file.seek(0)
            raise Refusal(
                f"kennisstad already runs on {home} (process {file.read().strip() or 'unknown'}): "
                "stop that one first, or set KENNISSTAD_HOME to another folder."
            )
        time.sleep(0.1)
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def check_port(host: str, port: int) -> None:
    """See whether we may listen here.

    Raises:
        Refusal: the port is taken or reserved, or the address is not one of this machine.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            # Connections of a server that just stopped linger, and do not count as taken.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except socket.gaierror as error:
        raise Refusal(f"This machine knows no address {host!r}: try --host 127.0.0.1.") from error
    except OSError as error:
        raise Refusal(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return (
                f"Port {port} on {host} is taken: stop the program that uses it, "
                f"or choose another with --port {port + 1 if port < 65535 else 8000}."
            )
        case errno.EACCES:
            return (
                f"This machine lets only its administrator use port {port}: choose another with --port 8000."
            )
    return f"kennisstad cannot listen on {host}, port {port} ({error.strerror}): try --host 127.0.0.1."


def check_libraries() -> None:
    """Load what has machine code in it.

    Raises:
        Refusal: a library, or a system library it needs, is missing.
    """
    for name in COMPILED:
        try:
            import_module(name)
        except ImportError as error:
            raise Refusal(missing(error)) from error
