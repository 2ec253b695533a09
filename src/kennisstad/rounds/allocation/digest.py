# SPDX-License-Identifier: EUPL-1.2
"""A fingerprint of everything a plan depends on, so that a stored round can be replayed and compared."""

from hashlib import sha256
from importlib.metadata import version

from kennisstad.rounds.allocation.instance import Instance, Policy
from kennisstad.rounds.allocation.writing import to_json

VERSION = f"1 (OR-Tools {version('ortools')})"
"""Of the way plans are made: the same input, policy, seed and version give the same plan on every machine."""


def digest(instance: Instance, policy: Policy, seed: int) -> str:
    """Give the SHA-256 of the instance as `to_json` writes it, the policy and the seed, in hexadecimals."""
    return sha256(f"{policy} {seed}\n{to_json(instance)}".encode()).hexdigest()
