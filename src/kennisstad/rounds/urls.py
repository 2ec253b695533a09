# SPDX-License-Identifier: EUPL-1.2
"""Addresses of rounds and of teams; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.rounds import team_views, views

app_name = "rounds"
urlpatterns = [
    path(_("rounds/"), views.round_list, name="rounds"),
    path(_("rounds/<int:pk>/"), views.round_page, name="round"),
    path(_("rounds/<int:pk>/plan.json"), views.plan, name="plan"),
    path(_("rounds/<int:pk>/instance.json"), views.instance, name="instance"),
    path(_("rounds/sign-up/<str:code>/"), views.sign_up, name="sign_up"),
    path(_("rounds/team/"), team_views.find, name="find_team"),
    path(_("rounds/team/<str:code>/"), team_views.team, name="team"),
    path(_("rounds/team/<str:code>/rank/"), team_views.rank, name="rank"),
    path(_("rounds/team/<str:code>/leave/"), team_views.leave, name="leave"),
    path(_("rounds/team/<str:code>/appeal/"), team_views.appeal, name="appeal"),
]
