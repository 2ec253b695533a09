# SPDX-License-Identifier: EUPL-1.2
"""A neighbourhood pauses for a while, says why, and hears no more of it; who planned to come is told."""

from datetime import date

import pytest
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.fieldwork import actions
from kennisstad.fieldwork.models import Limit, Pause
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import NotNow
from kennisstad.web.templatetags.web import in_words
from tests.fieldwork.making import make_fieldwork, make_limit, make_neighbourhood, make_pause
from tests.making import MONDAY, in_english, make_course, make_district, make_partner, make_project, make_user

pytestmark = pytest.mark.django_db
TODAY, LATER = MONDAY.date(), date(2027, 3, 31)
WHY = {"nl": "Drie onderzoeken in één jaar is genoeg.", "en": ""}


def pause(area, starts_on=TODAY, ends_on=LATER, reasons=WHY, by=None) -> Pause:
    return actions.pause(area, starts_on=starts_on, ends_on=ends_on, reasons=reasons, by=by, at=MONDAY)


def refusal(act) -> str:
    with override("en"):
        with pytest.raises(NotNow) as refused:
            act()
        return str(refused.value)


def test_a_pause_has_days_a_reason_and_somebody_who_said_so():
    district, director = make_district(), make_user(Role.NEIGHBOURHOOD_DIRECTOR)

    made = pause(district, by=director)

    assert [(text.language, text.reason) for text in made.texts.all()] == [("nl", WHY["nl"])]
    event = Event.objects.get()
    facts = {"area": district.pk, "until": "2027-03-31"}
    assert (event.kind, event.actor, event.facts) == ("pause.begun", director.pk, facts)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reasons": {"nl": ""}}, "Say why: everybody can read the reason."),
        ({"ends_on": date(2026, 11, 22)}, "The last day is before the first."),
        ({"starts_on": date(2026, 11, 22)}, "A pause begins today or later."),
        (
            {"ends_on": date(2027, 11, 24)},
            "A pause lasts at most a year. You can pause again when it is over.",
        ),
    ],
)
def test_a_pause_that_cannot_be_is_refused(given, said):
    assert refusal(lambda: pause(make_district(), **given)) == said


def test_an_area_is_paused_once_at_a_time():
    district = make_district("Mors")
    pause(district)

    said = refusal(lambda: pause(district, starts_on=LATER, ends_on=LATER))
    pause(district, starts_on=date(2027, 4, 1), ends_on=date(2027, 4, 30))

    assert said == f"Mors is paused until {in_english(LATER)} already. Lift that pause first."


def test_who_planned_to_come_in_those_days_gets_a_letter_with_the_reason():
    district = make_district("Mors")
    coordinator = make_user(Role.COORDINATOR, partner=make_partner(), language="nl")
    course = make_course(coordinators=[coordinator])
    project = make_project(title="Samen de straat op", course=course)
    planned = make_fieldwork(make_neighbourhood(district), project=project)
    make_fieldwork(district, project=project, starts_on=date(2027, 4, 1))
    make_fieldwork(district, project=project, status="under-way")

    pause(district)

    letter = Letter.objects.get()
    assert letter.to == coordinator.email
    with override("nl"):
        assert letter.subject == f"Mors vraagt rust tot en met {in_words(LATER)}"
    assert WHY["nl"] in letter.body
    assert f"/werkplek/veldwerk/{planned.pk}/" in letter.body


def test_a_pause_that_is_lifted_ends_today_and_only_once():
    made = make_pause(make_district(), starts_on=date(2026, 11, 1))

    actions.lift(made, by=None, at=MONDAY)

    assert Pause.objects.get().lifted_on == TODAY
    assert refusal(lambda: actions.lift(made, by=None, at=MONDAY)) == "This pause is over already."


def test_a_pause_that_has_not_begun_can_be_lifted_and_then_holds_on_no_day():
    made = make_pause(make_district())

    actions.lift(made, by=None, at=MONDAY)

    assert (made.lifted_on, made.days) == (date(2027, 1, 1), None)


def test_a_limit_is_set_and_taken_away_again_and_written_down():
    district = make_district()
    make_limit(district, threshold=5)

    actions.set_limit(district, threshold=120, rest_days=45, by=None, at=MONDAY)
    assert list(Limit.objects.values_list("threshold", "rest_days")) == [(120, 45)]

    actions.set_limit(district, threshold=None, rest_days=0, by=None, at=MONDAY)
    assert not Limit.objects.exists()
    assert list(Event.objects.order_by("pk").values_list("kind", "facts")) == [
        ("area.limit-set", {"threshold": 120, "rest_days": 45}),
        ("area.limit-set", {"threshold": None, "rest_days": 0}),
    ]
