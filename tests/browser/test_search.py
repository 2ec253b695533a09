# SPDX-License-Identifier: EUPL-1.2
"""Search with the keyboard alone, with hints where script runs, and by button, in both languages."""

import pytest

from kennisstad.audit.actions import record
from kennisstad.search import indexing
from tests.making import MONDAY, make_district, make_question

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEARCH = {"nl": "/zoeken/", "en": "/en/search/"}
HINTS = {"nl": ("fietsens", "1 suggestie"), "en": ("bicyc", "1 suggestion")}
QUESTIONS = {"nl": "**/vragen/*/", "en": "**/en/questions/*/"}
TYPED = {"nl": "fietsenstalling", "en": "bicycle"}
MARKED = {"nl": "fietsenstalling", "en": "bicycles"}
TITLE = {"nl": "Waar komt een fietsenstalling?", "en": "Where can we park our bicycles?"}
MISTYPED = {"nl": "fietsenstaling", "en": "bycicles"}
NOTHING = {"nl": "Wat u kunt doen", "en": "What you can do"}


@pytest.fixture(autouse=True)
def _filled(_index_of_our_own):
    indexing.index.cache_clear()
    indexing.rebuild()
    question = make_question(title=TITLE["nl"], body="Bij het station staan fietsen fout.")
    question.texts.filter(language="en").update(title=TITLE["en"])
    for one in (question, make_question(title="Fietsen op het plein"), make_district("Fietswijk")):
        record("test.changed", subject=one, by_id=None, at=MONDAY)
    yield
    indexing.index.cache_clear()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_by_keyboard_with_hints(walker, language):
    typed, told = HINTS[language]
    at = walker(script=True, width=390)
    at.go(SEARCH[language])
    field = at.page.locator("#main-search")
    assert field.get_attribute("role") == "combobox"

    field.press_sequentially(typed)
    at.page.locator("#main-search-list [role=option]").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert told in at.page.locator("[role=search] [role=status]").inner_text()
    at.look()

    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "main-search-list-0"
    field.press("Escape")
    assert (field.get_attribute("aria-expanded"), field.input_value()) == ("false", typed)
    field.press("ArrowDown")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowUp")
    field.press("Enter")
    at.page.wait_for_url(QUESTIONS[language])
    assert at.page.locator("h1").inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_enter_without_a_choice_searches(walker, language, script):
    at = walker(script=script, width=1440)
    at.go(SEARCH[language])
    at.page.keyboard.press("Tab")
    at.page.locator("#main-search").focus()
    at.page.keyboard.type(TYPED[language])
    at.page.keyboard.press("Enter")
    at.page.wait_for_url(f"**{SEARCH[language]}?q={TYPED[language]}")
    at.look()

    assert at.page.locator("main mark").first.inner_text() == MARKED[language]
    assert at.page.locator("main h3 a").first.inner_text() == TITLE[language]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_by_button_what_is_mistyped_is_found_and_what_is_not_there_is_said(walker, language, script):
    at = walker(script=script, width=390)
    at.go(SEARCH[language])
    at.send(at.form_with("q"), q=MISTYPED[language])
    assert at.page.locator("main mark").count() >= 1

    at.send(at.form_with("q"), q="xyzzyplugh")
    assert at.page.locator("#help").inner_text() == NOTHING[language]

    at.page.goto(f"{SEARCH[language]}?q={'x' * 300}")
    at.look()
    assert at.page.locator(".error-summary").count() == 1
