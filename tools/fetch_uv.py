# SPDX-License-Identifier: EUPL-1.2
"""Fetch uv from the package index with nothing but Python: for machines without pip and venv.

Usage: python3 fetch_uv.py OLDEST FOLDER. The index is that of UV_DEFAULT_INDEX or PIP_INDEX_URL, else PyPI.
"""

import hashlib
import io
import os
import platform
import re
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

LINK = re.compile(r'href="([^"#]*/uv-(\d+(?:\.\d+)+)-py3-none-([^"#/]+)\.whl)#sha256=([0-9a-f]{64})"')
WHEELS = {
    ("Linux", True): "manylinux_2_17_{machine}",
    ("Linux", False): "musllinux_1_1_{machine}",
    ("Darwin", False): "macosx_",
}


def index() -> str:
    named = os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("PIP_INDEX_URL")
    return (named or "https://pypi.org/simple").rstrip("/") + "/uv/"


def fits(tag: str) -> bool:
    """Say whether a wheel with this platform tag runs here."""
    system, machine, glibc = platform.system(), platform.machine(), platform.libc_ver()[0] == "glibc"
    wanted = WHEELS.get((system, glibc), "nothing")
    return wanted.format(machine=machine) in tag and machine in tag


def wheels(page: str) -> Iterator[tuple[tuple[int, ...], str, str]]:
    """Give version, address and digest of each wheel on the index page that runs here."""
    for link, version, tag, digest in LINK.findall(page):
        if fits(tag):
            yield tuple(map(int, version.split("."))), link, digest


def read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=120) as answer:
        content: bytes = answer.read()
    return content


def fetch(oldest: tuple[int, ...], folder: Path) -> None:
    """Put the newest uv that runs here into the folder.

    Raises:
        SystemExit: the index holds no fitting wheel, or the file differs from its digest.
    """
    version, link, digest = max(wheels(read(index()).decode()), default=((), "", ""))
    if version < oldest:
        raise SystemExit(f"{index()} has no uv for this machine")
    wheel = read(urljoin(index(), link))
    if hashlib.sha256(wheel).hexdigest() != digest:
        raise SystemExit(f"{link} is not what the index promised")
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(wheel)) as files:
        program = next(name for name in files.namelist() if name.endswith("/scripts/uv"))
        (folder / "uv").write_bytes(files.read(program))
    (folder / "uv").chmod(0o755)


if __name__ == "__main__":
    try:
        fetch(tuple(map(int, sys.argv[1].split("."))), Path(sys.argv[2]))
    except OSError as error:
        raise SystemExit(f"{index()} does not answer: {error}") from None
