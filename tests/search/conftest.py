# SPDX-License-Identifier: EUPL-1.2
"""An index of the search box for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kennisstad.search import indexing, views


@pytest.fixture
def box(tmp_path: Path, settings: Any, db: None) -> Iterator[None]:
    """An empty index of this test's own, at the journal's present position."""
    settings.KENNISSTAD_HOME = tmp_path
    indexing.index.cache_clear()
    indexing.rebuild()
    yield
    indexing.index.cache_clear()


@pytest.fixture(autouse=True)
def nobody_searched() -> None:
    views.SEARCHES.forget()
    views.HINTS.forget()
