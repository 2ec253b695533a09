# SPDX-License-Identifier: EUPL-1.2
from datetime import date
from types import SimpleNamespace

import pytest

from kennisstad.progress import views


@pytest.fixture
def on_28_november(monkeypatch: pytest.MonkeyPatch) -> None:
    """To these pages it is Saturday 28 November 2026."""
    monkeypatch.setattr(views, "timezone", SimpleNamespace(localdate=lambda: date(2026, 11, 28)))
