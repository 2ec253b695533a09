# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.workspace.world import City


@pytest.fixture
def city(db: None) -> City:
    return City()


@pytest.fixture
def now_is(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Stop the clock at a moment."""
    return lambda at: monkeypatch.setattr("django.utils.timezone.now", lambda: at)


class Desk:
    """Somebody's browser; signs in with the first page, at the time that it is then."""

    def __init__(self, user: Any) -> None:
        self.client, self.user, self.is_in = Client(), user, False

    def see(self, page: str, /, query: str = "", **kwargs: Any) -> HttpResponse:
        return self._signed_in().get(reverse(f"workspace:{page}", kwargs=kwargs) + query)

    def press(self, button: str, /, fields: Any = None, **kwargs: Any) -> HttpResponse:
        return self._signed_in().post(reverse(f"workspace:{button}", kwargs=kwargs), fields or {})

    def _signed_in(self) -> Client:
        if not self.is_in:
            self.client.force_login(self.user)
            self.is_in = True
        return self.client


@pytest.fixture
def desk_of() -> Callable[[Any], Desk]:
    return Desk
