# SPDX-License-Identifier: EUPL-1.2
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Hundreds of sign-ins would wait for the slow hashing that protects real passwords."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
