# SPDX-License-Identifier: EUPL-1.2
"""The whole site for real workers: its tables come from the models, which takes 5 s and not 40."""

from kennisstad.config.settings import *  # noqa: F403


class NoMigrations:
    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = NoMigrations()
PERIODIC: list[str] = []
