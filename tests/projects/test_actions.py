# SPDX-License-Identifier: EUPL-1.2
"""A project's steps follow the table, and each is dated and written down."""

from datetime import date

import pytest

from kennisstad.audit.models import Event
from kennisstad.projects import actions
from kennisstad.projects.models import NEXT, Status
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, RESULT_WORDS, make_partner, make_project, make_result

pytestmark = pytest.mark.django_db
PLACE = {"nl": {"place": "Buurthuis"}}


def take(project, status):
    match status:
        case Status.RUNNING:
            actions.start(project, by=None, at=MONDAY)
        case Status.HANDED_OVER:
            actions.hand_over(project, words=RESULT_WORDS, on=MONDAY.date(), by=None, at=MONDAY)
        case Status.GIVEN_BACK:
            actions.give_back(project, words=PLACE, on=MONDAY.date(), form="walk", by=None, at=MONDAY)
        case Status.CLOSED:
            actions.close(project, by=None, at=MONDAY)
        case Status.STOPPED:
            actions.stop(project, because="Daarom", language="nl", by=None, at=MONDAY)


def project_in(status):
    ended = {"ended_on": MONDAY.date()} if status in (Status.CLOSED, Status.STOPPED) else {}
    why = {"stopped_because": "Daarom", "stopped_language": "nl"} if status == Status.STOPPED else {}
    project = make_project(status=status, **ended, **why)
    if status in (Status.HANDED_OVER, Status.GIVEN_BACK, Status.CLOSED):
        make_result(project)
    return project


AGAIN = {(Status.GIVEN_BACK, Status.GIVEN_BACK)}
"""A result may be given back a second time, elsewhere."""


@pytest.mark.parametrize("start", Status)
@pytest.mark.parametrize("status", [s for s in Status if s != Status.PLANNED])
def test_only_the_steps_of_the_table_are_taken(start, status):
    project = project_in(start)
    allowed = status in NEXT[start] or (start, status) in AGAIN

    if allowed:
        take(project, status)
    else:
        with pytest.raises(NotNow):
            take(project, status)

    project.refresh_from_db()
    assert project.status == (status if allowed else start)
    assert Event.objects.count() == (1 if allowed else 0)


def test_a_new_project_counts_its_carrier_among_the_partners():
    carrier, other = make_partner(), make_partner()

    project = actions.begin(
        words={"nl": {"title": "T", "summary": "S"}},
        carrier_id=carrier.pk,
        starts_on=date(2026, 9, 1),
        partners=[other.pk],
        by=None,
        at=MONDAY,
    )

    assert set(project.partners.all()) == {carrier, other}


def test_a_milestone_is_ticked_off_once():
    milestone = actions.add_milestone(
        make_project(), words={"nl": {"title": "Start"}}, due_on=MONDAY.date(), by=None, at=MONDAY
    )

    actions.reach(milestone, on=MONDAY.date(), by=None, at=MONDAY)
    with pytest.raises(NotNow):
        actions.reach(milestone, on=date(2027, 1, 1), by=None, at=MONDAY)

    milestone.refresh_from_db()
    assert milestone.done_on == MONDAY.date()


def test_a_language_left_out_stays_as_it_was():
    project = make_project(title="Oud")

    actions.write(project, {"en": {"title": "New", "summary": "…"}})

    assert sorted(project.texts.values_list("language", "title")) == [("en", "New"), ("nl", "Oud")]
