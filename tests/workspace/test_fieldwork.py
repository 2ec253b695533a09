# SPDX-License-Identifier: EUPL-1.2
"""The ledger at the desks: planned by teams, paused by the neighbourhood, told of by institutions."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.citylab.models import Proposal, Question
from kennisstad.citylab.models import Status as Stands
from kennisstad.fieldwork.load.terms import term_of
from kennisstad.fieldwork.models import Fieldwork, Limit, Norms, Pause, SharedVisit, Status
from kennisstad.projects.models import Project
from tests.fieldwork.making import make_fieldwork, make_limit, make_neighbourhood, make_norms, make_pause
from tests.making import (
    make_course,
    make_district,
    make_partner,
    make_project,
    make_proposal,
    make_question,
    make_user,
)
from tests.website.making import main

pytestmark = pytest.mark.django_db
today = timezone.localdate
NEXT = term_of(today()).following
FIRST, LAST = NEXT.first_day, NEXT.first_day + timedelta(days=60)
DOORS = {"kind": "doors", "number": "30", "starts_on": str(FIRST), "ends_on": str(LAST), "street": ""}


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def director(desk_of):
    return desk_of(make_user(Role.NEIGHBOURHOOD_DIRECTOR))


def team(**fields):
    partner = make_partner()
    coordinator = make_user(Role.COORDINATOR, partner=partner)
    return coordinator, make_project(
        partner, course=make_course(partner, coordinators=[coordinator]), **fields
    )


def test_a_team_plans_what_it_asks_and_sees_it_on_its_project(desk_of):
    coordinator, project = team()
    project.districts.add(district := make_district("Mors"))
    make_neighbourhood(district, "Hoge Mors")
    make_district("Elders")
    desk = desk_of(coordinator)

    choices = desk.see("project", pk=project.pk).context["plan"].fields["area"].choices
    answer = desk.press("plan_fieldwork", DOORS | {"area": district.pk}, pk=project.pk)

    assert [label for value, label in choices if value] == ["Mors", "Mors: Hoge Mors"]
    assert (answer.status_code, Fieldwork.objects.get().number) == (302, 30)
    assert "Doors: 30 · Mors" in main(desk.see("project", pk=project.pk)).text


def test_a_plan_that_does_not_fit_says_what_would_and_keeps_what_was_filled_in(desk_of):
    coordinator, project = team()
    make_limit(district := make_district("Mors"), threshold=20)
    make_district("Stevenshof")

    answer = desk_of(coordinator).press("plan_fieldwork", DOORS | {"area": district.pk}, pk=project.pk)

    page = main(answer)
    assert answer.status_code == 409
    assert "Mors has room for 20 contacts until" in page.text
    assert "There is room in Stevenshof" in page.text
    assert answer.context["plan"]["number"].value() == "30"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"street": "Kerkstraat 12"}, "Write the name of the street without a house number."),
        ({"ends_on": str(FIRST - timedelta(days=1))}, "The last day is before the first."),
        ({"number": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"area": "0"}, "Select a valid choice. 0 is not one of the available choices."),
    ],
)
def test_what_cannot_be_planned_is_said_in_the_form(desk_of, fields, said):
    coordinator, project = team()
    district = make_district()

    answer = desk_of(coordinator).press(
        "plan_fieldwork", DOORS | {"area": district.pk} | fields, pk=project.pk
    )

    assert (answer.status_code, said in main(answer).text, Fieldwork.objects.count()) == (400, True, 0)


def test_fieldwork_goes_from_planned_to_done(desk_of):
    coordinator, project = team()
    work = make_fieldwork(make_district(), project=project)
    desk = desk_of(coordinator)

    desk.press("change_number", {"number": 8}, pk=work.pk)
    desk.press("begin_fieldwork", pk=work.pk)
    desk.press("finish_fieldwork", {"number_done": 7}, pk=work.pk)
    late = desk.press("call_off_fieldwork", pk=work.pk)

    work.refresh_from_db()
    assert (work.status, work.number, work.number_done) == (Status.DONE, 8, 7)
    assert (late.status_code, "This fieldwork is done already." in main(late).text) == (409, True)


def test_two_teams_in_one_street_find_each_other_and_agree(desk_of):
    (one, first), (other, second) = team(title="Groen"), team(title="Geluid")
    district = make_district("Mors")
    for user, project in ((one, first), (other, second)):
        asks = DOORS | {"area": district.pk, "street": "Kerkstraat"}
        desk_of(user).press("plan_fieldwork", asks, pk=project.pk)
    shared, mine = SharedVisit.objects.get(), Fieldwork.objects.get(project=first)
    its = Fieldwork.objects.get(project=second)

    assert "“Geluid”" in main(desk_of(one).see("project", pk=first.pk)).text
    desk_of(one).press("agree_to_share", pk=mine.pk, shared=shared.pk)
    waits = main(desk_of(one).see("one_fieldwork", pk=mine.pk)).text
    desk_of(other).press("agree_to_share", pk=its.pk, shared=shared.pk)

    assert "The other has not answered yet." in waits
    assert "You do this together." in main(desk_of(other).see("project", pk=second.pk)).text
    assert desk_of(one).press("agree_to_share", pk=its.pk, shared=shared.pk).status_code == 403


def test_the_director_pauses_a_district_and_a_placement_there_is_stopped(desk_of, director):
    district, elsewhere = make_district("Mors"), make_district("Stevenshof")
    coordinator = make_user(Role.COORDINATOR, partner=(partner := make_partner()))
    course = make_course(partner, coordinators=[coordinator], questions_until=today() + timedelta(days=9))
    course.offerings.update(starts_on=FIRST, ends_on=LAST, questions_from=today())
    question = make_question(status=Stands.PROPOSED, districts=[district])
    proposal = make_proposal(question, course)

    days = {"starts_on": str(today()), "ends_on": str(FIRST), "reason_nl": "Genoeg.", "reason_en": ""}
    assert director.press("pause_area", days, pk=district.pk).status_code == 302
    stopped = desk_of(coordinator).press("accept", pk=proposal.pk)

    assert stopped.status_code == 409
    assert "Mors is paused until" in main(stopped).text
    assert f"There is room in {elsewhere}" in main(stopped).text
    assert (Project.objects.count(), Proposal.objects.get().status) == (0, "made")
    assert Question.objects.get().status == Stands.PROPOSED

    director.press("lift_pause", pk=district.pk, pause=Pause.objects.get().pk)
    assert desk_of(coordinator).press("accept", pk=proposal.pk).status_code == 302
    assert Project.objects.count() == 1


def test_the_broker_is_warned_before_proposing(desk_of, own_index):
    make_pause(paused := make_district("Mors"), starts_on=today(), ends_on=today() + timedelta(days=30))
    one, other = make_question(districts=[paused]), make_question(districts=[make_district("Noord")])
    desk = desk_of(make_user(Role.BROKER))

    shown = [main(desk.see("question", pk=question.pk)).text for question in (one, other)]

    assert ["Mors is paused until" in text for text in shown] == [True, False]


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"reason_nl": "", "reason_en": ""}, 400, "Fill in at least one language."),
        ({"ends_on": ""}, 400, "This field is required."),
        ({"starts_on": "2020-01-01"}, 409, "A pause begins today or later."),
    ],
)
def test_a_pause_that_cannot_be_is_said_in_the_form(director, fields, status, said):
    days = {"starts_on": str(today()), "ends_on": str(LAST), "reason_nl": "Genoeg.", "reason_en": ""}

    answer = director.press("pause_area", days | fields, pk=make_district().pk)

    assert (answer.status_code, said in main(answer).text, Pause.objects.count()) == (status, True, 0)


def test_the_director_sets_what_a_neighbourhood_bears_and_takes_it_away(director):
    street = make_neighbourhood()

    director.press("set_limit", {"threshold": 40, "rest_days": 14}, pk=street.pk)
    shown = director.see("area", pk=street.pk).context["limit"].initial
    assert shown == {"threshold": 40, "rest_days": 14}

    director.press("set_limit", {"threshold": "", "rest_days": 14}, pk=street.pk)
    assert not Limit.objects.exists()


def test_the_programme_manager_sets_the_rules_of_the_city(desk_of):
    desk = desk_of(make_user(Role.PROGRAMME_MANAGER))
    rules = {"threshold": 300, "rest_days": 30, "contacts_per_team": 25} | {
        f"{kind}_weight": 2 for kind in ("visit", "interview", "survey", "door")
    }

    answer = desk.press("norms", rules)

    assert (answer.status_code, Norms.objects.get().weighed("doors", 3)) == (302, 6)
    assert desk.see("norms").context["form"]["threshold"].value() == 300


def test_an_institution_tells_of_a_study_elsewhere_and_only_of_its_own(desk_of):
    ours, theirs, district = make_partner(), make_partner(), make_district()
    desk = desk_of(make_user(Role.PARTNER_EDITOR, partner=ours))
    study = DOORS | {"area": district.pk, "study": "Geluid in de stad"}

    refused = desk.press("study_new", study | {"partner": theirs.pk})
    told = desk.press("study_new", study | {"partner": ours.pk})
    twice = desk.press("study_new", study | {"partner": ours.pk})

    assert [answer.status_code for answer in (refused, told, twice)] == [400, 302, 409]
    assert "This study stands in the ledger already" in main(twice).text
    assert list(Fieldwork.objects.values_list("study", "partner")) == [("Geluid in de stad", ours.pk)]
    assert "Geluid in de stad" in main(desk.see("fieldwork")).text


def test_the_desk_shows_every_district_with_this_term_and_the_next(director):
    make_norms(threshold=50)
    district = make_district("Mors")
    make_fieldwork(district, 50, starts_on=FIRST, ends_on=LAST)

    table = main(director.see("fieldwork")).one("table")

    assert table.texts("td") == ["0 of 50", "50", "50 of 50", "full"]


def test_the_desk_shows_the_pauses_of_each_district_and_of_what_lies_in_it(director):
    mors, noord = make_district("Mors"), make_district("Noord")
    make_pause(mors, starts_on=today(), ends_on=LAST)
    make_pause(make_neighbourhood(mors), starts_on=today(), ends_on=LAST)
    make_pause(noord, starts_on=today(), ends_on=LAST, lifted_on=today())

    (first, second) = main(director.see("fieldwork")).one("tbody").all("tr")

    own, inside = first.texts("span")
    assert own.startswith("No new visits from ")
    assert inside == f"Slaaghwijk: {own}"
    assert second.texts("span") == []


def test_a_director_with_no_other_role_is_shown_the_way(director):
    make_pause(make_district(), starts_on=today(), ends_on=date(2090, 1, 1))

    home = main(director.see("home")).text

    assert "1 neighbourhood is paused" in home
    assert "You have no role here yet" not in home
