# SPDX-License-Identifier: EUPL-1.2
"""What machines look for at the site's root; the same in every language."""

from django.urls import path

from kennisstad.web.views import challenge
from kennisstad.website.views import machines

app_name = "site"
urlpatterns = [
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap"),
    path("sitemap-<int:number>.xml", machines.sitemap_part, name="sitemap_part"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    path("thema/<str:digest>/<str:name>", machines.theme_file, name="theme_file"),
    path("challenge/<str:purpose>", challenge, name="challenge"),
    path(".well-known/security.txt", machines.security, name="security"),
]
