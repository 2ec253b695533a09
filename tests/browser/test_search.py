# SPDX-License-Identifier: EUPL-1.2
"""Search with the keyboard alone, with hints; and without script, in both languages."""

import pytest

from kennisstad.audit.actions import record
from kennisstad.search import indexing
from tests.making import MONDAY, make_district, make_question

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _filled(_index_of_our_own):
    indexing.index.cache_clear()
    indexing.rebuild()
    question = make_question(
        title="Waar komt een fietsenstalling?", body="Bij het station staan fietsen fout."
    )
    question.texts.filter(language="en").update(title="Where can we park our bicycles?")
    for one in (question, make_question(title="Fietsen op het plein"), make_district("Fietswijk")):
        record("test.changed", subject=one, by_id=None, at=MONDAY)
    yield
    indexing.index.cache_clear()


def test_by_keyboard_with_hints(walker):
    at = walker(script=True, width=390)
    at.go("/zoeken/")
    field = at.page.locator("#main-search")
    assert field.get_attribute("role") == "combobox"

    field.press_sequentially("fietsens")
    at.page.locator("#main-search-list [role=option]").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert "1 suggestie" in at.page.locator("[role=search] [role=status]").inner_text()
    at.look()

    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "main-search-list-0"
    field.press("Escape")
    assert (field.get_attribute("aria-expanded"), field.input_value()) == ("false", "fietsens")
    field.press("ArrowDown")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowUp")
    field.press("Enter")
    at.page.wait_for_url("**/vragen/*/")
    assert at.page.locator("h1").inner_text()


def test_enter_without_a_choice_searches(walker):
    at = walker(script=True, width=1440)
    at.go("/en/search/")
    at.page.keyboard.press("Tab")
    at.page.locator("#main-search").focus()
    at.page.keyboard.type("bicycle")
    at.page.keyboard.press("Enter")
    at.page.wait_for_url("**/en/search/?q=bicycle")
    at.look()

    assert at.page.locator("main mark").first.inner_text() == "bicycles"
    assert at.page.locator("main h3 a").first.inner_text() == "Where can we park our bicycles?"


@pytest.mark.parametrize(
    ("address", "nothing"), [("/zoeken/", "Wat u kunt doen"), ("/en/search/", "What you can do")]
)
def test_without_script_in_both_languages(walker, address, nothing):
    at = walker(script=False, width=390)
    at.go(address)
    at.send(at.form_with("q"), q="fietsenstaling")
    assert at.page.locator("main mark").count() >= 1

    at.send(at.form_with("q"), q="xyzzyplugh")
    assert at.page.locator("#help").inner_text() == nothing

    at.page.goto(f"{address}?q={'x' * 300}")
    at.look()
    assert at.page.locator(".error-summary").count() == 1
