# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "kennisstad.cms"

    def ready(self) -> None:
        from kennisstad.cms import journal  # noqa: PLC0415 (models are there only now)

        journal.listen()
