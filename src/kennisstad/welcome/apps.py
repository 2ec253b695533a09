# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig

from kennisstad.welcome.unlogged import keep_codes_unlogged


class WelcomeConfig(AppConfig):
    name = "kennisstad.welcome"

    def ready(self) -> None:
        keep_codes_unlogged()
