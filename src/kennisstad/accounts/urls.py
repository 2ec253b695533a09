# SPDX-License-Identifier: EUPL-1.2
from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts import views

app_name = "accounts"
urlpatterns = [
    path(_("sign-in/"), views.sign_in, name="sign_in"),
    path(_("sign-out/"), views.sign_out, name="sign_out"),
]
