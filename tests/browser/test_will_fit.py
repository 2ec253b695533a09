# SPDX-License-Identifier: EUPL-1.2
"""An asker on a phone reads when it fits, while the question is still being written."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from kennisstad.audit.actions import record
from kennisstad.citylab.models import Question, Status
from kennisstad.website.actions import lay_out
from tests.making import make_course, make_partner

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JANUARY = datetime(2027, 1, 20, 12, tzinfo=timezone.get_default_timezone())
SEPTEMBER = {"starts_on": date(2027, 9, 1), "ends_on": date(2028, 1, 28)}
WELCOME = {"questions_from": date(2026, 9, 1), "questions_until": date(2027, 4, 15)}
WORDS = "Er zijn veel ouderen alleen in onze flat. Wat helpt tegen eenzaamheid?"
SOMETHING_ELSE = {"nl": "Studenten doen daar iets anders", "en": "Students do something else there"}
SAID = {
    "nl": "Te laat voor februari. Insturen kan tot en met 15 april voor september, of in twee delen.",
    "en": "Too late for February. In by 15 April for September, or in two parts.",
}
DATES = {"nl": "Meer over data", "en": "More about dates"}
LAST_DATES = {"nl": "/vragen/uiterste-data/", "en": "/en/questions/last-dates/"}


@pytest.fixture
def city(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: JANUARY)
    lay_out("Leiden", at=JANUARY)
    course = make_course(make_partner("hogeschool", name="Hogeschool Leiden"), languages=["nl", "en"])
    for work in ({"form": "minor"}, {"form": "course", "hours_per_team": 200}):
        course.offerings.create(external_id=str(uuid4()), **work, **SEPTEMBER, **WELCOME)
    record("course.imported", subject=course, by_id=None, at=JANUARY)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_asker_reads_too_late_for_february_in_for_september_or_split(city, walker, language, script):
    me = walker(script=script, width=390)
    me.go("/vragen/stellen/" if language == "nl" else "/en/questions/ask/")
    part = me.page.locator("[data-part=fits]")

    me.page.fill("[name=words]", WORDS)
    me.page.locator("form.form details summary").click()
    me.page.check("[name=size][value=large]")
    if script:
        me.page.check("[name=form][value=thesis]")
        part.get_by_text(SOMETHING_ELSE[language]).wait_for()
        me.page.check("[name=form][value='']")
        part.get_by_text(SAID[language]).wait_for()
    else:
        me.page.click("[name=look]")
    me.look()

    assert SAID[language] in part.inner_text()
    assert me.page.locator("[name=size]:checked").get_attribute("value") == "large"
    me.press(me.page.locator("form.form button:not([name])"))
    me.page.wait_for_load_state()
    me.look()
    # First stands where the question is now; who asks for dates opens them.
    assert SAID[language] not in me.page.locator("main").inner_text()
    me.page.locator("main summary", has_text=DATES[language]).click()
    me.look()
    assert SAID[language] in me.page.locator("main").inner_text()

    question = Question.objects.get()
    question.texts.create(language="nl", title="Wat helpt tegen eenzaamheid?")
    Question.objects.update(status=Status.OPEN)
    me.go(f"/vragen/{question.pk}/" if language == "nl" else f"/en/questions/{question.pk}/")
    if not script:
        me.follow(me.page.locator("[data-part=fits] a"))
    told = me.page.get_by_text(SAID[language])
    told.wait_for()
    assert told.count() == 1
    me.follow(me.page.locator(f"main a[href='{LAST_DATES[language]}']"))
    me.page.locator("main article summary").first.click()
    me.look()
    assert me.page.locator("main article dd").first.inner_text() != ""
    assert me.page.locator("main time").first.get_attribute("datetime") == "2027-04-15"
