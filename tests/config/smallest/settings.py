# SPDX-License-Identifier: EUPL-1.2
"""The smallest site that `kennisstad run` can start: its own settings, one page, two commands, some tasks."""

from kennisstad.config.settings import *  # noqa: F403

INSTALLED_APPS = [
    "tests.config.smallest",
    "kennisstad.worker",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
]
AUTH_USER_MODEL = "auth.User"
MIDDLEWARE: list[str] = []
TEMPLATES: list[dict[str, str]] = []
ROOT_URLCONF = "tests.config.smallest.urls"
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
PERIODIC = ["tests.config.smallest.tasks.fail", "tests.config.smallest.tasks.tick"]
BESIDE_TASKS: list[str] = []
