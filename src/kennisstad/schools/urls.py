# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.schools import reach_views, views

app_name = "schools"
urlpatterns = [
    path(_("schools/"), views.offers, name="offers"),
    path(_("schools/reach/"), reach_views.reach_page, name="reach"),
    path(_("schools/reach/table.csv"), reach_views.reach_table, name="reach_table"),
    path(_("schools/<int:pk>/"), views.offer, name="offer"),
    path(_("schools/<int:pk>/book/<int:moment>/"), views.book, name="book"),
    path(_("schools/booking/<str:code>/"), views.booking, name="booking"),
    path(_("schools/booking/<str:code>/calendar.ics"), views.booking_calendar, name="booking_calendar"),
]
