# SPDX-License-Identifier: EUPL-1.2
"""Bringing uv with nothing but Python, from an index of this test's own."""

import hashlib
import io
import platform
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tools import fetch_uv

PROGRAM = "#!/bin/sh\necho uv 0.9.9\n"
FITS = ".".join(f"{system}_{platform.machine()}" for system in ("manylinux_2_17", "musllinux_1_1"))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Serve a folder as an index; give the folder of uv's own page."""
    page = tmp_path / "simple" / "uv"
    page.mkdir(parents=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("UV_DEFAULT_INDEX", f"http://127.0.0.1:{server.server_port}/simple")
    yield page
    server.shutdown()
    server.server_close()


def put(page: Path, *versions: str, tag: str = FITS, digest: str = "") -> None:
    links = []
    for version in versions:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as wheel:
            wheel.writestr(f"uv-{version}.data/scripts/uv", PROGRAM.replace("0.9.9", version))
        name = f"uv-{version}-py3-none-{tag}.whl"
        (page / name).write_bytes(content.getvalue())
        sha256 = digest or hashlib.sha256(content.getvalue()).hexdigest()
        links.append(f'<a href="../uv/{name}#sha256={sha256}">{name}</a>')
    (page / "index.html").write_text("\n".join(links))


@pytest.mark.skipif(platform.system() != "Linux", reason="the wheels of this test are for Linux")
def test_the_newest_uv_that_runs_here_is_fetched(index: Path, tmp_path: Path) -> None:
    put(index, "0.9.9", "0.10.2", "0.10.1")

    fetch_uv.fetch((0, 8), tmp_path / "bin")

    told = subprocess.run([tmp_path / "bin" / "uv"], capture_output=True, text=True, check=True)
    assert told.stdout == "uv 0.10.2\n"


@pytest.mark.parametrize(
    ("versions", "tag"), [(["0.7.9"], FITS), (["0.9.9"], "win_amd64"), (["0.9.9"], "manylinux_2_17_s390y")]
)
def test_an_index_without_a_fitting_uv_is_refused(
    index: Path, tmp_path: Path, versions: list[str], tag: str
) -> None:
    put(index, *versions, tag=tag)

    with pytest.raises(SystemExit, match="has no uv for this machine"):
        fetch_uv.fetch((0, 8), tmp_path / "bin")


def test_a_file_that_differs_from_its_digest_is_refused(index: Path, tmp_path: Path) -> None:
    put(index, "0.9.9", digest="0" * 64)

    with pytest.raises(SystemExit, match="is not what the index promised"):
        fetch_uv.fetch((0, 8), tmp_path / "bin")
    assert not (tmp_path / "bin").exists()
