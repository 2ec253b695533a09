# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.contact import views

app_name = "contact"
urlpatterns = [
    path(_("contact/write/"), views.write, name="write"),
    path(_("accessibility/report/"), views.accessibility, name="accessibility"),
    path(_("contact/follow/"), views.find, name="find"),
    path(_("contact/follow/<str:code>/"), views.follow, name="follow"),
]
