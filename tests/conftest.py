# SPDX-License-Identifier: EUPL-1.2
"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kennisstad.citylab import indexing


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
