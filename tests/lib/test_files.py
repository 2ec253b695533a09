# SPDX-License-Identifier: EUPL-1.2
import io
import os
from pathlib import Path

import pytest

from kennisstad.lib import files
from kennisstad.lib.files import UnusableFile, read_text, shown


def test_reads_utf8_with_or_without_a_mark(tmp_path):
    (tmp_path / "plain").write_text("é", encoding="utf-8")
    (tmp_path / "marked").write_text("é", encoding="utf-8-sig")

    assert [read_text(tmp_path / name) for name in ("plain", "marked")] == ["é", "é"]


def test_says_why_a_file_cannot_be_read(tmp_path, monkeypatch):
    (tmp_path / "latin").write_bytes("Één".encode("latin-1"))
    (tmp_path / "large").write_bytes(b"xx")

    said = {}
    for name in ("latin", "large", "absent", ".", "\0"):
        monkeypatch.setattr(files, "MOST_BYTES", 1 if name == "large" else 10_000)
        with pytest.raises(UnusableFile) as refused:
            read_text(tmp_path / name)
        said[name] = str(refused.value).replace(str(tmp_path), "FOLDER")

    assert said == {
        "latin": "FOLDER/latin is not UTF-8 text; save it as UTF-8 and try again.",
        "large": "FOLDER/large is larger than 0 MB.",
        "absent": "FOLDER/absent cannot be read: No such file or directory.",
        ".": "FOLDER is no ordinary file but a folder, a device or a pipe.",
        "\0": "FOLDER/\ufffd cannot be read: not a usable file name.",
    }


@pytest.mark.parametrize("kind", ["device", "pipe"])
def test_what_never_ends_is_not_read(tmp_path, kind):
    os.mkfifo(tmp_path / "pipe")
    endless = {"device": "/dev/zero", "pipe": tmp_path / "pipe"}[kind]

    with pytest.raises(UnusableFile) as refused:
        read_text(Path(endless))

    assert str(refused.value) == f"{endless} is no ordinary file but a folder, a device or a pipe."


def test_never_reads_more_than_one_byte_too_much(tmp_path, monkeypatch):
    """A file may grow while it is read, and some say that they hold nothing."""
    asked = []

    class Growing(io.BytesIO):
        def read(self, size=-1):
            asked.append(size)
            return b"x" * size

    (tmp_path / "growing").touch()
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    monkeypatch.setattr(Path, "open", lambda path, mode: Growing())

    with pytest.raises(UnusableFile, match=r"growing is larger than 0 MB\.$"):
        read_text(tmp_path / "growing")

    assert asked == [11]


def test_what_is_shown_is_short_and_harmless():
    assert shown("x" * 100_000) == "x" * 40 + "…"
    assert shown("\x1b[2J\u202e<b>\n") == "\ufffd[2J\ufffd<b>\ufffd"
    assert shown(12) == "12"
