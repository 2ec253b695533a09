# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement import views

app_name = "agreement"
urlpatterns = [
    path(_("agreement/versions/<slug:key>/export.<str:ending>"), views.export, name="export"),
]
