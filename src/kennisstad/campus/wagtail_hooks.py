# SPDX-License-Identifier: EUPL-1.2
"""The editors' pages of campuses, sites, housing projects and spin-offs."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kennisstad.campus.models import Campus, HousingProject, Site, SpinOff
from kennisstad.cms.records import RecordViewSet


class CampusRecords(RecordViewSet):
    model = Campus
    icon = "site"
    list_display = ["name", "district"]


class SiteRecords(RecordViewSet):
    model = Site
    icon = "crosshairs"
    list_display = ["name", "campus", "district"]


class HousingRecords(RecordViewSet):
    model = HousingProject
    icon = "home"
    list_display = ["name", "district", "status"]


class SpinOffRecords(RecordViewSet):
    model = SpinOff
    icon = "pick"
    list_display = ["name", "founded_in", "status"]


class CampusGroup(SnippetViewSetGroup):  # type: ignore[misc]
    items = (CampusRecords, SiteRecords, HousingRecords, SpinOffRecords)
    menu_label = _("Campuses")
    menu_icon = "site"


register_snippet(CampusGroup)
