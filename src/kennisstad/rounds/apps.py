# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig

from kennisstad.rounds.unlogged import keep_codes_unlogged


class RoundsConfig(AppConfig):
    name = "kennisstad.rounds"

    def ready(self) -> None:
        keep_codes_unlogged()
