# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.website.views import home, neighbourhoods, partners, projects

app_name = "website"
urlpatterns = [
    path("", home.home, name="home"),
    path(_("neighbourhoods/"), neighbourhoods.neighbourhoods, name="neighbourhoods"),
    path(_("neighbourhoods/<slug:slug>/"), neighbourhoods.neighbourhood, name="neighbourhood"),
    path(_("projects/"), projects.projects, name="projects"),
    path(_("projects/<int:pk>/"), projects.project, name="project"),
    path(_("projects/rss.xml"), projects.file_of("projects", "feed"), name="projects_feed"),
    path(_("projects/agenda.ics"), projects.file_of("projects", "calendar"), name="projects_calendar"),
    path(_("projects/projects.csv"), projects.file_of("projects", "table"), name="projects_table"),
    path(_("results/"), projects.results, name="results"),
    path(_("results/<int:pk>/"), projects.result, name="result"),
    path(_("results/rss.xml"), projects.file_of("results", "feed"), name="results_feed"),
    path(_("results/agenda.ics"), projects.file_of("results", "calendar"), name="results_calendar"),
    path(_("results/results.csv"), projects.file_of("results", "table"), name="results_table"),
    path(_("results/files/<int:pk>/"), projects.file, name="file"),
    path(_("partners/"), partners.partners, name="partners"),
    path(_("partners/<slug:key>/"), partners.partner, name="partner"),
]
