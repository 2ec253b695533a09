# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig

from kennisstad.contact.unlogged import keep_codes_unlogged


class ContactConfig(AppConfig):
    name = "kennisstad.contact"

    def ready(self) -> None:
        keep_codes_unlogged()
