# SPDX-License-Identifier: EUPL-1.2
"""The figures of an account as a file, and the fingerprint by which anybody can check that file."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def as_json(figures: Mapping[str, Any]) -> bytes:
    """Write figures as JSON, always with the same bytes: names in order, no room between them."""
    text = json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def digest(figures: Mapping[str, Any]) -> str:
    """Give the SHA-256 of that file, as `sha256sum` prints it."""
    return hashlib.sha256(as_json(figures)).hexdigest()
