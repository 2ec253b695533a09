# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.newsletter import archive_views

app_name = "newsletter"
urlpatterns = [
    path(_("newsletter/archive/"), archive_views.archive, name="archive"),
    path(_("newsletter/archive/rss.xml"), archive_views.archive_feed, name="archive_rss"),
    path(_("newsletter/archive/atom.xml"), archive_views.archive_feed, name="archive_atom"),
    path(_("newsletter/archive/<int:number>/"), archive_views.issue, name="issue"),
]
