# SPDX-License-Identifier: EUPL-1.2
"""The peers of `bench.serving`: a view of 1 kB, and bare Wagtail with 500 pages and a plain template."""

import os
from pathlib import Path

SECRET_KEY = "only for measuring"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.bare_urls"
WAGTAIL_SITE_NAME = "bare"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
STATIC_URL = "/static/"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path(os.environ.get("BENCH_HOME", ".")) / "bare.sqlite3",
    }
}
PAGE = """{% load wagtailcore_tags %}<!doctype html>
<html lang="nl"><title>{{ page.title }}</title><h1>{{ page.title }}</h1>
<ul>{% for child in page.get_children.live|slice:":20" %}
<li><a href="{% pageurl child %}">{{ child.title }}</a>
{% endfor %}</ul></html>"""
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.locmem.Loader", {"wagtailcore/page.html": PAGE})],
            "context_processors": ["django.template.context_processors.request"],
        },
    }
]
PAGES = 500


def fill() -> None:
    """Make the database, and pages below the first."""
    from django.core.management import call_command
    from wagtail.models import Page, Site

    call_command("migrate", verbosity=0)
    root = Site.objects.get(is_default_site=True).root_page
    for number in range(PAGES):
        root.add_child(instance=Page(title=f"Page {number}", slug=f"page-{number}"))
        root.refresh_from_db()
