# SPDX-License-Identifier: EUPL-1.2
"""A neighbourhood asks for rest: no course comes while it lasts, and everybody reads why, and until when."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.citylab.models import Question, Status
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner
from kennisstad.web.templatetags.web import in_words
from kennisstad.website.actions import lay_out
from tests.browser.test_road import sign_in, sign_out, with_password
from tests.making import make_course, make_district, make_partner, make_proposal, make_question, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
today = timezone.localdate
STARTS, ENDS = today() + timedelta(days=30), today() + timedelta(days=150)
PAUSED_UNTIL = today() + timedelta(days=60)
AREAS = {"nl": "/werkplek/veldwerk/gebieden", "en": "/en/workspace/fieldwork/areas"}
PROPOSALS = {"nl": "/werkplek/voorstellen", "en": "/en/workspace/proposals"}
CALENDARS = {"nl": "/werkplek/kalenders/", "en": "/en/workspace/calendars/"}
LOAD = {"nl": "/wijken/belasting/", "en": "/en/neighbourhoods/load/"}
WHY = "Drie onderzoeken in een half jaar is genoeg."


@pytest.fixture
def institution() -> Partner:
    """Two districts, a question about the first of them, and a course to which it was proposed."""
    lay_out("Leiden", at=timezone.now())
    made = make_partner("hogeschool", name="Hogeschool")
    coordinator = with_password(make_user(Role.COORDINATOR, partner=made, username="coordinator"))
    with_password(make_user(Role.NEIGHBOURHOOD_DIRECTOR, username="director"))
    course = make_course(made, coordinators=[coordinator])
    course.offerings.update(starts_on=STARTS, ends_on=ENDS, questions_until=STARTS - timedelta(days=7))
    district = make_district("Merenwijkdistrict")
    make_district("Stevenshofdistrict")
    make_proposal(make_question(status=Status.PROPOSED, districts=[district]), course)
    return made


def root(language: str) -> str:
    return "" if language == "nl" else "/en"


@pytest.mark.parametrize(
    ("language", "script", "width"), [("nl", True, 1280), ("en", False, 390)], ids=["nl", "en-no-script"]
)
def test_a_paused_quarter_stops_a_placement(institution, walker, language, script, width):
    me, question = walker(script=script, width=width), Question.objects.get()
    paused = Area.objects.get(name="Merenwijkdistrict")
    sign_in(me, root(language), "director")
    me.go(f"{AREAS[language]}/{paused.pk}/")
    days = {"starts_on": today().isoformat(), "ends_on": PAUSED_UNTIL.isoformat()}
    me.send(me.form_with("reason_nl"), reason_nl=WHY, **days)
    me.page.locator("main .note").get_by_text(WHY).wait_for()
    sign_out(me)

    sign_in(me, root(language), "coordinator")
    me.go(f"{PROPOSALS[language]}/{question.proposals.get().pk}/")
    me.send(me.page.locator("section:has(#answer) form").first)

    refusal = me.page.locator("[role=alert]").inner_text()
    for sentence in sentences(language):
        assert sentence in refusal
    question.refresh_from_db()
    assert (question.status, question.project) == (Status.PROPOSED, None)

    sign_out(me)
    me.go(LOAD[language])
    assert me.page.get_by_text(WHY).count() == 1
    assert me.context.cookies() == []


def sentences(language: str) -> list[str]:
    """Why it is refused, and what would fit."""
    with override(language):
        last, next_day = in_words(PAUSED_UNTIL), in_words(PAUSED_UNTIL + timedelta(days=1))
    if language == "nl":
        return [
            f"Merenwijkdistrict heeft een pauze tot en met {last}: de wijk vraagt om geen nieuw bezoek.",
            f"Er is ruimte in Stevenshofdistrict, of hier vanaf {next_day}.",
        ]
    return [
        f"Merenwijkdistrict is paused until {last}: the neighbourhood asks for no new visits.",
        f"There is room in Stevenshofdistrict, or here from {next_day} on.",
    ]


@pytest.mark.parametrize("width", [390, 1280])
def test_calendars_and_load_can_be_read_by_everybody(institution, walker, width):
    me = walker(script=True, width=width)
    for language in ("nl", "en"):
        me.go(LOAD[language])
    assert me.context.cookies() == []
    sign_in(me, "", "coordinator")
    for language in ("nl", "en"):
        me.go(CALENDARS[language])
    me.follow(me.page.locator(f"main a[href$='/{institution.pk}/']"))
