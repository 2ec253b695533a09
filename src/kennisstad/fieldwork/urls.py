# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.fieldwork import views

app_name = "fieldwork"
urlpatterns = [
    path(_("neighbourhoods/load/"), views.load, name="load"),
    path(_("neighbourhoods/load/table.csv"), views.table, name="table"),
]
