# SPDX-License-Identifier: EUPL-1.2
"""What somebody of this site's own does beside the example."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from kennisstad.citylab import actions as citylab
from kennisstad.citylab.models import Question
from kennisstad.neighbourhoods.models import Area
from kennisstad.projects import actions as projects
from kennisstad.projects.models import Project

LOADED_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = LOADED_AT + timedelta(days=3)
A_YEAR_LATER = LOADED_AT + timedelta(days=365)
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""Eight good password hashes take as long as all the rest."""


def ask(*districts: str, title: str = "Een eigen vraag") -> Question:
    """Send in an open question of our own."""
    question = citylab.send_in(
        key=uuid4(),
        words="Waar kan ik in mijn wijk een bankje vinden?",
        language="nl",
        asker_kind="resident",
        at=LATER,
        districts=Area.objects.filter(code__in=districts).values_list("pk", flat=True),
    )
    citylab.sharpen(
        question,
        words={"nl": {"title": title, "body": ""}},
        themes=[],
        districts=question.districts.values_list("pk", flat=True),
        show_words=True,
        minutes=5,
        by=None,
        at=LATER,
    )
    citylab.open_question(question, messages={}, by=None, at=LATER)
    return question


def begin(**fields: Any) -> Project:
    words = {"nl": {"title": "Een eigen project", "summary": ""}}
    return projects.begin(words=words, starts_on=LATER.date(), by=None, at=LATER, **fields)
