# SPDX-License-Identifier: EUPL-1.2
"""The newsletter's addresses; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.newsletter import archive_views
from kennisstad.newsletter.reader_urls import reader_paths

app_name = "newsletter"
urlpatterns = [
    *reader_paths,
    path(_("newsletter/archive/"), archive_views.archive, name="archive"),
    path(_("newsletter/archive/rss.xml"), archive_views.archive_feed, name="archive_rss"),
    path(_("newsletter/archive/atom.xml"), archive_views.archive_feed, name="archive_atom"),
    path(_("newsletter/archive/<int:number>/"), archive_views.issue, name="issue"),
]
