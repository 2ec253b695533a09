# SPDX-License-Identifier: EUPL-1.2
"""Rounds at the desk: prepared, filled, opened, computed, looked at, published, appealed and settled."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.rounds import computing
from kennisstad.rounds.actions import parts
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.models import Appeal, Exclusion, Limit, Round, Run, Status
from kennisstad.rounds.queries.instance import instance_of
from tests.fieldwork.making import make_pause
from tests.making import MONDAY, make_course, make_district, make_partner, make_question, make_user
from tests.rounds.entering import page_of
from tests.rounds.running import SETTLED_AT, add_question, computed, make_round, make_team, move, run_until
from tests.website.making import main

pytestmark = pytest.mark.django_db
today = timezone.localdate


def day(number):
    return (today() + timedelta(days=number)).isoformat()


NEW = {
    "title_nl": "Ronde voorjaar",
    "explanation_nl": "Kies met uw team.",
    "opens_on": day(0),
    "closes_on": day(7),
    "publish_on": day(9),
    "appeals_until": day(16),
    "starts_on": day(30),
    "ends_on": day(120),
    "least_wishes": "1",
    "most_wishes": "5",
    "ties_allowed": "on",
    "closures": "on",
    "policy": "generous",
}


@pytest.fixture
def partner(db):
    return make_partner()


@pytest.fixture
def coordinator(partner):
    return make_user(Role.COORDINATOR, partner=partner)


@pytest.fixture
def desk(coordinator, desk_of):
    return desk_of(coordinator)


@pytest.fixture
def draft(partner):
    return make_round(partner)


def compute_all():
    for run in Run.objects.being_computed():
        computing.compute(run.pk, at=MONDAY)


def stands(round):
    round.refresh_from_db()
    return Status(round.status)


def test_a_coordinator_prepares_a_round_for_the_own_institution(desk, partner):
    desk.press("round_new", {**NEW, "organiser": partner.pk})

    made = Round.objects.get()
    assert (made.organiser, made.status, made.policy) == (partner, Status.DRAFT, Policy.GENEROUS)
    assert timezone.localtime(made.closes_at).strftime("%Y-%m-%d %H:%M") == f"{day(7)} 23:59"
    assert str(made) == "Ronde voorjaar"


def test_nobody_prepares_a_round_for_another_institution(desk):
    assert desk.press("round_new", {**NEW, "organiser": make_partner().pk}).status_code == 400
    assert not Round.objects.exists()


def test_days_that_cannot_be_are_said_in_the_form(desk, partner):
    page = desk.press("round_new", {**NEW, "organiser": partner.pk, "publish_on": day(3)})

    assert (page.status_code, Round.objects.count()) == (409, 0)


def test_courses_and_questions_are_added_changed_and_taken_out(desk, draft):
    course, question = make_course(draft.organiser), make_question()
    desk.press("round_add_course", {"offering": course.offerings.get().pk, "seats": "3"}, pk=draft.pk)
    desk.press("round_add_question", {"question": question.pk, "lower": "0", "upper": "2"}, pk=draft.pk)
    added, part = draft.courses.get(offering__course=course), draft.questions.get(question=question)
    seats = {"lower": "1", "upper": "3", "load": "5", "levels": ["master"], "works_in": ["en"]}

    desk.press("round_course_seats", {"seats": ""}, pk=draft.pk, course=added.pk)
    desk.press("round_seats", seats, pk=draft.pk, part=part.pk)

    added.refresh_from_db()
    part.refresh_from_db()
    assert (added.seats, part.lower, part.upper, part.load) == (None, 1, 3, 5)
    assert (part.levels, part.languages) == (["master"], ["en"])
    desk.press("round_remove_course", pk=draft.pk, course=added.pk)
    desk.press("round_remove_question", pk=draft.pk, part=part.pk)
    assert (draft.courses.count(), draft.questions.count()) == (1, 3)


def test_a_coordinator_is_offered_own_editions_and_the_broker_all_by_institution(desk, desk_of, draft):
    own, other = make_course(draft.organiser), make_course(make_partner(name="Academie"))

    def offered(one):
        field = one.see("round_parts", pk=draft.pk).context["add_course"].fields["offering"]
        return {group: [pk for pk, _label in editions] for group, editions in field.choices if group}

    ours = {draft.organiser.name: [own.offerings.get().pk]}
    assert offered(desk) == ours
    broker = desk_of(make_user(Role.BROKER))
    assert list(offered(broker).items()) == [("Academie", [other.offerings.get().pk]), *ours.items()]
    refused = desk.press("round_add_course", {"offering": other.offerings.get().pk}, pk=draft.pk)
    assert (refused.status_code, draft.courses.count()) == (400, 1)


def test_what_takes_part_in_vain_is_said_until_teams_have_chosen(desk, draft):
    part = draft.questions.get(place=1)
    seats = {"lower": "0", "upper": "1", "load": "0", "levels": ["master"]}
    desk.press("round_seats", seats, pk=draft.pk, part=part.pk)

    said = f"Vraag 1 ({part.question}) kan naar geen enkel vak van deze ronde"

    def is_said():
        return [said in page_of(desk.see(page, pk=draft.pk)) for page in ("round", "round_parts")]

    assert is_said() == [True, True]
    make_team(draft, 2)
    run_until(draft, Status.CLOSED)
    assert is_said() == [False, False]


@pytest.mark.parametrize("kind", ["question", "course"])
def test_the_form_stays_open_for_the_next_one(desk, draft, kind):
    added = make_question() if kind == "question" else make_course(draft.organiser).offerings.get()
    fields = {"question": added.pk, "lower": "0", "upper": "1"} | {"offering": added.pk}

    answer = desk.press(f"round_add_{kind}", fields, pk=draft.pk)

    assert answer.headers["Location"].endswith(f"/doet-mee/?adding={kind}#add-{kind}")
    opened = f'<details id="add-{kind}" open'
    pages = [page_of(desk.see("round_parts", query, pk=draft.pk)) for query in ("", f"?adding={kind}")]
    assert [opened in page for page in pages] == [False, True]


def test_the_least_cannot_be_more_than_the_most(desk, draft):
    fields = {"question": make_question().pk, "lower": "3", "upper": "2"}

    page = desk.press("round_add_question", fields, pk=draft.pk)

    assert (page.status_code, draft.questions.count()) == (400, 3)


def test_supervisors_and_limits_stand_with_the_round(desk, draft):
    one, two = make_team(draft, 1), make_team(draft, 2)
    desk.press("round_add_supervisor", {"name": "Groep", "lower": "0", "upper": "4"}, pk=draft.pk)
    supervisor = draft.supervisors.get()
    desk.press("round_rank_teams", {"order": "2 > 1"}, pk=draft.pk, supervisor=supervisor.pk)
    desk.press("round_limit", {"district": make_district().pk, "upper": "0"}, pk=draft.pk)

    assert list(supervisor.priorities.order_by("rank").values_list("team", flat=True)) == [two.pk, one.pk]
    page = desk.press("round_rank_teams", {"order": "9"}, pk=draft.pk, supervisor=supervisor.pk)
    assert page.status_code == 409
    desk.press("round_lift_limit", pk=draft.pk, limit=Limit.objects.get().pk)
    desk.press("round_remove_supervisor", pk=draft.pk, supervisor=supervisor.pk)
    assert (draft.supervisors.count(), Limit.objects.count()) == (0, 0)


def test_an_asker_is_limited_by_the_questions_asked_and_named_nowhere(desk, partner):
    round = make_round(partner, questions=1)
    parts_of_one = [add_question(round, email="vrager@example.org") for _ in range(2)]

    desk.press("round_limit_asker", {"asker": parts_of_one[0].pk, "upper": "1"}, pk=round.pk)

    assert Limit.objects.get().upper == 1
    assert {cap.id: cap.upper for cap in instance_of(round).caps if cap.kind == "asker"}["asker-2"] == 1
    page = desk.see("round_parts", pk=round.pk).content.decode()
    assert "De vraagsteller van de vragen 2 en 3" in page
    assert "vrager@example.org" not in page


def test_a_limit_of_an_asker_whose_question_left_can_still_be_lifted(desk, partner, coordinator):
    round = make_round(partner, questions=1)
    part = add_question(round, email="vrager@example.org")
    desk.press("round_limit_asker", {"asker": part.pk, "upper": "1"}, pk=round.pk)
    parts.remove_question(part, by=coordinator, at=MONDAY)

    assert (
        "Een vraagsteller van wie geen vraag meer meedoet"
        in desk.see("round_parts", pk=round.pk).content.decode()
    )
    desk.press("round_lift_limit", pk=round.pk, limit=Limit.objects.get().pk)
    assert not Limit.objects.exists()


def test_a_round_is_led_from_draft_to_settled(desk, desk_of, coordinator, now_is, draft):
    make_team(draft, 1, 2)
    make_team(draft, 1)
    now_is(MONDAY)
    for button, status in [
        ("round_open", Status.OPEN),
        ("round_close", Status.CLOSED),
        ("round_compute", Status.CLOSED),
    ]:
        desk.press(button, pk=draft.pk)
        assert stands(draft) == status
    compute_all()
    assert stands(draft) == Status.COMPUTED

    desk.press("round_publish", pk=draft.pk)
    assert stands(draft) == Status.PUBLISHED
    assert desk.press("round_settle", pk=draft.pk).status_code == 409
    now_is(MONDAY + timedelta(days=30))
    # Who signed in a month ago has to do so again.
    desk_of(coordinator).press("round_settle", pk=draft.pk)

    assert stands(draft) == Status.SETTLED


def test_what_stands_in_the_way_of_settling_is_shown_and_can_be_left_out(desk, now_is, draft):
    part = draft.questions.get(place=1)
    make_team(draft, 1)
    make_team(draft, 2)
    run_until(draft, Status.PUBLISHED)
    make_pause(part.question.districts.get())
    now_is(MONDAY)
    assert page_of(desk.see("round", pk=draft.pk)).count("Vraag 1 weglaten") == 0
    now_is(SETTLED_AT)
    desk = type(desk)(desk.user)

    refused = desk.press("round_settle", pk=draft.pk)
    shown = desk.see("round", pk=draft.pk)
    empty = desk.press("round_leave_out", {"reason": ""}, pk=draft.pk, part=part.pk)

    assert (refused.status_code, empty.status_code, stands(draft)) == (409, 400, Status.PUBLISHED)
    assert "de wijkregisseur gaf" in page_of(refused)
    assert [one for one, _form in shown.context["obstacles"]["forms"]] == [part]
    assert "Vraag 1 weglaten" in page_of(shown)
    desk.press("round_leave_out", {"reason": "De wijk rust."}, pk=draft.pk, part=part.pk)
    assert "De wijk rust." in page_of(desk.see("round", pk=draft.pk))
    desk.press("round_settle", pk=draft.pk)
    assert stands(draft) == Status.SETTLED


def test_the_page_of_a_round_gives_the_links_to_sign_up_with(desk, draft):
    page = desk.see("round", pk=draft.pk)

    ((_course, code),) = page.context["links"]
    assert code.count("-") == 3
    assert code in page.content.decode()


def test_who_only_reads_gets_no_link(desk_of, draft):
    desk = desk_of(make_user(Role.PROGRAMME_MANAGER))

    page = desk.see("round", pk=draft.pk)

    ((_course, code),) = page.context["links"]
    assert code not in page.content.decode()


def test_a_round_that_was_closed_takes_wishes_again(desk, now_is, draft):
    run_until(draft, Status.CLOSED)
    now_is(MONDAY)

    desk.press("round_closes", {"closes_on": "2026-12-20"}, pk=draft.pk)

    assert stands(draft) == Status.OPEN
    desk.press("round_closes", {"closes_on": "2026-12-21"}, pk=draft.pk)
    draft.refresh_from_db()
    assert timezone.localdate(draft.closes_at).isoformat() == "2026-12-21"


def test_a_round_is_described_decided_otherwise_and_called_off(desk, draft):
    words = {**NEW, "title_en": "Spring", "title_nl": "Lente"}
    desk.press("round_describe", words, pk=draft.pk)
    desk.press("round_policy", {"policy": "stable"}, pk=draft.pk)
    desk.press("round_cancel", {"reason": "Geen vragen."}, pk=draft.pk)

    draft.refresh_from_db()
    assert (draft.policy, draft.status, draft.cancelled_because) == ("stable", "cancelled", "Geen vragen.")
    assert sorted(draft.texts.values_list("title", flat=True)) == ["Lente", "Spring"]


def test_teams_are_placed_and_kept_apart_by_hand(desk, draft):
    make_team(draft, 1)
    one, two = draft.questions.in_order()[:2]
    desk.press("round_fix", {"team": "1", "question": one.pk, "reason": "Zij begonnen al."}, pk=draft.pk)
    desk.press("round_exclude", {"team": "1", "question": two.pk, "reason": "Familie."}, pk=draft.pk)

    said = desk.see("round_teams", pk=draft.pk).content.decode()
    assert "Zij begonnen al." in said
    assert "Familie." in said
    page = desk.press("round_fix", {"team": "7", "question": one.pk, "reason": "x"}, pk=draft.pk)
    assert page.status_code == 409
    desk.press("round_allow", pk=draft.pk, exclusion=Exclusion.objects.get().pk)
    desk.press("round_lift", pk=draft.pk, team=1)
    assert (Exclusion.objects.count(), draft.teams.get().fixed) == (0, None)


def test_a_team_is_taken_out_with_a_reason_until_the_plan_is_published(desk, draft):
    make_team(draft, 1, name="De Mollen")
    make_team(draft, 2)
    run_until(draft, Status.CLOSED)

    assert desk.press("round_take_out", {"team": "1"}, pk=draft.pk).status_code == 400
    assert desk.press("round_take_out", {"team": "9", "reason": "x"}, pk=draft.pk).status_code == 409
    desk.press("round_take_out", {"team": "1", "reason": "Gestopt."}, pk=draft.pk)

    page = desk.see("round_teams", pk=draft.pk)
    assert [team.number for team in page.context["page"]] == [2]
    assert [(team.number, team.taken_out_because) for team in page.context["taken_out"]] == [(1, "Gestopt.")]
    assert "Gestopt." in page_of(page)
    computed(draft)
    desk.press("round_publish", pk=draft.pk)
    said = page_of(desk.see("round_teams", pk=draft.pk))
    assert ("Haal dit team eruit" in said, "u kunt nu geen team uit de ronde halen" in said) == (False, True)


def test_a_coordinator_sees_what_each_policy_does_for_the_own_round(desk, draft):
    make_team(draft, 1, 2)
    make_team(draft, 1)
    run_until(draft, Status.CLOSED)

    desk.press("round_policies", pk=draft.pk)
    compute_all()

    rows = [row for _words, row in desk.see("round_plans", pk=draft.pk).context["rows"]]
    assert [row.policy for row in rows] == list(Policy)
    assert {row.figures.size for row in rows} == {2}
    assert stands(draft) == Status.CLOSED
    computed(draft)
    first = desk.see("round_plans", pk=draft.pk).context["rows"][0][1]
    assert (first.policy, first.figures.teams) == (None, 2)


def test_what_was_looked_at_before_a_change_no_longer_stands_in_the_table(desk, draft):
    make_team(draft, 1)
    run_until(draft, Status.CLOSED)
    desk.press("round_policies", pk=draft.pk)
    compute_all()

    add_question(draft)

    rows = [row for _words, row in desk.see("round_plans", pk=draft.pk).context["rows"]]
    assert {row.figures for row in rows} == {None}


def test_a_plan_is_set_beside_what_a_change_would_do(desk, draft):
    part = draft.questions.get(place=1)
    for _number in range(2):
        make_team(draft, 1)
    run_until(draft, Status.COMPUTED)

    desk.press("round_what_if", {"question": part.pk, "seats": "1", "policy": ""}, pk=draft.pk)
    compute_all()

    page = desk.see("round_plan", pk=draft.pk, number=2)
    assert (len(page.context["comparison"].gain), page.context["comparison"].size) == (1, 1)
    assert stands(draft) == Status.COMPUTED


@pytest.mark.parametrize(
    "fields", [{}, {"seats": "1"}, {"question": "x", "seats": "1"}, {"policy": "by-name"}], ids=str
)
def test_a_change_that_says_nothing_is_asked_for_again(desk, draft, fields):
    make_team(draft, 1)
    run_until(draft, Status.CLOSED)

    assert desk.press("round_what_if", fields, pk=draft.pk).status_code == 400
    assert not Run.objects.exists()


def test_the_page_of_a_plan_says_what_every_team_reads(desk, draft):
    make_team(draft, 1)
    make_team(draft, 1)
    make_team(draft)
    run_until(draft, Status.COMPUTED)

    page = desk.see("round_plan", pk=draft.pk, number=1)

    lines = page.context["page"].object_list
    assert [line.number for line in lines] == ["1", "2", "3"]
    assert sorted(line.rank is not None for line in lines) == [False, False, True]
    assert all(line.sentences for line in lines)


def test_places_are_spread_over_institutions_as_well_as_courses(desk, draft, coordinator):
    academy, broker = make_partner(name="Academie"), make_user(Role.BROKER)
    added = [
        parts.add_course(draft, offering=make_course(one).offerings.get(), seats=None, by=broker, at=MONDAY)
        for one in (academy, draft.organiser)
    ]
    make_team(draft, 1)
    make_team(draft, 1, course=added[0])
    make_team(draft, 1, 2, course=added[1])
    run_until(draft, Status.COMPUTED)

    shown = desk.see("round_plan", pk=draft.pk, number=1).context["spread"]

    spread = {str(heading): rows for heading, rows in shown}
    assert list(spread) == ["Niveau", "Instelling", "Vak", "Wijk"]
    assert [(name, group.of) for name, group in spread["Instelling"]] == [
        ("Academie", 1),
        (draft.organiser.name, 2),
    ]
    assert sum(group.placed for _name, group in spread["Instelling"]) == 2
    assert len(spread["Vak"]) == 3


SLOW = "Deze verdeling kostte meer dan"
ASIDE = "Er is alleen gekeken naar de 1 vragen die de meeste teams liever hadden. Naar 2 andere volle vragen"


@pytest.mark.parametrize(
    ("limits", "said"),
    [({}, (False, False)), ({"SLOW_S": -1}, (True, False)), ({"SEATS_LOOKED_AT": 1}, (False, True))],
    ids=["all", "slow", "more questions than are looked at"],
)
def test_the_page_says_where_one_more_seat_was_not_looked_at(desk, draft, monkeypatch, limits, said):
    for name, value in limits.items():
        monkeypatch.setattr(f"kennisstad.rounds.outcome.{name}", value)
        monkeypatch.setattr(f"kennisstad.workspace.views.round_runs.{name}", value)
    for place in (1, 1, 2, 2, 3, 3):
        make_team(draft, place)
    run_until(draft, Status.COMPUTED)

    page = page_of(desk.see("round_plan", pk=draft.pk, number=1))

    assert (SLOW in page, ASIDE in page) == said


def test_rules_that_clash_are_named(desk, draft):
    part = draft.questions.get(place=1)
    draft.closures = False
    draft.save()
    parts.set_seats(part, seats=parts.Seats(lower=2, upper=2), supervisor=None, by=make_user(), at=MONDAY)
    make_team(draft, 1)
    run_until(draft, Status.CLOSED)
    computed(draft)

    page = desk.see("round_plan", pk=draft.pk, number=1)

    assert page.context["clash"]
    assert stands(draft) == Status.CLOSED


def test_the_links_to_sign_up_with_are_there_as_long_as_teams_can(desk, draft):
    def is_there():
        return 'id="links"' in page_of(desk.see("round", pk=draft.pk))

    move(draft, opens_at=timezone.now())
    make_team(draft, 1)
    assert is_there()
    desk.press("round_open", pk=draft.pk)
    assert is_there()
    desk.press("round_close", pk=draft.pk)
    assert (stands(draft), is_there()) == (Status.CLOSED, False)


def test_who_opens_a_round_early_reads_from_when_teams_can_sign_up(desk, draft):
    move(draft, opens_at=timezone.now() + timedelta(days=3))

    desk.press("round_open", pk=draft.pk)

    assert "De ronde is openbaar." in page_of(desk.see("round", pk=draft.pk))


def test_an_appeal_is_answered(desk, draft):
    appeal = Appeal.objects.create(team=make_team(draft, 1), words="Wij waren eerst.", at=MONDAY)
    run_until(draft, Status.PUBLISHED)
    answer = {"answer": "Dat klopt.", "outcome": "upheld"}

    assert desk.press("round_appeal", {}, pk=draft.pk, appeal=appeal.pk).status_code == 400
    undecided = {"answer": "Lot 2 ging voor.", "outcome": ""}
    assert desk.press("round_appeal", undecided, pk=draft.pk, appeal=appeal.pk).status_code == 400
    desk.press("round_appeal", answer, pk=draft.pk, appeal=appeal.pk)

    assert stands(draft) == Status.CLOSED
    assert "Dat klopt." in desk.see("round", pk=draft.pk).content.decode()


def test_a_computation_is_stopped(desk, draft):
    make_team(draft, 1)
    run_until(draft, Status.CLOSED)
    desk.press("round_compute", pk=draft.pk)
    assert desk.see("round", pk=draft.pk).context["being_computed"].number == 1

    desk.press("round_stop", pk=draft.pk, number=1)

    assert desk.see("round", pk=draft.pk).context["being_computed"] is None


def test_the_list_holds_the_rounds_of_the_own_institution(desk, desk_of, draft):
    other = make_round()

    def listed(one):
        return list(one.see("rounds").context["page"])

    assert listed(desk) == [draft]
    for role in (Role.BROKER, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR):
        assert set(listed(desk_of(make_user(role)))) == {draft, other}


@pytest.mark.parametrize("page", ["round", "round_parts", "round_teams", "round_plans", "round_plan"])
def test_pages_ask_the_database_as_often_for_40_teams_as_for_4(desk, draft, page):
    many = make_round(draft.organiser, questions=12)
    for round, number in ((draft, 4), (many, 40)):
        places = [part.place for part in round.questions.in_order()]
        for team in range(number):
            make_team(round, *places[team % len(places) :])
        run_until(round, Status.COMPUTED)
    extra = {"number": 1} if page == "round_plan" else {}
    desk.see(page, pk=draft.pk, **extra)

    counts = []
    for round in (draft, many):
        with CaptureQueriesContext(connection) as captured:
            assert desk.see(page, pk=round.pk, **extra).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.fixture
def taking_wishes(partner, now_is):
    now_is(MONDAY)
    return run_until(make_round(partner), Status.OPEN)


def wishes_of(round):
    return {
        team.name: list(
            team.wishes.order_by("rank", "question__place").values_list("question__place", "rank")
        )
        for team in round.teams.in_order()
    }


def test_a_coordinator_puts_a_team_in_and_changes_its_wishes(desk, coordinator, taking_wishes):
    desk.press("round_put_in", {"name": "Mollen", "wishes": "3 > 1 = 2"}, pk=taking_wishes.pk)
    assert wishes_of(taking_wishes) == {"Mollen": [(3, 1), (1, 2), (2, 2)]}
    # The team is not the coordinator's own: it stands in no one's way to sign up.
    assert taking_wishes.teams.get().user is None

    desk.press("round_put_in", {"name": "Mollen", "wishes": "2"}, pk=taking_wishes.pk)

    assert wishes_of(taking_wishes) == {"Mollen": [(2, 1)]}
    put_in = Event.objects.filter(kind="round.teams-put-in").order_by("pk")
    assert [(one.actor, one.facts["new"], one.facts["changed"]) for one in put_in] == [
        (coordinator.pk, 1, 0),
        (coordinator.pk, 0, 1),
    ]


def links_on(page):
    return [
        link.attributes["href"] for link in main(page).all("a") if "/team/" in str(link.attributes["href"])
    ]


def test_the_coordinator_reads_the_link_of_a_team_once_and_it_opens_its_page(desk, taking_wishes, client):
    pressed = {"name": "Mollen", "wishes": "2", "key": str(uuid4())}

    first, again = (desk.press("round_put_in", pressed, pk=taking_wishes.pk) for _ in range(2))

    (link,) = links_on(first)
    assert (links_on(again), taking_wishes.teams.count()) == ([link], 1)
    assert "no-store" in first["Cache-Control"]
    assert "Mollen" in main(client.get(link)).text
    assert links_on(desk.see("round_teams", pk=taking_wishes.pk)) == []
    code = link.rstrip("/").rpartition("/")[2]
    assert code not in str(list(Event.objects.values())) + str([*desk.client.session.items()])


def test_each_team_of_a_file_has_its_own_link_and_a_team_of_that_name_keeps_its_own(
    desk, taking_wishes, client
):
    make_team(taking_wishes, 1, name="Mollen")

    page = desk.press(
        "round_teams_file", {"file": file("name,wishes\nVlinders,2\nMollen,1\n")}, pk=taking_wishes.pk
    )

    opened = [main(client.get(link)).one("h1").text for link in links_on(page)]
    assert opened == ["Vlinders", "Mollen"]
    assert [team.number for team in taking_wishes.teams.in_order() if team.name == "Mollen"] == [1, 3]


def test_of_very_many_teams_the_first_links_are_shown(desk, taking_wishes, monkeypatch):
    monkeypatch.setattr("kennisstad.workspace.views.round_teams.MOST_LINKS", 2)
    rows = "".join(f"Team {number},1\n" for number in range(3))

    page = desk.press("round_teams_file", {"file": file(f"name,wishes\n{rows}")}, pk=taking_wishes.pk)

    assert len(links_on(page)) == 2
    assert "De eerste 2 van 3 staan hier." in main(page).text


@pytest.mark.parametrize(
    ("wishes", "status", "why"),
    [
        ("liever niet", 400, "kunnen niet worden gelezen"),
        ("9", 409, "Het team wenst vraag 9, maar die doet niet mee"),
        ("1 > 1", 409, "wenst een vraag twee keer"),
    ],
)
def test_wishes_that_cannot_be_are_said_in_the_form(desk, taking_wishes, wishes, status, why):
    page = desk.press("round_put_in", {"name": "Mollen", "wishes": wishes}, pk=taking_wishes.pk)

    assert (page.status_code, why in page.content.decode()) == (status, True)
    assert not taking_wishes.teams.exists()


def test_teams_are_put_in_from_a_file_all_or_none(desk, taking_wishes):
    good = "name,wishes\nVlinders,2 > 1 = 3\nMollen,1\n"
    wrong = f"{good}Dubbel,9\n,1\n"

    page = desk.press("round_teams_file", {"file": file(wrong)}, pk=taking_wishes.pk)

    said = page.content.decode()
    assert (page.status_code, taking_wishes.teams.count()) == (409, 0)
    assert "regel 4: " in said
    assert "regel 5: het heeft geen naam." in said
    desk.press("round_teams_file", {"file": file(good)}, pk=taking_wishes.pk)
    assert wishes_of(taking_wishes) == {"Vlinders": [(2, 1), (1, 2), (3, 2)], "Mollen": [(1, 1)]}


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"naam;wensen\n", b'[{"name": "A", "wish'])
def test_a_file_that_holds_no_teams_is_refused_in_a_sentence(desk, taking_wishes, content):
    page = desk.press("round_teams_file", {"file": file(content)}, pk=taking_wishes.pk)

    assert (page.status_code, taking_wishes.teams.count()) == (400, 0)


def test_once_a_round_is_closed_nobody_puts_a_team_in(desk, partner, now_is):
    now_is(MONDAY)
    round = run_until(make_round(partner), Status.CLOSED)

    assert desk.press("round_put_in", {"name": "Mollen", "wishes": "1"}, pk=round.pk).status_code == 409
    assert not round.teams.exists()


def file(content):
    return SimpleUploadedFile("teams.csv", content if isinstance(content, bytes) else content.encode())
