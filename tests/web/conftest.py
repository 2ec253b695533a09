# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections

from kennisstad.web.models import Allowance, SameWords, UsedProof

CITY = {
    "name": "Ergensdam",
    "desk_name": "Desk",
    "address": "Markt 1",
    "postcode": "1234 AB",
    "place": "Ergensdam",
}


def the_city(request):
    return {
        "city": CITY,
        "example_data": True,
        "navigation": [{"url": "/plain/", "label": "Plain", "current": True}],
    }


@pytest.fixture(autouse=True)
def own_pages(settings):
    """Answer from the addresses and templates of these tests, without the packages above."""
    settings.ROOT_URLCONF = "tests.web.urls"
    processors = [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        "tests.web.conftest.the_city",
    ]
    django_templates = "django.template.backends.django.DjangoTemplates"
    folder = Path(__file__).parent / "templates"
    settings.TEMPLATES = [
        {
            "BACKEND": django_templates,
            "DIRS": [folder],
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": processors},
        }
    ]


@pytest.fixture
def shared_database(transactional_db, tmp_path) -> Iterator[None]:
    """Give threads one database that locks as a real one does; SQLite's in memory does not."""
    if connection.vendor != "sqlite":
        yield
        return
    place = connections.settings["default"]
    before = place["NAME"]
    place["NAME"] = tmp_path / "race.sqlite3"
    old = connections["default"]
    del connections["default"]
    with connection.schema_editor() as editor:
        for model in (Allowance, SameWords, UsedProof):
            editor.create_model(model)
    yield
    connection.close()
    connections["default"] = old
    place["NAME"] = before


@pytest.fixture
def chromium(browser):
    """Give the browser that all tests of this process share."""
    return browser
