# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.years import views

app_name = "years"
urlpatterns = [
    path(_("themed-years/"), views.home, name="home"),
    path(_("my-day/<str:code>/"), views.own, name="own"),
    path(_("my-day/<str:code>/withdraw/"), views.withdraw, name="withdraw"),
    path(_("themed-years/<slug:slug>/"), views.year, name="year"),
    path(_("themed-years/<slug:slug>/days.ics"), views.year_calendar, name="year_calendar"),
    path(_("themed-years/<slug:slug>/<slug:on>/"), views.day, name="day"),
    path(_("themed-years/<slug:slug>/<slug:on>/day.ics"), views.day_calendar, name="day_calendar"),
    path(_("themed-years/<slug:slug>/<slug:on>/adopt/"), views.adopt, name="adopt"),
]
