# SPDX-License-Identifier: EUPL-1.2
"""Somebody asks for the newsletter, confirms, chooses and leaves; script or not, nobody else is called."""

import json
import re

import pytest
from django.utils import timezone

from kennisstad.mail.models import Letter
from kennisstad.newsletter.models import NeverAgain, Reader
from kennisstad.website.actions import lay_out
from tests.agreement.making import make_agreement, make_theme
from tests.making import make_district
from tests.neighbourhoods.making import make_city

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = {"nl": "/", "en": "/en/"}
GET_IT = {"nl": "Krijg het per mail", "en": "Get it by mail"}
LOOK = {"nl": "Kijk in uw mail", "en": "Look in your mail"}
KEPT = {"nl": "Uw keuzes zijn bewaard", "en": "Your choices are kept"}
DONE = {"nl": "Dit is al gedaan", "en": "This is done already"}
LEFT = {"nl": "U krijgt geen nieuwsbrief meer", "en": "You get no newsletter any more"}
SUBJECT = {
    "nl": "Wilt u de nieuwsbrief? Bevestig het binnen 7 dagen",
    "en": "Do you want the newsletter? Confirm",
}


@pytest.fixture
def city():
    make_city()
    lay_out("Leiden", at=timezone.now())
    make_theme(make_agreement(), "climate")
    return make_district()


def link_in_the_letter():
    return re.search(r"https?://[^/]+(/\S+/\S{50,}/)", Letter.objects.get().body).group(1)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_reader_asks_confirms_chooses_and_leaves(city, walker, language, script):
    me = walker(script=script, width=390)
    foreign = re.compile(f"^(?!{re.escape(me.address)}|data:|blob:)")
    me.context.route(foreign, lambda route: route.abort())
    me.go(HOME[language])
    me.follow(me.page.locator("main").get_by_role("link", name=GET_IT[language]))

    form = me.form_with("email")
    me.send(form, email="ana@")
    assert me.page.input_value("[name=email]") == "ana@"
    me.send(me.form_with("email"), email="ana@example.org", districts=city.code, themes="climate")
    assert LOOK[language] in me.page.inner_text("h1")
    reader = Reader.objects.get()
    assert (reader.status, reader.language, reader.districts) == ("asked", language, [city.code])
    assert Letter.objects.get().subject.startswith(SUBJECT[language])

    letter = link_in_the_letter()
    me.go(letter)
    assert Reader.objects.get().status == "asked"
    me.send(me.page.locator("main form"))
    assert Reader.objects.get().status == "reading"
    me.go(letter)
    assert DONE[language] in me.page.inner_text("h1")

    me.follow(me.page.locator("main a").first)
    choices = me.form_with("language")
    assert choices.locator("[name=districts]").is_checked()
    choices.locator("[name=districts]").uncheck()
    me.send(choices)
    assert KEPT[language] in me.page.inner_text("[role=status]")
    assert (Reader.objects.get().districts, Reader.objects.get().themes) == ([], ["climate"])
    with me.page.expect_download() as started:
        me.page.locator("main a[download]").click()
    assert json.loads(started.value.path().read_text())["email"] == "ana@example.org"

    me.follow(me.page.locator("#leave ~ p a"))
    assert Reader.objects.exists()
    me.send(me.page.locator("main form"))
    assert LEFT[language] in me.page.inner_text("h1")
    assert (Reader.objects.exists(), NeverAgain.objects.count()) == (False, 1)
    assert me.context.cookies() == []
