# SPDX-License-Identifier: EUPL-1.2
"""Settings of the peers: the middleware and processors that `wagtail start` writes, and plain templates."""

import os
from pathlib import Path

SECRET_KEY = "only for measuring"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.bare.urls"
WAGTAIL_SITE_NAME = "bare"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
STATIC_URL = "/static/"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "bench.bare",
    "wagtail.contrib.redirects",
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
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path(os.environ.get("BENCH_HOME", ".")) / "bare.sqlite3",
    }
}
BASE = """{% load wagtailcore_tags %}{% wagtail_site as site %}<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>{{ page.title }}</title></head><body>
<nav><ul>{% for one in site.root_page.get_children.live.in_menu %}
<li><a href="{% pageurl one %}">{{ one.title }}</a>{% endfor %}</ul></nav>
<h1>{{ page.title }}</h1>{% block content %}{% endblock %}</body></html>"""
ARTICLES = """{% extends "base.html" %}{% load wagtailcore_tags %}{% block content %}{{ page.intro|richtext }}
<ul>{% for article in articles %}<li><h2><a href="{% pageurl article %}">{{ article.title }}</a></h2>
<p>{{ article.first_published_at|date }}</p><p>{{ article.intro }}</p>{% endfor %}</ul>{% endblock %}"""
LIST = ARTICLES.replace("{{ page.intro|richtext }}", "").replace(
    "</ul>{% endblock %}",
    "</ul><p>{{ articles.number }} / {{ articles.paginator.num_pages }}</p>{% endblock %}",
)
ARTICLE = """{% extends "base.html" %}{% load wagtailcore_tags %}{% block content %}
<p>{{ page.first_published_at|date }}</p><p>{{ page.intro }}</p>{{ page.body|richtext }}{% endblock %}"""
PAGES = {
    "base.html": BASE,
    "bare/home_page.html": ARTICLES,
    "bare/list_page.html": LIST,
    "bare/article_page.html": ARTICLE,
}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        ("django.template.loaders.locmem.Loader", PAGES),
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
ARTICLES_MADE = 500


def fill() -> None:
    """Make the database: a first page, a list in the menu and its articles."""
    from django.core.management import call_command
    from django.utils import timezone
    from wagtail.models import Page, Site

    from bench.bare.models import ArticlePage, HomePage, ListPage

    call_command("migrate", verbosity=0)
    at, words = timezone.now(), "<p>" + "Water in the cellar after every shower of rain. " * 20 + "</p>"
    home = Page.get_first_root_node().add_child(
        instance=HomePage(title="Home", slug="first", intro=words, first_published_at=at)
    )
    Site.objects.update(root_page=home)
    under = home.add_child(instance=ListPage(title="Articles", slug="articles", show_in_menus=True))
    for number in range(ARTICLES_MADE):
        under.add_child(
            instance=ArticlePage(
                title=f"Article {number}",
                slug=f"article-{number}",
                intro=words[3:200],
                body=words,
                first_published_at=at,
            )
        )
