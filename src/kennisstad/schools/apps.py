# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig

from kennisstad.schools.unlogged import keep_codes_unlogged


class SchoolsConfig(AppConfig):
    name = "kennisstad.schools"

    def ready(self) -> None:
        keep_codes_unlogged()
