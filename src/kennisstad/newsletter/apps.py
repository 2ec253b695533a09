# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "kennisstad.newsletter"
