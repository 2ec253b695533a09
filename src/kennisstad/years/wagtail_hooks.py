# SPDX-License-Identifier: EUPL-1.2
"""The editors' pages of themed years and their days; who adopts a day is settled at the desk."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kennisstad.cms.records import RecordViewSet
from kennisstad.years.models import Day, Year


class YearRecords(RecordViewSet):
    model = Year
    icon = "date"
    list_display = ["slug", "starts_on", "ends_on"]


class DayRecords(RecordViewSet):
    model = Day
    icon = "calendar-alt"
    list_display = ["on", "year", "status"]


class YearGroup(SnippetViewSetGroup):  # type: ignore[misc]
    items = (YearRecords, DayRecords)
    menu_label = _("Themed years")
    menu_icon = "date"


register_snippet(YearGroup)
