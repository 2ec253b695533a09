# SPDX-License-Identifier: EUPL-1.2
"""A resident adopts a day on a phone; somebody goes through the campus pages with the keyboard alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.website.actions import lay_out
from kennisstad.years import actions
from kennisstad.years.models import Adoption, Day
from tests.campus.making import make_campus, make_homes, make_site, make_spin_off
from tests.making import make_partner, make_user
from tests.neighbourhoods.making import make_city, make_district
from tests.years.making import make_day, make_year

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = {"nl": "dit is uw dag", "en": "this is your day"}
START = {"nl": "/themajaar/", "en": "/en/themed-years/"}


@pytest.fixture
def city():
    make_city()
    lay_out("Leiden", at=timezone.now())
    return make_district(1, "Stationsdistrict")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_resident_adopts_a_day_and_lets_go_of_it(city, walker, language, script):
    year, today = make_year("wijk"), timezone.localdate()
    make_day(year, today + timedelta(days=9), area=city)
    make_user(Role.BROKER)
    me = walker(script=script, width=390)

    me.go(START[language])
    me.follow(me.page.locator("main .entry__title a"))
    me.follow(me.page.locator("main .entry__title a"))
    me.follow(me.page.locator("main .actions a.button"))
    form = me.form_with("owner")
    me.send(form, owner="De Hoek", plan="Wij koken samen.")
    assert me.page.locator(".error-summary").count() == 1
    assert me.page.input_value("[name=plan]") == "Wij koken samen."
    me.page.check("[name=consent]")
    me.send(me.form_with("owner"))
    own = me.page.url

    actions.agree(Adoption.objects.get(), by=None, at=timezone.now())
    me.page.goto(own)
    me.look()
    assert SAID[language] in me.page.locator("main").inner_text()
    me.go(f"{START[language]}wijk/")
    assert "De Hoek" in me.page.locator("main ol").inner_text()

    me.page.goto(own)
    me.follow(me.page.locator("main a[href$='withdraw/'], main a[href$='loslaten/']"))
    me.press(me.page.locator("main form button"))
    me.page.wait_for_load_state()
    me.look()
    assert Day.objects.values_list("status", "owner").get() == ("free", "")


def test_campus_pages_are_walked_by_keyboard(city, walker):
    partner = make_partner("universiteit")
    campus = make_campus("bio", partner, district=city)
    make_site(campus, "lab")
    make_homes("flat", district=city)
    make_homes("toren", district=city, whom="staff")
    make_spin_off("firma", partner, campus=campus)
    me = walker(script=True, width=1440)

    for path in ("/campus/", "/campus/spin-offs/", "/en/campus/bio/", "/campus/woningen/"):
        me.go(path)
    me.page.focus("#id_whom")
    me.page.keyboard.press("m")
    for _stop in range(4):
        me.page.keyboard.press("Tab")
    assert me.page.evaluate("document.activeElement.tagName") == "BUTTON"
    me.page.keyboard.press("Enter")
    me.page.wait_for_url("**whom=staff**")
    me.look()
    assert me.page.locator("#sentence").inner_text() == "Eén woningproject, met 100 woningen."
    tablet = walker(script=True, width=768)
    tablet.go("/campus/woningen/")
    inside, seen = tablet.page.evaluate(
        "(e => [e.scrollWidth, e.clientWidth])(document.querySelector('.table'))"
    )
    assert inside <= seen
    narrow = walker(script=False, width=390)
    for path in ("/campus/", "/campus/bio/", "/en/campus/homes/", "/en/campus/spin-offs/"):
        narrow.go(path)
