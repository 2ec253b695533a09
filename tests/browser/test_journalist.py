# SPDX-License-Identifier: EUPL-1.2
"""A journalist chooses among results, looks at the map, shares the address, and takes the table along."""

import csv
import io

import pytest
from django.utils import timezone

from kennisstad.website.actions import lay_out
from tests.making import make_partner, make_project, make_result
from tests.neighbourhoods.making import make_city, make_district

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RESULTS = {"nl": "/resultaten/", "en": "/en/results/"}
TABLE = {"nl": "resultaten.csv", "en": "results.csv"}
SHOW = {"nl": "Toon deze keuze", "en": "Show these"}
TITLE = {"nl": "titel", "en": "title"}


@pytest.fixture
def city():
    """Two districts; the north has three results, one of them of the museum."""
    make_city()
    lay_out("Leiden", at=timezone.now())
    north, south = make_district(1, "Noord"), make_district(2, "Zuid", east=0.2)
    museum = make_partner("museum", name="Museum")
    for number, district in enumerate((north, north, north, south)):
        result = make_result(make_project(title=f"Project {number}", status="handed-over"))
        result.texts.update(title=f"Result {number}")
        result.project.districts.add(district)
        if number in (1, 3):
            result.project.partners.add(museum)
    return north


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_journalist_chooses_results_and_takes_the_table(city, walker, language, script):
    me = walker(script=script, width=390)
    me.go(RESULTS[language])
    choose(me, city.slug, language)
    assert me.page.url == f"{me.address}{RESULTS[language]}?district={city.slug}"
    assert titles(me) == ["Result 2", "Result 1", "Result 0"]

    choose(me, "museum", language)
    assert me.page.url == f"{me.address}{RESULTS[language]}?district={city.slug}&partner=museum"
    assert titles(me) == ["Result 1"]
    assert taken(me, language) == ["Result 1"]

    me.page.locator(".shown-as a[href*='view=map']").click()
    me.page.wait_for_url("**view=map")
    me.look()
    assert me.page.locator(".city-map__list li").count() == 2
    me.page.locator(".chip").first.click()
    me.page.wait_for_url(f"**{RESULTS[language]}?partner=museum&view=map")
    me.look()
    me.page.locator(".shown-as a").first.click()
    me.page.wait_for_url(f"**{RESULTS[language]}?partner=museum")
    assert titles(me) == ["Result 3", "Result 1"]
    assert taken(me, language) == ["Result 3", "Result 1"]


def choose(me, value, language):
    """Open the facet that has this choice, tick it, and send the form."""
    choice = me.page.locator(f".facets input[value='{value}']")
    choice.locator("xpath=ancestor::details").locator("summary").click()
    choice.check()
    me.page.get_by_role("button", name=SHOW[language]).click()
    me.page.wait_for_url(f"**={value}*")
    me.page.wait_for_load_state()
    me.look()


def titles(me):
    return me.page.locator(".sifted .entry__title").all_inner_texts()


def taken(me, language):
    """Take the table along: what its link leads to."""
    link = me.page.locator(f".take-along a[href*='{TABLE[language]}']").get_attribute("href")
    answer = me.context.request.get(f"{me.address}{link}")
    assert answer.status == 200
    return [row[TITLE[language]] for row in csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig")))]


def test_a_choice_is_made_and_taken_away_with_the_keyboard_alone(city, walker):
    me = walker(script=True, width=1280)
    me.go(RESULTS["en"])
    me.page.locator(".facet summary").first.focus()
    me.page.keyboard.press("Enter")
    me.page.keyboard.press("Tab")
    me.page.keyboard.press("Space")
    me.page.keyboard.press("Enter")
    me.page.wait_for_url(f"**?district={city.slug}")
    assert me.page.evaluate("document.activeElement.dataset.part") == "results"
    assert len(titles(me)) == 3
    me.look()
    me.page.go_back()
    shows(me, 4)
    me.page.go_forward()
    shows(me, 3)

    while not me.page.evaluate("document.activeElement.classList.contains('chip')"):
        me.page.keyboard.press("Tab")
    me.page.keyboard.press("Enter")
    me.page.wait_for_url(f"**{RESULTS['en']}")
    assert len(titles(me)) == 4


def shows(me, number):
    """Wait until the page shows so many results: somebody goes back or forth in the browser's history."""
    me.page.wait_for_function(
        "number => document.querySelectorAll('.sifted .entry__title').length === number", arg=number
    )
    me.page.wait_for_load_state()
