# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tools import translations

HEAD = """# Words.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
ASK = 'msgid "ask"\nmsgstr "vragen"\n'
OLD = 'msgid "old \\"word\\""\nmsgstr "oud"\n'
MONTH = 'msgctxt "time"\nmsgid "May"\nmsgstr ""\n'
DAYS = '#, python-format\nmsgid "%(n)d day"\nmsgid_plural "%(n)d days"\nmsgstr[0] ""\nmsgstr[1] ""\n'


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "django.po"
    file.write_text("\n".join([HEAD, ASK, OLD]))
    monkeypatch.setattr(translations, "FILE", file)
    return file


def messages_of(tmp_path: Path, *blocks: str) -> dict[translations.Key, translations.Message]:
    file = tmp_path / "code.po"
    file.write_text("\n".join([HEAD, *blocks]))
    with file.open("rb") as opened:
        return translations.messages(read_po(opened))


def test_what_differs_is_told_in_both_directions(catalogue: Path, tmp_path: Path) -> None:
    in_code = messages_of(tmp_path, ASK, DAYS, MONTH)

    assert list(translations.differences(in_code, translations.messages(translations.read(catalogue)))) == [
        "The Dutch catalogue lacks 'May': run `make translations`, then write its Dutch.",
        "The Dutch catalogue lacks '%(n)d day': run `make translations`, then write its Dutch.",
        "The Dutch catalogue has 'old \"word\"', which no code says: run `make translations`.",
    ]


def test_updating_takes_new_words_in_and_unused_ones_out_in_order(catalogue: Path, tmp_path: Path) -> None:
    in_code = messages_of(tmp_path, ASK, DAYS, MONTH)

    translations.update(in_code, translations.messages(translations.read(catalogue)))

    assert catalogue.read_text() == "\n".join([HEAD, DAYS, ASK, MONTH])
    with catalogue.with_suffix(".mo").open("rb") as opened:
        assert [message.string for message in read_mo(opened) if message.id == "ask"] == ["vragen"]


def test_updating_twice_changes_nothing(catalogue: Path, tmp_path: Path) -> None:
    in_code = messages_of(tmp_path, ASK)
    translations.update(in_code, translations.messages(translations.read(catalogue)))
    first = catalogue.read_text()

    translations.update(in_code, translations.messages(translations.read(catalogue)))

    assert catalogue.read_text() == first == "\n".join([HEAD, ASK])
