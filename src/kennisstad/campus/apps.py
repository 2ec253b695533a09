# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class CampusConfig(AppConfig):
    name = "kennisstad.campus"
