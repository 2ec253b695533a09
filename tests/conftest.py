# SPDX-License-Identifier: EUPL-1.2
"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from kennisstad.citylab import indexing
from kennisstad.web import forms, paper

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]


WITH_A_DATABASE = {"db", "transactional_db", "django_db_setup", "database_address"}
"""Fixtures; whoever asks for none of them, and starts no process, cannot reach a database."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="leave out tests that reach no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what a second database cannot change, when asked to."""
    if config.getoption("--database-only"):
        left_out = [item for item in items if not _may_reach_a_database(item)]
        items[:] = [item for item in items if _may_reach_a_database(item)]
        config.hook.pytest_deselected(items=left_out)


def _may_reach_a_database(item: pytest.Item) -> bool:
    marked = any(item.get_closest_marker(name) for name in ("django_db", "process", "browser"))
    return marked or not WITH_A_DATABASE.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_configure() -> None:
    """Make every page anew: tests put records into the database without telling the journal."""
    settings.CACHES["pages"]["BACKEND"] = "django.core.cache.backends.dummy.DummyCache"


@pytest.fixture(autouse=True)
def language_is_left_behind() -> Iterator[None]:
    """A page that was asked for in English leaves that language to whatever test comes next."""
    yield
    translation.deactivate()


@pytest.fixture
def everybody_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every form as filled in by a person: tests press faster, and few are about a proof."""
    monkeypatch.setattr(forms, "accept", lambda *_given, **_named: True)
    monkeypatch.setattr(forms, "took_long_enough", lambda *_given, **_named: True)


@pytest.fixture
def own_index(tmp_path: Path, settings: Any) -> Iterator[None]:
    """An empty index of this test's own, at the journal's present position."""
    settings.KENNISSTAD_HOME = tmp_path
    indexing.rebuild()
    yield
    indexing.index.cache_clear()


def chromium() -> str:
    """Give the Chromium on this machine.

    In CI a missing browser is a failure; elsewhere its tests are skipped, with the reason.
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("CI needs Chromium for the browser tests.")
    return found or pytest.skip("There is no Chromium here; on Debian: apt install chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for all tests of this process: the driver allows no second one beside it."""
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # The driver runs a loop in this thread; Django would refuse the database for that reason alone.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pango() -> None:
    """Need a machine that can make a PDF: in CI it must; elsewhere the tests are skipped, with the reason."""
    if paper.can_make():
        return
    if os.environ.get("CI") == "true":
        pytest.fail("CI needs Pango for documents.")
    pytest.skip("There is no Pango here; on Debian: apt install libpango-1.0-0 libpangoft2-1.0-0")
