# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.campus import views

app_name = "campus"
urlpatterns = [
    path(_("campus/"), views.home, name="home"),
    path(_("campus/homes/"), views.housing, name="housing"),
    path(_("campus/homes.csv"), views.housing_table, name="housing_table"),
    path(_("campus/spin-offs/"), views.spin_offs, name="spinoffs"),
    path(_("campus/spin-offs.csv"), views.spin_offs_table, name="spinoffs_table"),
    path(_("campus/<slug:slug>/"), views.campus, name="campus"),
]
