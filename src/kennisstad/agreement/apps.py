# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig

from kennisstad.agreement.unlogged import keep_codes_unlogged


class AgreementConfig(AppConfig):
    name = "kennisstad.agreement"

    def ready(self) -> None:
        keep_codes_unlogged()
