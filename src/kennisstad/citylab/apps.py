# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig

from kennisstad.citylab.unlogged import keep_codes_unlogged


class CitylabConfig(AppConfig):
    name = "kennisstad.citylab"

    def ready(self) -> None:
        keep_codes_unlogged()
