# SPDX-License-Identifier: EUPL-1.2
"""Commitments at the desk: linked, measured, assessed; what a partner owes, and by when."""

from datetime import date
from decimal import Decimal

import pytest

from kennisstad.accounts.models import Role
from kennisstad.progress.actions import serve, show_result
from kennisstad.progress.models import ReportDay
from kennisstad.progress.state import State
from kennisstad.workspace.queries.commitments import Promises
from kennisstad.workspace.queries.home import home_of
from tests.agreement.making import make_agreement, make_commitment, make_figure
from tests.making import MONDAY, make_partner, make_project, make_result, make_user

pytestmark = pytest.mark.django_db
BY = {"by": None, "at": MONDAY}


@pytest.fixture(autouse=True)
def it_is_monday(now_is):
    now_is(MONDAY)


@pytest.fixture
def ours():
    return make_partner("ours")


@pytest.fixture
def agreement(ours):
    return make_agreement("now", parties=[ours])


@pytest.fixture
def promise(agreement, ours):
    return make_commitment(agreement, owners=[ours], unit="bomen", due_on=date(2027, 1, 1))


@pytest.fixture
def desk(desk_of):
    return desk_of(make_user(Role.PROGRAMME_MANAGER))


@pytest.fixture
def editor(desk_of, ours):
    return desk_of(make_user(Role.PARTNER_EDITOR, partner=ours))


def listed(page):
    return [row.commitment for row in page.context["page"]]


def test_a_result_is_looked_up_linked_and_changes_the_state(desk, promise):
    result = make_result(make_project(title="Groene daken"))
    found = desk.see("commitment", "?look=groene", pk=promise.pk).context
    assert (found["results_found"], found["standing"].state) == ([result], State.NO_EVIDENCE)

    assert desk.press("commitment_show_result", {"number": result.pk}, pk=promise.pk).status_code == 302

    seen = desk.see("commitment", "?look=groene", pk=promise.pk).context
    assert (seen["standing"].state, seen["results_found"]) == (State.EVIDENCE, [])
    assert [one.result for one in seen["evidence"]] == [result]
    desk.press("commitment_take_away", {}, pk=promise.pk, evidence=seen["evidence"][0].pk)
    assert desk.see("commitment", pk=promise.pk).context["standing"].state == State.NO_EVIDENCE


def test_projects_are_found_by_number_and_by_title(desk, promise):
    one, two = make_project(title="Geveltuinen"), make_project(title="Fietsen")

    def found(words):
        return desk.see("commitment", f"?look={words}", pk=promise.pk).context["projects_found"]

    assert found("gevel") == found(one.pk) == [one]
    assert found("%25") == found("") == found("9" * 30) == []
    serve(promise, two, **BY)
    assert found("fiets") == []


@pytest.mark.parametrize("button", ["commitment_serve", "commitment_show_result"])
def test_a_number_of_nothing_is_said(desk, promise, button):
    page = desk.press(button, {"number": "999999"}, pk=promise.pk)

    assert page.status_code == 409
    assert "met dit nummer" in str(page.context["wrong"].non_field_errors())


def test_a_partner_links_and_measures_what_it_owes(editor, promise):
    project = make_project()
    figure = {
        "definition_nl": "Geteld.", "value": "12,5", "unit": "bomen", "measured_on": "2026-11-01",
        "source": "Telling",
    }  # fmt: skip

    assert editor.press("commitment_serve", {"number": project.pk}, pk=promise.pk).status_code == 302
    assert editor.press("commitment_add_figure", figure, pk=promise.pk).status_code == 302
    page = editor.press("commitment_add_figure", figure | {"measured_on": ""}, pk=promise.pk)

    assert page.status_code == 400
    assert page.context["add_figure"]["source"].value() == "Telling"
    assert [str(one.value) for one in promise.figures.all()] == ["12.5000"]
    seen = editor.see("commitment", pk=promise.pk).context
    assert ("assess" in seen, "edit" in seen, seen["links"]) == (False, False, True)


def test_another_partner_reads_and_changes_nothing(desk_of, promise):
    other = desk_of(make_user(Role.PARTNER_EDITOR, partner=make_partner()))

    seen = other.see("commitment", pk=promise.pk)

    assert seen.status_code == 200
    assert [name for name in ("look", "add_figure", "assess", "edit") if name in seen.context] == []


def test_a_figure_is_withdrawn_and_stays_to_be_read(editor, promise):
    figure = make_figure(promise, "30")

    said = {"because": "Dubbel geteld.", "language": "nl"}
    assert editor.press("commitment_withdraw", said, pk=promise.pk, figure=figure.pk).status_code == 302

    page = editor.see("commitment", pk=promise.pk)
    assert page.context["figures"] == [(figure, None)]
    assert "<s>30 homes</s>" in page.content.decode()
    assert "Dubbel geteld." in page.content.decode()


def test_an_assessment_is_shown_beside_what_is_derived(desk, promise):
    said = {"verdict": "at-risk", "because_nl": "De bomen zijn op."}

    assert desk.press("commitment_assess", said, pk=promise.pk).status_code == 302

    seen = desk.see("commitment", pk=promise.pk).context
    assert (seen["standing"].state, seen["assessment"].verdict) == (State.NO_EVIDENCE, "at-risk")
    desk.press("commitment_take_back", {"because_nl": "Toch niet."}, pk=promise.pk)
    assert desk.see("commitment", pk=promise.pk).context["assessment"] is None


def test_the_list_is_narrowed_to_what_needs_somebody(desk, agreement, ours, promise):
    left = make_partner("left")
    agreement.parties.create(partner=left, joined_on=date(2023, 1, 1), left_on=date(2026, 1, 1))
    late = make_commitment(agreement, owners=[ours], due_on=date(2026, 11, 22))
    orphan = make_commitment(agreement, owners=[left])
    show_result(orphan, make_result(), **BY)

    def shown(view):
        return listed(desk.see("commitments", f"?show={view}"))

    assert shown("all") == shown("nonsense") == [promise, late, orphan]
    assert shown("overdue") == [late]
    assert shown("no-evidence") == [promise]
    assert shown("owner-left") == [orphan]
    assert desk.see("commitment", pk=orphan.pk).context["gone"] == [left]


def test_a_partner_reads_what_it_owes_with_its_own_projects(editor, agreement, ours, promise):
    make_commitment(agreement, owners=[make_partner()])
    mine, other = make_project(ours), make_project()
    for project in (mine, other):
        serve(promise, project, **BY)
    day = ReportDay.objects.create(on=date(2027, 3, 1), remind_on=date(2027, 2, 1))

    context = editor.see("owed").context

    assert [(row.commitment, list(row.projects)) for row in context["rows"]] == [(promise, [mine])]
    assert context["report_day"] == day


def test_home_tells_how_promises_stand(agreement, ours, promise):
    make_commitment(agreement, owners=[ours], due_on=date(2026, 1, 1))
    gone = make_partner()
    agreement.parties.create(partner=gone, joined_on=date(2023, 1, 1), left_on=date(2026, 1, 1))
    make_commitment(agreement, owners=[gone])
    ReportDay.objects.create(on=date(2026, 11, 22), remind_on=date(2026, 11, 1))
    ReportDay.objects.create(on=date(2027, 3, 1), remind_on=date(2027, 2, 1))

    manager = home_of(make_user(Role.PROGRAMME_MANAGER), at=MONDAY)
    editor = home_of(make_user(Role.PARTNER_EDITOR, partner=ours), at=MONDAY)

    day = date(2027, 3, 1)
    assert manager.programme_manager.promises == Promises(3, 1, 2, 1, day)
    assert editor.owes == Promises(2, 1, 1, 0, day)
    assert manager.owes is None


def test_a_report_day_is_set_and_taken_off(desk):
    said = {"on": "2027-03-01", "remind_on": "2027-02-01"}

    assert desk.press("report_days", said).status_code == 302
    page = desk.press("report_days", said)
    assert (page.status_code, str(page.context["wrong"].non_field_errors()[0])) == (
        409,
        "Deze dag is al gekozen.",
    )
    assert desk.press("report_day_remove", {}, pk=ReportDay.objects.get().pk).status_code == 302
    assert ReportDay.objects.count() == 0


def test_a_promise_made_elsewhere_is_changed_under_a_signed_version(desk, agreement):
    elsewhere = make_commitment(agreement, source="Symposium")
    said = {
        "sentence_nl": "Anders",
        "sentence_en": "Else",
        "source": "Symposium 2021",
        "fresh_for_months": "6",
    }

    assert desk.press("commitment_edit", said, pk=elsewhere.pk).status_code == 302

    elsewhere.refresh_from_db()
    assert (elsewhere.source, elsewhere.fresh_for_months) == ("Symposium 2021", 6)


def test_a_share_above_the_whole_is_refused_and_stays_typed(desk, agreement, ours):
    other = make_partner()
    said = {
        "sentence_nl": "Samen", "source": "Elders", "fresh_for_months": "12",
        "owner_1": ours.pk, "share_1": "60", "owner_2": other.pk, "share_2": "50",
    }  # fmt: skip

    page = desk.press("commitment_new", said, pk=agreement.pk)

    assert page.status_code == 409
    assert "samen meer dan het geheel" in str(page.context["wrong"].non_field_errors())
    assert page.context["form"]["share_2"].value() == "50"
    assert agreement.commitments.count() == 0


def test_a_share_is_read_as_exactly_as_everybody_reads_it(desk, agreement, ours):
    promise = make_commitment(agreement, owners=[ours])
    promise.owners.update(share=Decimal("0.625"))

    assert f"{ours} (62,5%)" in desk.see("commitment", pk=promise.pk).content.decode()
