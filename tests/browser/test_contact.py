# SPDX-License-Identifier: EUPL-1.2
"""Somebody writes to the city, with script and without, and the desk answers; no other host is asked."""

from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.contact.models import Message
from kennisstad.mail.models import Letter
from kennisstad.web.forms import FormForAnyone
from kennisstad.website.actions import lay_out
from tests.browser.test_road import sign_in, sign_out, with_password
from tests.contact.making import make_ready_answer
from tests.making import make_partner, make_user
from tests.neighbourhoods.making import make_city

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROOT = {"nl": "", "en": "/en"}
PARTNERS = {"nl": "/partners/museum/", "en": "/en/partners/museum/"}
DESK = {"nl": "/werkplek/berichten/", "en": "/en/workspace/messages/"}
LOOKED_AT = {"nl": "Eerst kijkt iemand van ons loket ernaar", "en": "First somebody of our desk looks at it"}


@pytest.fixture
def everybody_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here nobody is: a proof is one of the device. But a test fills in faster than a person."""
    monkeypatch.setattr(FormForAnyone, "least_s", 0.01)


@pytest.fixture
def city() -> None:
    # Where sites begin is kept in the cache, which outlives a test's database.
    cache.clear()
    make_city(phone="14 071", address="Stationsplein 107", place="Leiden")
    lay_out("Leiden", at=timezone.now())
    museum = make_partner("museum", name="Museum")
    with_password(make_user(Role.PARTNER_EDITOR, partner=museum, username="museum"))
    with_password(make_user(Role.BROKER, username="broker"))
    make_ready_answer("Openingstijden", "Wij zijn er op werkdagen.")


def out_of_reach(me: Any) -> None:
    """Let nothing through but what is ours: no reCAPTCHA, no font, no count."""
    ours = (me.address, "data:", "blob:")
    me.context.route(lambda address: not address.startswith(ours), lambda route: route.abort())


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_message_about_an_organisation_reaches_its_desk_and_is_answered(walker, language, script):
    me = walker(script=script, width=390)
    out_of_reach(me)

    me.go(PARTNERS[language])
    me.follow(me.page.locator("main a[href*='about=partner']"))
    assert me.page.locator("[name=kind]:checked").get_attribute("value") == "partner"
    assert me.page.locator("[name=partner]").input_value() == "museum"
    assert me.page.locator("[name=theme]").is_visible() is False
    assert me.page.locator(".other-ways").get_by_text("14 071").count() == 1
    me.send(me.form_with("words"), words="Wanneer bent u open?", email="noor@example.org")

    message = Message.objects.get()
    assert (message.look_first, message.language, message.kind) == (not script, language, "partner")
    assert (me.page.get_by_text(LOOKED_AT[language]).count() == 1) == (not script)
    assert me.page.locator(".spoken-code").inner_text() in me.page.url
    assert Letter.objects.filter(to="noor@example.org").exists() == script
    assert me.context.cookies() == []
    follow = me.page.url

    if not script:
        sign_in(me, ROOT[language], "broker")
        me.go(f"{DESK[language]}?show=first")
        me.follow(me.page.locator("main tbody a"))
        me.send(me.page.locator("form[action*='doorlaten'], form[action*='let-through']"))
        sign_out(me)
    sign_in(me, ROOT[language], "museum")
    me.go(DESK[language])
    me.follow(me.page.locator("main tbody a"))
    me.send(me.page.locator("main form:has([name=ready])"))
    assert me.page.locator("[name=words]").input_value() == "Wij zijn er op werkdagen."
    me.send(me.page.locator("main form:has([name=words])"))
    sign_out(me)

    me.page.goto(follow)
    me.look()
    assert me.page.get_by_text("Wij zijn er op werkdagen.").count() == 1
    assert (
        Letter.objects.filter(
            to="noor@example.org", subject__icontains="answer" if language == "en" else "antwoord"
        ).count()
        == 1
    )


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_form_is_reached_from_every_page_and_knows_where_from(walker, language, script):
    me = walker(script=script, width=1280)
    out_of_reach(me)

    me.go(f"{ROOT[language]}/")
    me.follow(me.page.locator("footer a[href*='?page=']"))

    assert me.page.locator("[name=page]").input_value() == f"{ROOT[language]}/"
    me.send(me.form_with("words"), words="")
    assert me.page.locator(".error-summary").count() == 1
    me.send(me.form_with("words"), kind="press", words="Ik schrijf voor de krant.")
    assert Message.objects.values_list("kind", "page", "look_first").get() == (
        "press",
        f"{ROOT[language]}/",
        not script,
    )
    assert me.page.locator("footer a[href*='?page=']").count() == 0, (
        "the address of a message is told to nobody"
    )
    assert me.context.cookies() == []
