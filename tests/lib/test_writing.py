# SPDX-License-Identifier: EUPL-1.2
"""A file is there whole or not at all."""

import pytest

from kennisstad.lib.writing import whole_file


def test_a_file_is_put_in_place_at_the_end(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("before")

    with whole_file(path) as file:
        file.write("één\n")
        assert path.read_text() == "before"

    assert path.read_text(encoding="utf-8") == "één\n"
    assert list(tmp_path.iterdir()) == [path]


def test_after_a_fault_nothing_has_changed(tmp_path):
    path = tmp_path / "out.txt"

    def half() -> None:
        with whole_file(path) as file:
            file.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()

    assert list(tmp_path.iterdir()) == []
