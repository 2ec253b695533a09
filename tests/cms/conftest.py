# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kennisstad.accounts.actions import give_role
from kennisstad.accounts.models import Role, User
from kennisstad.website.actions import lay_out
from tests.making import MONDAY, make_user


@pytest.fixture(autouse=True)
def files_of_this_test(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def laid_out(db: None) -> None:
    cache.clear()
    lay_out("Leiden", MONDAY)


@pytest.fixture
def somebody(laid_out: None) -> User:
    user = make_user()
    give_role(user, role=Role.PROGRAMME_MANAGER, partner_id=None, by=None, at=MONDAY)
    return user


@pytest.fixture
def editor(somebody: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(somebody)
    return client
