# SPDX-License-Identifier: EUPL-1.2
"""Whom something stops says so and reads the answer; links and components are fit for everybody."""

import pytest
from django.core.cache import cache

from kennisstad.accounts.models import Role
from kennisstad.contact import actions
from kennisstad.contact.models import Message
from kennisstad.website.actions import lay_out
from kennisstad.website.components import COMPONENTS
from tests.making import MONDAY, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STATEMENT = {"nl": "/toegankelijkheid/", "en": "/en/accessibility/"}
BOOK = {"nl": "/componenten/", "en": "/en/components/"}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_somebody_reports_what_does_not_work_and_reads_the_answer(walker, language, script):
    # Where sites begin is kept in the cache, which outlives a test's database.
    cache.clear()
    lay_out("Leiden", MONDAY)
    broker, me = make_user(Role.BROKER), walker(script=script, width=390)

    me.go(STATEMENT[language])
    me.follow(me.page.locator("main a.button"))
    me.send(me.form_with("words"), words="", name="Noor", email="geen adres")
    assert me.page.locator(".error-summary li").count() == 2
    assert me.page.locator("[name=name]").input_value() == "Noor"
    me.send(me.form_with("words"), words="Ik kan de kaart niet lezen.", email="noor@example.org")
    message = Message.objects.get()
    assert (message.kind, message.language, message.name) == ("accessibility", language, "Noor")
    assert me.page.locator(".spoken-code").inner_text() in me.page.url
    actions.answer(message, words="De lijst eronder zegt hetzelfde.", by=broker, at=MONDAY)
    me.page.reload()
    me.look()

    assert me.page.get_by_text("De lijst eronder zegt hetzelfde.").count() == 1
    assert me.context.cookies() == []


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("nl", 390, "light"), ("en", 768, "dark"), ("nl", 1440, "light")]
)
def test_every_component_is_fit_for_everybody(walker, language, width, scheme):
    me = walker(script=True, width=width)
    me.page.emulate_media(color_scheme=scheme)

    me.go(BOOK[language])

    assert me.page.locator(".specimen").count() == len(COMPONENTS)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("address", ["/", "/en/"], ids=["nl", "en"])
def test_the_first_link_leads_past_the_head_of_the_page_and_loads_nothing_again(walker, address, script):
    lay_out("Leiden", MONDAY)
    me = walker(script=script, width=390)
    me.go(address)
    loaded = []
    me.page.on("request", lambda one: loaded.append(one.url) if one.is_navigation_request() else None)

    me.page.keyboard.press("Tab")
    assert me.page.locator(".skip:focus").bounding_box()["y"] >= 0
    me.page.keyboard.press("Enter")
    me.page.wait_for_url("**#main")
    me.page.keyboard.press("Tab")

    assert me.page.locator("main :focus").count() == 1
    assert loaded == []
