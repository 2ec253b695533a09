# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.website import views

app_name = "website"
urlpatterns = [
    path("", views.home, name="home"),
    path(_("neighbourhoods/"), views.neighbourhoods, name="neighbourhoods"),
    path(_("neighbourhoods/<slug:slug>/"), views.neighbourhood, name="neighbourhood"),
    path(_("projects/"), views.projects, name="projects"),
    path(_("projects/<int:pk>/"), views.project, name="project"),
    path(_("results/"), views.results, name="results"),
    path(_("results/<int:pk>/"), views.result, name="result"),
    path(_("results/files/<int:pk>/"), views.file, name="file"),
    path(_("partners/"), views.partners, name="partners"),
    path(_("partners/<slug:key>/"), views.partner, name="partner"),
]
