# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement import sign_views, views

app_name = "agreement"
urlpatterns = [
    path(_("agreement/versions/<slug:key>/export.<str:ending>"), views.export, name="export"),
    path(_("agreement/versions/<slug:key>/signatures/"), sign_views.signatures, name="signatures"),
    path(_("agreement/versions/<slug:key>/document.pdf"), sign_views.document, name="document"),
    path(_("agreement/sign/<str:code>/"), sign_views.sign, name="sign"),
    path(_("agreement/sign/<str:code>/document.pdf"), sign_views.own_document, name="own_document"),
    path(_("agreement/sign/<str:code>/key/"), sign_views.sign_with_key, name="sign_with_key"),
    path(_("agreement/sign/<str:code>/signed/"), sign_views.send_signed, name="send_signed"),
]
