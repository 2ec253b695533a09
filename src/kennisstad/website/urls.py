# SPDX-License-Identifier: EUPL-1.2
"""Addresses people can say aloud; Dutch and English words come from the catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kennisstad.website.views import (
    components,
    home,
    machines,
    neighbourhoods,
    newsletter,
    partners,
    posters,
    projects,
    themes,
    written,
)

app_name = "website"
urlpatterns = [
    path("", home.home, name="home"),
    path(_("cards/<slug:kind>/<slug:key>.png"), machines.card, name="card"),
    path(_("components/"), components.components, name="components"),
    path(_("neighbourhoods/"), neighbourhoods.neighbourhoods, name="neighbourhoods"),
    path(_("neighbourhoods/outlines.json"), neighbourhoods.outlines, name="outlines"),
    path(_("neighbourhoods/find/"), neighbourhoods.find_neighbourhood, name="find_neighbourhood"),
    path(_("neighbourhoods/<slug:slug>/"), neighbourhoods.neighbourhood, name="neighbourhood"),
    path(_("news/"), written.news, name="news"),
    path(_("news/feed.xml"), written.news_feed, name="news_feed"),
    path(_("stories/"), written.stories, name="stories"),
    path(_("guides/"), written.guides, name="guides"),
    path(_("agenda/"), written.agenda, name="agenda"),
    path(_("agenda/agenda.ics"), written.agenda_as_file, name="agenda_file"),
    path(_("neighbourhoods/<slug:slug>/agenda/"), neighbourhoods.district_agenda, name="district_agenda"),
    path(_("neighbourhoods/<slug:slug>/poster/"), posters.district_page, name="district_poster_page"),
    path(_("neighbourhoods/<slug:slug>/poster.pdf"), posters.district, name="district_poster"),
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
    path(_("results/<int:pk>/poster/"), posters.result_page, name="result_poster_page"),
    path(_("results/<int:pk>/poster.pdf"), posters.result, name="result_poster"),
    path(_("results/files/<int:pk>/"), projects.file, name="file"),
    path(_("themes/"), themes.themes, name="themes"),
    path(_("themes/<slug:key>/"), themes.theme, name="theme"),
    path(_("agenda/soon/"), written.soon, name="soon"),
    path(_("newsletter/"), newsletter.newsletter, name="newsletter"),
    path(_("newsletter/rss.xml"), newsletter.NewsletterFeed(), name="newsletter_feed"),
    path(_("partners/"), partners.partners, name="partners"),
    path(_("partners/<slug:key>/"), partners.partner, name="partner"),
]
