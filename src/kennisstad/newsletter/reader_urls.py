# SPDX-License-Identifier: EUPL-1.2
"""Where people ask for the newsletter, confirm, choose and leave."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.newsletter import reader_views as views

reader_paths = [
    path(_("newsletter/sign-up/"), views.sign_up, name="sign_up"),
    path(_("newsletter/signed-up/"), views.signed_up, name="signed_up"),
    path(_("newsletter/confirm/<str:code>/"), views.confirm, name="confirm"),
    path(_("newsletter/choices/<str:code>/"), views.choices, name="choices"),
    path(_("newsletter/choices/<str:code>/file/"), views.choices_file, name="choices_file"),
    path(_("newsletter/leave/<str:code>/"), views.leave, name="leave"),
]
