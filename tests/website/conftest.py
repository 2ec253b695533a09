# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from kennisstad.website.actions import lay_out
from tests.making import MONDAY


@pytest.fixture(autouse=True)
def files_of_this_test(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def laid_out(db: None) -> None:
    """The home pages and text pages of a new city."""
    # Where sites begin is kept in the cache, which outlives a test's database.
    cache.clear()
    lay_out("Leiden", MONDAY)
