# SPDX-License-Identifier: EUPL-1.2
"""Preparing a site: what cannot be done is one sentence, and nothing is asked for twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import OperationalError
from pytest_django import Settings

from kennisstad.config import database, env, preparation
from kennisstad.config.refusals import Refusal

Called = list[str]


@pytest.fixture
def called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Called:
    """A site whose database is up to date and whose commands only leave their names."""
    names: Called = []
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(env, "HOME", tmp_path)
    monkeypatch.setattr(preparation, "call_command", lambda name, **_: names.append(name))
    monkeypatch.setattr(preparation, "_static_files", lambda: None)
    monkeypatch.setattr(preparation.statistics, "gather", lambda: names.append("sizes"))
    for check in ("check_reachable", "check_version"):
        monkeypatch.setattr(database, check, lambda: None)
    monkeypatch.setattr(database, "update", lambda: names.append("update"))
    monkeypatch.setattr(database, "place", lambda: "city")
    monkeypatch.setattr(database, "known", lambda: {("worker", "0001_heartbeat")})
    monkeypatch.setattr(database, "applied", lambda: {("worker", "0001_heartbeat")})
    return names


LOOKS = ["pages_lay_out", "index_rebuild", "search_rebuild", "sizes"]
"""The steps that each start takes: the first three do nothing when there is nothing to do."""


def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "applied", set)


def test_what_is_up_to_date_is_left_alone(called: Called) -> None:
    preparation.prepare(example=True)

    assert called == LOOKS


def test_a_new_site_gets_its_tables_and_the_example(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh(monkeypatch)

    preparation.prepare(example=True)

    assert called == ["update", "demo_load", *LOOKS]


def test_an_older_site_gets_new_tables_and_no_example(
    called: Called, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "applied", lambda: {("accounts", "0001_who_signs_in")})

    preparation.prepare(example=True)

    assert called == ["update", *LOOKS]


def test_an_example_that_was_cut_off_is_loaded_the_next_time(
    called: Called, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(name: str, **_: object) -> None:
        raise CommandError("The example does not fit.")

    fresh(monkeypatch)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(preparation, "call_command", fail)
        with pytest.raises(Refusal, match=r"^The example does not fit\.$"):
            preparation.prepare(example=True)
    monkeypatch.setattr(database, "applied", database.known)
    called.clear()

    preparation.prepare(example=True)

    assert called == ["demo_load", *LOOKS]
    assert not (tmp_path / "example-due").exists()


def test_without_the_example_an_earlier_try_is_forgotten(called: Called, tmp_path: Path) -> None:
    (tmp_path / "example-due").touch()

    preparation.prepare(example=False)
    preparation.prepare(example=True)

    assert called == LOOKS * 2


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            OperationalError("database or disk is full\nmore"),
            "The database city refuses (database or disk is full): `kennisstad doctor` says more.",
        ),
        (
            OSError(28, "No space left on device"),
            "kennisstad cannot write what it needs ([Errno 28] No space left on device): "
            "make room or correct rights.",
        ),
    ],
)
def test_what_goes_wrong_on_the_way_is_one_sentence(
    called: Called, monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(preparation, "_static_files", fail)

    with pytest.raises(Refusal) as refusal:
        preparation.prepare(example=True)
    assert str(refusal.value) == sentence


def test_a_mail_server_that_cannot_be_read_is_refused_before_anything_else(
    called: Called, settings: Settings
) -> None:
    settings.SMTP_URL = "post.example.org"

    with pytest.raises(Refusal, match=r"^KENNISSTAD_SMTP should look like "):
        preparation.prepare(example=True)
    assert called == []


def test_a_mailbox_that_cannot_be_read_is_refused_before_anything_else(
    called: Called, settings: Settings
) -> None:
    settings.BOUNCES = "pop3://name:secret@post.example.org"

    with pytest.raises(Refusal, match=r"^KENNISSTAD_BOUNCES should look like "):
        preparation.prepare(example=True)
    assert called == []


@pytest.fixture
def gathered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Callable[[], int]:
    """Call the step for static files; gives how often they were gathered so far."""
    times: list[str] = []

    def gather(name: str, **_: object) -> None:
        times.append(name)
        (tmp_path / "static").mkdir(exist_ok=True)
        (tmp_path / "static" / "staticfiles.json").touch()

    def step() -> int:
        preparation._static_files()
        return len(times)

    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(env, "HOME", tmp_path)
    monkeypatch.setattr(preparation, "call_command", gather)
    return step


def test_static_files_are_gathered_again_only_when_they_change(
    gathered: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (gathered(), gathered()) == (1, 1)

    monkeypatch.setattr(preparation, "static_digest", lambda: "changed")
    assert (gathered(), gathered()) == (2, 2)


def test_static_files_are_gathered_again_when_they_are_gone(
    gathered: Callable[[], int], tmp_path: Path
) -> None:
    gathered()
    (tmp_path / "static" / "staticfiles.json").unlink()

    assert gathered() == 2


def test_the_mark_of_the_static_files_follows_each_of_them(settings: Settings, tmp_path: Path) -> None:
    settings.STATICFILES_DIRS = [tmp_path]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    from django.contrib.staticfiles.finders import get_finder

    def mark() -> str:
        get_finder.cache_clear()
        return preparation.static_digest()

    marks = [mark()]
    (tmp_path / "site.css").write_text("a {}")
    marks.append(mark())
    (tmp_path / "site.css").write_text("a { }")
    marks.append(mark())
    (tmp_path / "site.css").rename(tmp_path / "other.css")
    marks.append(mark())

    get_finder.cache_clear()
    assert len(set(marks)) == 4
