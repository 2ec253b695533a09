# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig

from kennisstad.newsletter.unlogged import keep_codes_unlogged


class NewsletterConfig(AppConfig):
    name = "kennisstad.newsletter"

    def ready(self) -> None:
        keep_codes_unlogged()
