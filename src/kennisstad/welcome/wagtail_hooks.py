# SPDX-License-Identifier: EUPL-1.2
"""The editors' pages of steps, venues and figures."""

from wagtail.snippets.models import register_snippet

from kennisstad.cms.records import RecordViewSet
from kennisstad.welcome.models import PathStep, PressFact, Venue


class PathStepViewSet(RecordViewSet):
    model = PathStep
    icon = "list-ul"
    list_display = ("__str__", "phase", "counted_from", "due", "unit", "known_on")
    list_filter = ("phase", "passport")


class VenueViewSet(RecordViewSet):
    model = Venue
    icon = "home"
    list_display = ("name", "step_free")


class PressFactViewSet(RecordViewSet):
    model = PressFact
    icon = "info-circle"
    list_display = ("key", "number", "holds_on")


for view_set in (PathStepViewSet, VenueViewSet, PressFactViewSet):
    register_snippet(view_set)
