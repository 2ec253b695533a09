# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the agreement and its accounts; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.progress import account_views

app_name = "progress"
urlpatterns = [
    path(_("agreement/accounts/"), account_views.accounts, name="accounts"),
    path(_("agreement/accounts/<int:pk>/"), account_views.account, name="account"),
    path(
        _("agreement/accounts/<int:pk>/projects/<slug:theme>/"),
        account_views.account_projects,
        name="account_projects",
    ),
    path(_("agreement/accounts/<int:pk>/<slug:kind>"), account_views.account_file, name="account_file"),
]
