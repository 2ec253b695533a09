# SPDX-License-Identifier: EUPL-1.2
import os
from contextlib import nullcontext
from pathlib import Path
from typing import Any

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


@pytest.mark.parametrize(("times", "gone"), [(2, True), (10**6, False)])
def test_folder_that_fills_while_it_is_emptied_is_emptied_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, times: int, gone: bool
) -> None:
    rmdir, left = os.rmdir, [times]

    def fill_first(*path: Any, **where: Any) -> None:
        if left[0]:
            left[0] -= 1
            (folder / ".tantivy-meta.lock").touch()
        rmdir(*path, **where)

    monkeypatch.setattr("os.rmdir", fill_first)
    monkeypatch.setattr("kennisstad.retrieval.erasing._WAIT_S", 0.3)

    with nullcontext() if gone else pytest.raises(OSError, match="not empty"):
        erase(folder)

    assert folder.exists() is not gone


def test_other_faults_are_told_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError("not yours")

    monkeypatch.setattr("shutil.rmtree", refuse)

    with pytest.raises(PermissionError, match="not yours"):
        erase(folder)
