# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.website.views import home, neighbourhoods, partners, posters, projects

app_name = "website"
urlpatterns = [
    path("", home.home, name="home"),
    path(_("neighbourhoods/"), neighbourhoods.neighbourhoods, name="neighbourhoods"),
    path(_("neighbourhoods/outlines.json"), neighbourhoods.outlines, name="outlines"),
    path(_("neighbourhoods/find/"), neighbourhoods.find_neighbourhood, name="find_neighbourhood"),
    path(_("neighbourhoods/<slug:slug>/"), neighbourhoods.neighbourhood, name="neighbourhood"),
    path(_("neighbourhoods/<slug:slug>/agenda/"), neighbourhoods.district_agenda, name="district_agenda"),
    path(_("neighbourhoods/<slug:slug>/poster/"), posters.district_page, name="district_poster_page"),
    path(_("neighbourhoods/<slug:slug>/poster.pdf"), posters.district, name="district_poster"),
    path(_("projects/"), projects.projects, name="projects"),
    path(_("projects/<int:pk>/"), projects.project, name="project"),
    path(_("results/"), projects.results, name="results"),
    path(_("results/<int:pk>/"), projects.result, name="result"),
    path(_("results/<int:pk>/poster/"), posters.result_page, name="result_poster_page"),
    path(_("results/<int:pk>/poster.pdf"), posters.result, name="result_poster"),
    path(_("results/files/<int:pk>/"), projects.file, name="file"),
    path(_("partners/"), partners.partners, name="partners"),
    path(_("partners/<slug:key>/"), partners.partner, name="partner"),
]
