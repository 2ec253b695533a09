# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.welcome.views import ambassadors, pages
from kennisstad.welcome.views import path as newcomer

app_name = "welcome"
urlpatterns = [
    path(_("welcome/"), pages.home, name="home"),
    path(_("welcome/path/"), newcomer.path, name="path"),
    path(_("welcome/path/calendar/"), newcomer.path_calendar, name="path_calendar"),
    path(_("welcome/congress-venues/"), pages.venues, name="venues"),
    path(_("press/"), pages.press, name="press"),
    path(_("welcome/ambassadors/"), ambassadors.ambassadors, name="ambassadors"),
    path(_("welcome/ambassadors/sign-up/"), ambassadors.sign_up, name="sign_up"),
    path(_("welcome/ambassadors/signed-up/"), ambassadors.signed_up, name="signed_up"),
    path(_("welcome/ambassadors/written/"), ambassadors.written, name="written"),
    path(_("welcome/ambassadors/confirm/<str:code>/"), ambassadors.confirm, name="confirm"),
    path(_("welcome/ambassadors/leave/<str:code>/"), ambassadors.leave, name="leave"),
    path(_("welcome/ambassadors/<int:pk>/write/"), ambassadors.write, name="write"),
]
