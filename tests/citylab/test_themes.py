# SPDX-License-Identifier: EUPL-1.2
"""Questions are found under the theme that they were put under, and under what that became."""

from datetime import date

import pytest

from kennisstad.agreement.models import ThemeStep
from tests.agreement.making import make_agreement, make_theme
from tests.making import make_question
from tests.website.making import main

pytestmark = pytest.mark.django_db


def make_lineage():
    old = make_agreement("old", starts_on=date(2017, 7, 1), ends_on=date(2022, 12, 31))
    new = make_agreement("new", follows=old)
    draft = make_agreement(
        "draft", follows=new, status="draft", starts_on=date(2028, 1, 1), ends_on=date(2031, 1, 1)
    )
    lab, health = make_theme(old, "lab"), make_theme(new, "health")
    make_theme(old, "heritage", place=2), make_theme(new, "heritage", place=2)
    ThemeStep.objects.create(old=lab, new=health)
    for theme in (lab, health, make_theme(draft, "secret")):
        make_question(title=f"Onder {theme.key}").themes.set([theme])


@pytest.mark.parametrize(
    ("theme", "titles"),
    [("lab", ["Onder lab"]), ("health", ["Onder health", "Onder lab"]), ("heritage", []), ("secret", [])],
)
def test_a_question_is_found_under_the_old_theme_and_the_new(client, theme, titles):
    make_lineage()

    page = main(client.get("/vragen/", {"theme": theme}))

    assert sorted(page.texts("h2", cls="entry__title") + page.texts("h3", cls="entry__title")) == titles


@pytest.mark.parametrize("address", ["/vragen/", "/vragen/om-aan-te-werken/"])
def test_themes_of_drafts_cannot_be_chosen_and_a_key_stands_once(client, address):
    make_lineage()

    page = main(client.get(address))

    (select,) = [one for one in page.all("select") if one.attributes["name"] == "theme"]
    assert select.texts("option")[1:] == ["health nl", "heritage nl", "lab nl"]
