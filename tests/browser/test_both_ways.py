# SPDX-License-Identifier: EUPL-1.2
"""The other way round by hand: a student looks, a coordinator asks, the broker proposes with one click."""

import pytest

from kennisstad.accounts.models import Role
from kennisstad.citylab import indexing
from kennisstad.citylab.models import Interest, Question, Status
from kennisstad.education.models import Course
from tests.browser.test_road import city, sign_in, sign_out  # noqa: F401
from tests.making import make_question, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COURSES = {"nl": "/werkplek/vakken", "en": "/en/workspace/courses"}
QUESTIONS = {"nl": "/werkplek/vragen", "en": "/en/workspace/questions"}


@pytest.mark.parametrize(("language", "script", "width"), [("nl", False, 390), ("en", True, 1280)])
def test_a_question_is_found_asked_for_and_proposed(
    city: Course,  # noqa: F811
    walker,
    language,
    script,
    width,
):
    dutch, root = language == "nl", "" if language == "nl" else "/en"
    make_user(Role.BROKER, email="second@example.org")
    question = make_question(title="Wat helpt tegen eenzaamheid van ouderen in de flat?")
    indexing.rebuild()
    me = walker(script=script, width=width)

    me.go("/vragen/" if dutch else "/en/questions/")
    me.follow(me.page.locator(f"main a[href$='/{'om-aan-te-werken' if dutch else 'to-work-on'}/']"))
    me.send(me.form_with("level"), words="eenzame ouderen", level="bachelor")
    assert me.page.get_by_text(city.text_in(language).name).count() == 1
    me.follow(me.page.locator(f"main .entry a[href$='/{question.pk}/']"))
    assert me.context.cookies() == []

    sign_in(me, root, "coordinator")
    me.go(f"{COURSES[language]}/{city.pk}/")
    me.send(
        me.page.locator(f"form[action$='/{question.pk}/']:has([name=note])"), note="Graag in het voorjaar."
    )
    assert Interest.objects.waiting().count() == 1
    sign_out(me)

    sign_in(me, root, "broker")
    me.follow(me.page.locator("main a[href$='?tray=asked-for']"))
    me.follow(me.page.locator(f"main a[href='{QUESTIONS[language]}/{question.pk}/']"))
    me.send(me.page.locator("section:has(#interests-heading) form"))
    assert Question.objects.get().status == Status.PROPOSED
