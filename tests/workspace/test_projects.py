# SPDX-License-Identifier: EUPL-1.2
"""Projects at the desk: begun, described, worked on, handed over, given back, closed or stopped."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.citylab.models import Status as Stands
from kennisstad.projects.models import Milestone, Project, Result, Status
from tests.making import (
    make_course,
    make_district,
    make_partner,
    make_project,
    make_question,
    make_result,
    make_user,
)

today = timezone.localdate
RESULT = {
    "title_nl": "Samen koken helpt",
    "found_nl": "Wie samen kookt, kent zijn buren.",
    "failed_nl": "Bellen werkte niet.",
    "next_question_nl": "Wie beheert de keuken?",
}


@pytest.fixture
def partner(db):
    return make_partner()


@pytest.fixture
def editor(partner):
    return make_user(Role.PARTNER_EDITOR, partner=partner)


@pytest.fixture
def desk(editor, desk_of):
    return desk_of(editor)


@pytest.fixture
def running(partner):
    return make_project(partner, status=Status.RUNNING)


def texts_of(record, *names):
    return {text.language: tuple(getattr(text, name) for name in names) for text in record.texts.all()}


def shown(page):
    return [project for project, _late in page.context["rows"]]


def test_the_list_holds_what_somebody_works_on(desk_of, partner):
    coordinator = make_user(Role.COORDINATOR, partner=partner)
    own = make_project(partner, course=make_course(partner, coordinators=[coordinator]))
    carried = make_project(partner, starts_on=date(2026, 8, 1))
    other = make_project(starts_on=date(2026, 7, 1))

    def seen_by(role):
        return shown(desk_of(make_user(role, partner=partner)).see("projects"))

    assert seen_by(Role.PARTNER_EDITOR) == [own, carried]
    assert seen_by(Role.BROKER) == seen_by(Role.PROGRAMME_MANAGER) == [own, carried, other]
    assert (seen_by(Role.COORDINATOR), shown(desk_of(coordinator).see("projects"))) == ([], [own])


@pytest.mark.parametrize(
    ("view", "names"),
    [
        ("running", ["planned", "late"]),
        ("late", ["late"]),
        ("result", ["result"]),
        ("ended", ["ended"]),
        ("x", ["planned", "late"]),
    ],
)
def test_the_list_is_narrowed_to_one_stand(desk, partner, view, names):
    yesterday = today() - timedelta(days=1)
    make_project(partner, title="planned", starts_on=date(2026, 9, 9))
    make_project(partner, title="late", status=Status.RUNNING, ends_on=max(yesterday, date(2026, 9, 1)))
    make_project(partner, title="result", status=Status.HANDED_OVER)
    make_project(
        partner,
        title="ended",
        status=Status.STOPPED,
        ended_on=yesterday,
        stopped_because="Ziek",
        stopped_language="nl",
    )

    assert [str(project) for project in shown(desk.see("projects", f"?show={view}"))] == names


def new(partner, **change):
    words = {"title_nl": "Een bank", "summary_nl": "Wij timmeren een bank.", "starts_on": "2026-09-01"}
    return words | {"carrier": partner.pk} | change


def test_an_editor_begins_a_project_of_the_own_partner(desk, editor, partner):
    district, other = make_district(), make_partner()

    answer = desk.press(
        "project_new", new(partner, districts=district.pk, partners=other.pk, ends_on="2027-01-31")
    )

    project = Project.objects.get()
    assert answer.status_code == 302
    assert (project.carrier, project.starts_on, project.ends_on) == (
        partner,
        date(2026, 9, 1),
        date(2027, 1, 31),
    )
    assert texts_of(project, "title", "summary") == {"nl": ("Een bank", "Wij timmeren een bank.")}
    assert set(project.partners.all()) == {partner, other}
    assert list(project.districts.all()) == [district]
    assert list(Event.objects.order_by("pk").values_list("kind", "actor")) == [("project.begun", editor.pk)]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title_nl": ""}, "title_nl"),
        ({"summary_nl": ""}, "summary_nl"),
        ({"carrier": ""}, "carrier"),
        ({"carrier": "x"}, "carrier"),
        ({"starts_on": "gisteren"}, "starts_on"),
        ({"starts_on": "0001-01-01"}, "starts_on"),
        ({"ends_on": "2026-08-31"}, "ends_on"),
        ({"partners": "99999"}, "partners"),
    ],
)
def test_a_project_that_is_not_whole_is_not_begun(desk, partner, change, field):
    answer = desk.press("project_new", new(partner, **change))

    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])
    assert (Project.objects.count(), Event.objects.count()) == (0, 0)


def test_an_editor_begins_no_project_for_another_partner(desk, partner):
    answer = desk.press("project_new", new(make_partner()))

    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["carrier"])
    assert not Project.objects.exists()


def test_the_same_form_pressed_twice_begins_one_project(desk, partner):
    form = new(partner, key=str(uuid4()))

    assert [desk.press("project_new", form).status_code for _ in range(2)] == [302, 302]
    assert Project.objects.count() == 1


def test_a_project_is_described_anew(desk, partner, running):
    district = make_district()
    words = {"title_nl": "Anders", "summary_nl": "Nieuw", "title_en": "Other", "summary_en": "New"}

    answer = desk.press(
        "describe", words | {"districts": district.pk, "ends_on": "2027-02-01"}, pk=running.pk
    )

    running.refresh_from_db()
    assert answer.status_code == 302
    assert texts_of(running, "title", "summary") == {"nl": ("Anders", "Nieuw"), "en": ("Other", "New")}
    assert (running.ends_on, list(running.districts.all())) == (date(2027, 2, 1), [district])
    assert list(running.partners.all()) == [partner]


def test_a_project_does_not_end_before_it_starts(desk, running):
    words = {f"{name}_{lang}": "x" for name in ("title", "summary") for lang in ("nl", "en")}

    answer = desk.press("describe", words | {"ends_on": "2026-08-31"}, pk=running.pk)

    assert (answer.status_code, list(answer.context["describe"].errors)) == (400, ["ends_on"])


def test_a_planned_project_starts_once(desk, partner):
    project = make_project(partner)

    assert [desk.press("start", pk=project.pk).status_code for _ in range(2)] == [302, 409]
    project.refresh_from_db()
    assert project.status == Status.RUNNING


def test_a_milestone_is_planned_and_ticked_off_once(desk, running):
    desk.press("add_milestone", {"title_nl": "Gesprekken", "due_on": "2026-12-01"}, pk=running.pk)
    milestone = Milestone.objects.get()
    assert (texts_of(milestone, "title"), milestone.due_on) == ({"nl": ("Gesprekken",)}, date(2026, 12, 1))

    press = {"pk": running.pk, "milestone": milestone.pk}
    answers = [desk.press("reach", {"on": today().isoformat()}, **press).status_code for _ in range(2)]

    milestone.refresh_from_db()
    assert (answers, milestone.done_on) == ([302, 409], today())


def test_a_milestone_is_not_reached_on_a_day_to_come(desk, running):
    milestone = Milestone.objects.create(project=running, due_on=today())
    tomorrow = (today() + timedelta(days=1)).isoformat()

    answer = desk.press("reach", {"on": tomorrow}, pk=running.pk, milestone=milestone.pk)

    milestone.refresh_from_db()
    assert (answer.status_code, milestone.done_on) == (400, None)


def test_a_milestone_of_another_project_is_out_of_reach(desk, partner, running):
    milestone = Milestone.objects.create(project=make_project(), due_on=today())

    answer = desk.press("reach", {"on": today().isoformat()}, pk=running.pk, milestone=milestone.pk)

    milestone.refresh_from_db()
    assert (answer.status_code, milestone.done_on) == (404, None)


def test_the_log_takes_a_line(desk, running):
    form = {"words_nl": "Wij spraken tien mensen.", "on": today().isoformat(), "key": str(uuid4())}

    assert [desk.press("log", form, pk=running.pk).status_code for _ in range(2)] == [302, 302]
    assert [texts_of(entry, "words") for entry in running.log.all()] == [
        {"nl": ("Wij spraken tien mensen.",)}
    ]


def test_a_result_is_handed_over_with_links(desk, running):
    links = {
        "link_1": "https://example.org/verslag",
        "label_1": "Verslag",
        "link_3": "example.org",
        "label_3": "Site",
    }

    answer = desk.press("hand_over", RESULT | links | {"data_deleted_on": "2027-06-01"}, pk=running.pk)

    result = Result.objects.get()
    assert answer.status_code == 302
    assert texts_of(result, "title", "found", "asked") == {
        "nl": ("Samen koken helpt", "Wie samen kookt, kent zijn buren.", "")
    }
    assert (result.handed_over_on, result.data_deleted_on) == (today(), date(2027, 6, 1))
    assert list(result.links.values_list("address", "label")) == [
        ("https://example.org/verslag", "Verslag"),
        ("https://example.org", "Site"),
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"failed_nl": ""}, "failed_nl"),
        ({"next_question_nl": ""}, "next_question_nl"),
        ({"title_en": "Only a title"}, "found_en"),
        ({"found_nl": "a" * 100_000}, "found_nl"),
        ({"link_1": "javascript:alert(1)", "label_1": "x"}, "link_1"),
        ({"link_1": "ftp://example.org/x", "label_1": "x"}, "link_1"),
        ({"link_1": "https://example.org"}, "label_1"),
        ({"label_2": "x"}, "link_2"),
        ({"data_deleted_on": "nooit"}, "data_deleted_on"),
    ],
)
def test_a_result_that_is_not_whole_is_not_handed_over_and_stays_typed(desk, running, change, field):
    answer = desk.press("hand_over", RESULT | change, pk=running.pk)

    running.refresh_from_db()
    form = answer.context["hand_over"]
    assert (answer.status_code, field in form.errors) == (400, True)
    assert form["title_nl"].value() == "Samen koken helpt"
    assert (running.status, Result.objects.count(), Event.objects.count()) == (Status.RUNNING, 0, 0)


def test_a_second_result_is_refused_and_its_words_are_not_lost(desk, partner):
    project = make_result(make_project(partner, status=Status.HANDED_OVER)).project

    answer = desk.press("hand_over", RESULT, pk=project.pk)

    assert (answer.status_code, answer.context["hand_over"]["found_nl"].value()) == (409, RESULT["found_nl"])
    assert "Samen koken helpt" in answer.content.decode()
    assert Result.objects.count() == 1


GIVEN = {"form": "meeting", "place_nl": "Buurthuis", "on": today().isoformat()}


def test_giving_back_tells_the_question_and_then_the_project_can_close(desk, partner):
    project = make_result(make_project(partner, status=Status.HANDED_OVER)).project
    question = make_question(status=Stands.PLACED, project=project)

    assert desk.press("give_back", GIVEN, pk=project.pk).status_code == 302
    question.refresh_from_db()
    assert question.status == Stands.GIVEN_BACK
    assert desk.press("close", pk=project.pk).status_code == 302

    project.refresh_from_db()
    assert (project.status, project.ended_on) == (Status.CLOSED, today())


@pytest.mark.parametrize("change", [{"form": "rook"}, {"place_nl": ""}, {"on": "2099-01-01"}])
def test_giving_back_without_where_when_and_how_changes_nothing(desk, partner, change):
    project = make_result(make_project(partner, status=Status.HANDED_OVER)).project

    assert desk.press("give_back", GIVEN | change, pk=project.pk).status_code == 400

    project.refresh_from_db()
    assert (project.status, project.givings_back.count()) == (Status.HANDED_OVER, 0)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (Status.PLANNED, "This project has not begun yet."),
        (Status.RUNNING, "This project has no result yet."),
        (
            Status.HANDED_OVER,
            "The result has not been given back yet.",
        ),
    ],
)
def test_closing_too_early_is_refused_with_the_reason(desk, partner, status, says):
    project = make_project(partner, status=status)

    with override("en"):
        answer = desk.press("close", pk=project.pk)

    project.refresh_from_db()
    [said] = answer.context["wrong"].non_field_errors()
    assert (answer.status_code, project.status) == (409, status)
    assert said.startswith(says)


def test_stopping_says_why_and_opens_the_questions_again(desk, running):
    question = make_question(status=Stands.PLACED, project=running)

    assert (
        desk.press("stop", {"because": "Het team viel uiteen.", "language": "nl"}, pk=running.pk).status_code
        == 302
    )

    running.refresh_from_db()
    question.refresh_from_db()
    assert (running.status, running.stopped_because, running.stopped_language) == (
        Status.STOPPED,
        "Het team viel uiteen.",
        "nl",
    )
    assert (question.status, question.project) == (Stands.OPEN, None)


def test_stopping_without_a_reason_is_refused(desk, running):
    assert desk.press("stop", {"because": " "}, pk=running.pk).status_code == 400

    running.refresh_from_db()
    assert running.status == Status.RUNNING


@pytest.mark.parametrize("status", list(Status))
def test_a_project_shows_in_every_state(desk, partner, status):
    ended = {"ended_on": today()} if status in (Status.CLOSED, Status.STOPPED) else {}
    because = {"stopped_because": "Ziek", "stopped_language": "nl"} if status == Status.STOPPED else {}
    project = make_project(partner, status=status, **ended, **because)
    if project.has_result:
        make_result(project)

    assert desk.see("project", pk=project.pk).status_code == 200


def test_a_fault_in_the_middle_leaves_nothing_half_done(desk, running, monkeypatch):
    def breaks(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("kennisstad.projects.actions.record", breaks)
    desk.client.raise_request_exception = False

    assert desk.press("hand_over", RESULT, pk=running.pk).status_code == 500

    running.refresh_from_db()
    assert (running.status, Result.objects.count()) == (Status.RUNNING, 0)
