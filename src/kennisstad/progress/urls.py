# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the agreement and of what came of it; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.progress import account_views, views

app_name = "progress"
urlpatterns = [
    path(_("agreement/"), views.agreement, name="agreement"),
    path(_("agreement/versions/<slug:key>/"), views.version, name="version"),
    path(_("agreement/commitments/<slug:key>/"), views.commitment, name="commitment"),
    path(_("agreement/timeline/"), views.timeline, name="timeline"),
    path(_("agreement/changes/<slug:old>/<slug:new>/"), views.changes, name="changes"),
    path(_("agreement/progress/"), views.themes, name="themes"),
    path(_("agreement/accounts/"), account_views.accounts, name="accounts"),
    path(_("agreement/accounts/<int:pk>/"), account_views.account, name="account"),
    path(
        _("agreement/accounts/<int:pk>/projects/<slug:theme>/"),
        account_views.account_projects,
        name="account_projects",
    ),
    path(_("agreement/accounts/<int:pk>/<slug:kind>"), account_views.account_file, name="account_file"),
]
