# SPDX-License-Identifier: EUPL-1.2
"""What every test may ask for."""

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
