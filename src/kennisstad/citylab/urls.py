# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab import fit_views, follow_views, relay_views, views

app_name = "citylab"
urlpatterns = [
    path(_("questions/"), views.question_list, name="questions"),
    path(_("questions/rss.xml"), views.question_feed, name="questions_feed"),
    path(_("questions/ask/"), views.ask, name="ask"),
    path(_("questions/asked-before/"), views.look_before, name="look_before"),
    path(_("questions/will-it-fit/"), fit_views.fit_before, name="fit_before"),
    path(_("questions/last-dates/"), fit_views.last_dates, name="last_dates"),
    path(_("questions/deadlines.ics"), fit_views.deadlines, name="deadlines"),
    path(_("questions/to-work-on/"), views.to_work_on, name="to_work_on"),
    path(_("questions/<int:pk>/"), views.question_page, name="question"),
    path(_("questions/<int:pk>/will-it-fit/"), fit_views.fits_of_question, name="fits_of_question"),
    path(
        _("questions/<int:pk>/deadlines.ics"), fit_views.deadlines_of_question, name="deadlines_of_question"
    ),
    path(_("questions/<int:pk>/relay/"), relay_views.relay, name="relay"),
    path(_("follow/"), follow_views.find, name="find"),
    path(_("follow/<str:code>/"), follow_views.follow, name="follow"),
    path(_("follow/<str:code>/add/"), follow_views.add, name="add"),
    path(_("follow/<str:code>/withdraw/"), follow_views.withdraw, name="withdraw"),
    path(_("follow/<str:code>/hours/"), follow_views.say_cost, name="say_cost"),
    path(_("follow/<str:code>/used/"), follow_views.say_used, name="say_used"),
]
