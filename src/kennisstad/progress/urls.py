# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the agreement and of what came of it; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.progress import views

app_name = "progress"
urlpatterns = [
    path(_("agreement/"), views.agreement, name="agreement"),
    path(_("agreement/versions/<slug:key>/"), views.version, name="version"),
    path(_("agreement/commitments/<slug:key>/"), views.commitment, name="commitment"),
    path(_("agreement/timeline/"), views.timeline, name="timeline"),
    path(_("agreement/changes/<slug:old>/<slug:new>/"), views.changes, name="changes"),
    path(_("agreement/progress/"), views.themes, name="themes"),
]
