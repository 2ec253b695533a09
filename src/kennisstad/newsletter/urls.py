# SPDX-License-Identifier: EUPL-1.2
"""The newsletter's addresses; Dutch and English words come from the catalogue."""

from kennisstad.newsletter.reader_urls import reader_paths

app_name = "newsletter"
urlpatterns = [*reader_paths]
