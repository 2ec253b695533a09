# SPDX-License-Identifier: EUPL-1.2
"""The desk by keyboard, in a real browser; and that it needs no script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.citylab.models import Status
from tests.making import make_question, make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("own_index"),
]


@pytest.fixture
def page_of(browser, live_server):
    """Open a page of the desk as a broker, with script or without."""
    client, contexts = Client(), []
    client.force_login(make_user(Role.BROKER))
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
    }

    def opened(name, /, *, script=True, **kwargs):
        context = browser.new_context(java_script_enabled=script)
        contexts.append(context)
        context.add_cookies([cookie | {"url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + address_of(name, **kwargs))
        return page

    yield opened
    for context in contexts:
        context.close()


def address_of(name, **kwargs) -> str:
    with override("en"):
        return reverse(f"workspace:{name}", kwargs=kwargs)


def focus_in(page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


def test_j_and_k_go_from_line_to_line_and_enter_opens(page_of):
    questions = [make_question(status=Status.SENT, words=f"Vraag {place}") for place in range(3)]
    page = page_of("desk")

    seen = []
    for key in "jjjjkk":
        page.keyboard.press(key)
        seen.append(focus_in(page))
    page.keyboard.press("Enter")
    page.wait_for_url("**" + address_of("question", pk=questions[0].pk))

    assert seen == ["Vraag 0", "Vraag 1", "Vraag 2", "Vraag 2", "Vraag 1", "Vraag 0"]


def test_letters_typed_in_a_field_stay_letters(page_of):
    page = page_of("question", pk=make_question().pk)
    field = page.locator("[name=words]").first
    field.focus()

    page.keyboard.type("jk?")

    assert field.input_value() == "jk?"
    assert page.locator("dialog").evaluate("dialog => dialog.open") is False


@pytest.mark.parametrize("opened", ["?", "click"])
def test_the_list_of_keys_opens_and_escape_closes_it(page_of, opened):
    page = page_of("desk")
    dialog = page.locator("dialog")

    page.locator("[data-keys]").click() if opened == "click" else page.keyboard.press("?")
    assert dialog.is_visible()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("j")
    assert dialog.is_visible()
    page.keyboard.press("Escape")

    assert not dialog.is_visible()


def test_without_script_there_are_no_keys_and_every_outcome_is_there(page_of):
    page = page_of("question", script=False, pk=make_question(status=Status.SENT).pk)

    page.locator("summary", has_text="Decline").click()
    page.locator("form[action$='/decline/'] [name=message_nl]").fill("Wij kunnen dit niet uitzoeken.")
    page.locator("form[action$='/decline/'] button").click()

    assert page.locator(".messages .success").count() == 1
    assert not page.locator("[data-keys]").is_visible()


def test_what_is_wrong_takes_the_focus_and_can_be_read_by_all(page_of):
    page = page_of("question", pk=make_question(status=Status.SENT, title=None).pk)

    page.locator("form[action$='/sharpen/'] button").click()
    page.wait_for_load_state()

    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert Axe().run(page).response["violations"] == []
