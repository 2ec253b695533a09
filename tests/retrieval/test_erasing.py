# SPDX-License-Identifier: EUPL-1.2
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kennisstad.retrieval.erasing import erase


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "meta.json").write_text("{}")
    return tmp_path / "index"


def test_folders_files_and_what_is_not_there_are_gone_afterwards(folder: Path) -> None:
    for path in (folder / "meta.json", folder, folder):
        erase(path)
        assert not path.exists()


def test_folder_that_fills_while_it_is_emptied_is_gone_in_the_end(folder: Path) -> None:
    def fill() -> None:
        until = time.monotonic() + 0.3
        while time.monotonic() < until:
            with suppress(OSError):
                (folder / ".tantivy-meta.lock").touch()

    filling = [threading.Thread(target=fill) for _ in range(4)]
    for thread in filling:
        thread.start()
    erase(folder)
    for thread in filling:
        thread.join()

    assert not folder.exists()


def test_other_faults_are_told_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError("not yours")

    monkeypatch.setattr("shutil.rmtree", refuse)

    with pytest.raises(PermissionError, match="not yours"):
        erase(folder)
