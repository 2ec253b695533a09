# SPDX-License-Identifier: EUPL-1.2
"""Run nginx as the documentation has it, on a port of this machine and without TLS: to test, to measure."""

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "run-in-production.md"
AROUND = """daemon off;
{master}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
access_log off;
client_body_temp_path {folder}/body;
proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi;
scgi_temp_path {folder}/scgi;
types {{ text/html html; }}
{written}
{more}
}}
"""


class Running(NamedTuple):
    pid: int
    port: int


def documented() -> str:
    """Give the configuration that the page tells people to write."""
    found = re.search(r"```nginx\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"{PAGE.name} shows no configuration of nginx"
    return found[1]


@contextmanager
def in_front_of(port: int, folder: Path, *, more: str = "", workers: int = 0) -> Iterator[Running]:
    """Run it before a site on a port of this machine.

    Args:
        more: other servers, as they stand in a configuration.
        workers: how many processes; 0 for one alone, which needs no user of its own.
    """
    own = free_port()
    written = documented().partition("server {\n    listen 80;")[0]
    written = re.sub(r" *(listen \[::\]|http2|ssl_).*\n", "", written)
    written = written.replace("listen 443 ssl;", f"listen 127.0.0.1:{own};")
    written = written.replace("127.0.0.1:8000", f"127.0.0.1:{port}")
    written = written.replace("/var/cache/nginx", str(folder)).replace("/var/log/nginx", str(folder))
    master = f"user root; worker_processes {workers};" if workers else "master_process off;"
    settings = folder / "nginx.conf"
    settings.write_text(AROUND.format(folder=folder, written=written, more=more, master=master))
    process = subprocess.Popen(["nginx", "-c", str(settings), "-p", str(folder)], stderr=subprocess.DEVNULL)
    try:
        _wait_for(own, process, folder)
        yield Running(process.pid, own)
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nginx did not start: {(folder / 'error.log').read_text()}")
