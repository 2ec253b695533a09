# SPDX-License-Identifier: EUPL-1.2
"""A newcomer makes the path and the calendar; days and ticks stay in the browser."""

from datetime import date, datetime

import pytest
from django.utils import timezone
from icalendar import Calendar

from kennisstad.website.actions import lay_out
from tests.browser.keyboard import fill_in, press, reach, skip_to_the_content, walk_through
from tests.welcome.making import make_step

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JANUARY = datetime(2027, 1, 12, 12, tzinfo=timezone.get_default_timezone())
START = {"nl": "/welkom/", "en": "/en/welcome/"}
SAID = {"nl": "Uiterlijk woensdag 20 januari 2027", "en": "By Wednesday 20 January 2027"}
PATH = {"nl": "/welkom/route/", "en": "/en/welcome/path/"}
TOO_FAR = {"nl": "Dit is te ver weg", "en": "This is too far ahead"}


@pytest.fixture
def city(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: JANUARY)
    lay_out("Leiden", at=JANUARY)
    make_step("register")
    make_step("insure", due=4, unit="month", place=1, title="Insure")
    make_step("deregister", phase="leaving", counted_from="departure", due=0, title="Deregister")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_newcomer_makes_the_path_and_the_calendar(city, walker, language, script):
    me = walker(script=script, width=390)
    sent = []
    me.page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    me.go(START[language])
    me.follow(me.page.locator("main a[href$='kind=student']"))
    box = me.page.locator("[data-step=register]")

    me.page.fill("[name=arrival]", "2099-01-01")
    me.page.locator("[data-newcomer-days] button").first.click()
    me.page.get_by_text(TOO_FAR[language]).first.wait_for()
    me.look()
    assert me.page.input_value("[name=arrival]") == "2099-01-01"

    me.page.fill("[name=arrival]", "2027-01-15")
    me.page.locator("[data-newcomer-days] button").first.click()
    me.page.get_by_text(SAID[language]).wait_for()
    me.look()
    with me.page.expect_download() as started:
        me.page.locator("[data-newcomer-days] button[formaction]").click()
    events = Calendar.from_ical(started.value.path().read_bytes()).walk("VEVENT")
    assert [str(event["dtstart"].dt) for event in events] == ["2027-01-20", "2027-05-15"]

    box.check()
    assert all("2027-01" not in line.partition(" ")[0] for line in sent), "a day stood in an address"
    assert all("register" not in line for line in sent), "a tick reached the server"
    if script:
        me.page.goto(me.page.url)
        me.page.get_by_text(SAID[language]).wait_for()
        assert box.is_checked()
        assert me.page.input_value("[name=arrival]") == "2027-01-15"
        assert all("register" not in line for line in sent)
        me.page.locator("[data-newcomer-forget]").click()
        me.page.wait_for_load_state()
        assert not box.is_checked()
        assert me.page.evaluate("Object.keys(localStorage).length") == 0
        assert me.page.input_value("[name=arrival]") == ""


@pytest.mark.parametrize(("language", "width"), [("nl", 390), ("en", 1280)])
def test_the_path_is_made_with_the_keyboard_alone(city, walker, language, width):
    me = walker(script=True, width=width)
    me.page.emulate_media(reduced_motion="reduce")
    me.go(PATH[language])
    walk_through(me)
    skip_to_the_content(me)
    kinds = me.page.locator("[name=kind]")
    reach(me, kinds.first)
    me.page.keyboard.press("Space")
    me.page.keyboard.press("ArrowDown")
    chosen = me.page.locator("[name=kind]:checked").input_value()
    assert chosen == kinds.nth(1).input_value()
    press(me, me.form_with("kind").locator("button"))
    assert f"kind={chosen}" in me.page.url

    box, days = me.page.locator("[data-step=register]"), me.page.locator("[data-newcomer-days]")
    reach(me, box)
    me.page.keyboard.press("Space")
    assert box.is_checked()
    fill_in(me, days, arrival=date(2027, 1, 15))
    reach(me, days.locator("button").first)
    me.page.keyboard.press("Enter")
    me.page.get_by_text(SAID[language]).wait_for()
    me.look()
    # Who sent the form stands at the steps, where the days came, and what was ticked still is.
    assert me.page.evaluate("document.activeElement.dataset.part") == "path"
    assert box.is_checked()
    walk_through(me)
    reach(me, days.locator("button[formaction]"))
    with me.page.expect_download() as started:
        me.page.keyboard.press("Enter")

    events = Calendar.from_ical(started.value.path().read_bytes()).walk("VEVENT")
    assert [str(event["dtstart"].dt) for event in events] == ["2027-01-20", "2027-05-15"]
