# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class YearsConfig(AppConfig):
    name = "kennisstad.years"
