# SPDX-License-Identifier: EUPL-1.2
"""A teacher books the last seat while another loses it politely, waits, and gets it after all."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kennisstad.mail.models import Letter
from kennisstad.schools.actions import cancel
from kennisstad.schools.models import Booking
from kennisstad.website.actions import lay_out
from tests.browser.keyboard import fill_in, press, skip_to_the_content, walk_through
from tests.making import make_district, make_partner
from tests.schools.making import make_booking, make_moment, make_offer, make_school

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = {"nl": "/scholen/", "en": "/en/schools/"}
WON = {"nl": "Uw klas kan komen", "en": "Your class can come"}
LOST = {"nl": "iemand anders was net vóór u", "en": "somebody else was just before you"}
WAITS = {"nl": "U bent nummer 1 op de lijst.", "en": "You are number 1 on the list."}
CANCELLED = {"nl": "Deze boeking is afgezegd", "en": "This booking was cancelled"}
WHITE = {
    "nl": "Geen school in de wijk Mors kwam dit schooljaar aan de beurt.",
    "en": "No school in Mors had a turn this school year.",
}


@pytest.fixture
def moment():
    at = timezone.now()
    lay_out("Leiden", at=at)
    make_school("De Brug", district=make_district("Mors"))
    offer = make_offer(make_partner("naturalis", name="Naturalis"), district=make_district("Noord"))
    make_moment(offer, days=25, at=at)
    only = make_moment(offer, seats=30, at=at + timedelta(hours=1))
    make_booking(only, 29, at=at)
    return only


def come_to_the_form(me, moment, language):
    me.go(FIRST[language] + "?group=po-5")
    me.follow(me.page.locator("article.entry h3 a"))
    me.follow(me.page.locator(f"a[href$='/{moment.pk}/']"))


def filled(me, who):
    return {"school": "De Brug", "group": "po-5", "pupils": "1", "name": who, "email": f"{who}@example.org"}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_books_the_last_seat(moment, walker, language, script):
    one = walker(script=script, width=390)
    come_to_the_form(one, moment, language)

    one.send(one.form_with("school"), school="De Brug", email="nothing")
    assert one.page.locator(".error-summary").count() == 1
    one.send(one.form_with("school"), **filled(one, "one"))

    assert WON[language] in one.page.inner_text("h1")
    one.press(one.page.locator("main form button"))
    one.page.wait_for_load_state()
    one.look()
    assert list(Booking.objects.order_by("pk").values_list("status", flat=True)) == ["booked", "cancelled"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_another_loses_it_politely_waits_and_gets_it_after_all(moment, walker, language, script):
    other = walker(script=script, width=1440)
    come_to_the_form(other, moment, language)
    # Meanwhile somebody else takes the seat; Chromium does not draw two pages at once.
    first = make_booking(moment, 1, at=timezone.now())

    other.send(other.form_with("school"), **filled(other, "other"))

    assert LOST[language] in other.page.inner_text(".error-summary")
    assert other.page.input_value("[name=email]") == "other@example.org"
    assert other.page.locator(".moments a").count() == 1
    other.press(other.page.locator("button[name=wait]"))
    other.page.wait_for_load_state()
    other.look()
    assert WAITS[language] in other.page.inner_text("main")

    cancel(first, at=timezone.now())
    letter = Letter.objects.get(to="other@example.org", subject__regex="Er is plaats|There is a place")
    other.go(re.search(r"https?://[^/]+(/\S+book-\w+/)\n", letter.body).group(1))
    assert WON[language] in other.page.inner_text("h1")


def test_everybody_reads_which_schools_are_reached(moment, walker):
    me = walker(script=True, width=390)
    for language, said in WHITE.items():
        me.go(FIRST[language])
        me.follow(me.page.locator("main .opening a"))
        assert said in me.page.inner_text("main")


@pytest.mark.parametrize(("language", "width"), [("nl", 390), ("en", 1280)])
def test_a_teacher_books_and_cancels_with_the_keyboard_alone(moment, walker, language, width):
    me = walker(script=True, width=width)
    me.page.emulate_media(reduced_motion="reduce")
    me.go(FIRST[language])
    walk_through(me)
    skip_to_the_content(me)
    press(me, me.page.locator("article.entry h3 a"))
    press(me, me.page.locator(f"main a[href$='/{moment.pk}/']"))
    form = me.form_with("school")
    group = form.locator("[name=group] option[value=po-5]").inner_text()
    fill_in(me, form, school="De Brug", group=group, pupils="1", name="Noor", email="noor@example.org")
    press(me, form.locator("button"))
    assert WON[language] in me.page.inner_text("h1")

    letter = Letter.objects.get(to="noor@example.org")
    me.go(re.search(r"https?://[^/]+(/\S+book-\w+/)\n", letter.body).group(1))
    press(me, me.page.locator("main form button"))

    assert CANCELLED[language] in me.page.inner_text("h1")
    assert Booking.objects.latest("pk").status == "cancelled"
