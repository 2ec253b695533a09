# SPDX-License-Identifier: EUPL-1.2
"""The example, loaded once for all tests of this folder: each test's own changes are taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from kennisstad.demo.actions import Loaded, load
from tests.demo.making import LOADED_AT, QUICK


@dataclass(frozen=True)
class Example:
    loaded: Loaded
    sign_ins: Path


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Example]:
    sign_ins = tmp_path_factory.mktemp("home") / "example-sign-ins.txt"
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(PASSWORD_HASHERS=QUICK):
            yield Example(load(at=LOADED_AT, passwords=sign_ins), sign_ins)
        transaction.set_rollback(True)


@pytest.fixture
def example(loaded: Example, db: None) -> Example:
    """The example as it was loaded on a Monday in November."""
    return loaded
