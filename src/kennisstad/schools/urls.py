# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import URLPattern

app_name = "schools"
urlpatterns: list[URLPattern] = []
