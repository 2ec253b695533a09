# SPDX-License-Identifier: EUPL-1.2
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
        ".": "FOLDER cannot be read: Is a directory.",
        "\0": "FOLDER/\ufffd cannot be read: not a usable file name.",
    }


def test_what_is_shown_is_short_and_harmless():
    assert shown("x" * 100_000) == "x" * 40 + "…"
    assert shown("\x1b[2J\u202e<b>\n") == "\ufffd[2J\ufffd<b>\ufffd"
    assert shown(12) == "12"
