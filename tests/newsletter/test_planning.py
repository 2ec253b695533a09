# SPDX-License-Identifier: EUPL-1.2
"""When an issue leaves, who must agree, and what of this the database holds to."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.newsletter import editing, planning
from kennisstad.newsletter.models import Break, Issue, Rhythm
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_user
from tests.newsletter.writing import make_issue, make_item

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=2)
RHYTHM = {"first_on": date(2026, 12, 4), "weeks": 2, "hour": 10, "days_ahead": 3, "two_persons": False}


def test_a_planned_issue_is_due_at_its_moment_and_no_sooner():
    issue, editor = make_issue(), make_user()

    planning.plan(issue, due_at=LATER, by=editor, at=MONDAY)

    issue.refresh_from_db()
    assert (issue.status, issue.due_at, issue.planned_by) == ("planned", LATER, editor)
    assert list(Issue.objects.due(LATER - timedelta(seconds=1))) == []
    assert list(Issue.objects.due(LATER)) == [issue]
    assert Event.objects.values_list("kind", "actor").get() == ("issue.planned", editor.pk)


@pytest.mark.parametrize("status", ["planned", "sending", "paused", "sent", "stopped", "dropped"])
def test_only_a_draft_is_planned(status):
    issue = make_issue(status=status)

    with pytest.raises(NotNow):
        planning.plan(issue, due_at=LATER, by=None, at=MONDAY)


def test_an_issue_leaves_neither_in_the_past_nor_without_news():
    for issue, due_at in [(make_issue(), MONDAY), (make_issue(items=["agenda"]), LATER)]:
        with pytest.raises(NotNow):
            planning.plan(issue, due_at=due_at, by=None, at=MONDAY)

    assert list(Issue.objects.values_list("status", flat=True)) == ["draft", "draft"]


def test_with_two_persons_an_issue_is_due_once_another_one_approved():
    Rhythm.objects.create(two_persons=True)
    issue, first, second = make_issue(), make_user(), make_user()
    planning.plan(issue, due_at=LATER, by=first, at=MONDAY)
    before = list(Issue.objects.due(LATER))

    with pytest.raises(NotNow):
        planning.approve(issue, planned_at=MONDAY, by=first, at=MONDAY)
    planning.approve(issue, planned_at=MONDAY, by=second, at=MONDAY)

    assert (before, list(Issue.objects.due(LATER))) == ([], [issue])
    with pytest.raises(NotNow):
        planning.approve(issue, planned_at=MONDAY, by=make_user(), at=MONDAY)


def test_a_page_in_an_old_tab_approves_nothing_that_it_did_not_show():
    Rhythm.objects.create(two_persons=True)
    issue, first, second = make_issue(), make_user(), make_user()
    planning.plan(issue, due_at=LATER, by=first, at=MONDAY)
    planning.take_back(issue, by=first, at=MONDAY)
    planning.plan(issue, due_at=LATER, by=first, at=MONDAY + timedelta(minutes=1))

    with pytest.raises(NotNow, match="opnieuw gepland"):
        planning.approve(issue, planned_at=MONDAY, by=second, at=MONDAY + timedelta(minutes=2))

    issue.refresh_from_db()
    assert issue.approved_by is None


def test_the_database_does_not_let_one_person_be_two():
    issue, editor = make_issue(), make_user()
    planning.plan(issue, due_at=LATER, by=editor, at=MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.update(approved_by=editor)


def test_what_is_taken_back_must_be_approved_again():
    issue = make_issue()
    planning.plan(issue, due_at=LATER, by=make_user(), at=MONDAY)
    planning.approve(issue, planned_at=MONDAY, by=make_user(), at=MONDAY)

    planning.take_back(issue, by=None, at=MONDAY)

    issue.refresh_from_db()
    assert (issue.status, issue.planned_by, issue.approved_by) == ("draft", None, None)
    with pytest.raises(NotNow):
        planning.take_back(issue, by=None, at=MONDAY)


@pytest.mark.parametrize(
    ("status", "drops"),
    [("draft", True), ("planned", True), ("sending", False), ("sent", False), ("dropped", False)],
)
def test_an_issue_can_be_dropped_until_it_is_on_its_way(status, drops):
    issue = make_issue(status=status)

    if drops:
        planning.drop(issue, by=None, at=MONDAY)
        assert Issue.objects.get().status == "dropped"
    else:
        with pytest.raises(NotNow):
            planning.drop(issue, by=None, at=MONDAY)


def test_a_draft_must_come_after_the_issue_before_it():
    planning.set_rhythm(**RHYTHM, by=None, at=MONDAY)

    with pytest.raises(NotNow):
        planning.set_rhythm(**RHYTHM | {"days_ahead": 14}, by=None, at=MONDAY)

    assert Rhythm.objects.values_list("days_ahead", flat=True).get() == 3


@pytest.mark.parametrize(
    ("role", "is_off"), [(Role.PROGRAMME_MANAGER, False), (Role.ADMINISTRATOR, True), (None, True)]
)
def test_who_is_held_to_a_second_person_cannot_take_that_person_away(role, is_off):
    editor = make_user(role) if role else None
    planning.set_rhythm(**RHYTHM | {"two_persons": True}, by=editor, at=MONDAY)
    planning.set_rhythm(**RHYTHM | {"two_persons": True, "hour": 8}, by=editor, at=MONDAY)

    with nullcontext() if is_off else pytest.raises(NotNow):
        planning.set_rhythm(**RHYTHM, by=editor, at=MONDAY)

    assert Rhythm.objects.values_list("hour", "two_persons").get() == ((10, False) if is_off else (8, True))


def test_a_break_begins_before_it_ends_and_can_be_taken_away():
    made = planning.add_break(begins_on=date(2027, 7, 10), ends_on=date(2027, 8, 20), by=None, at=MONDAY)
    with pytest.raises(NotNow):
        planning.add_break(begins_on=date(2027, 8, 20), ends_on=date(2027, 7, 10), by=None, at=MONDAY)

    planning.remove_break(made, by=None, at=MONDAY)

    assert Break.objects.count() == 0
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
        "break.added",
        "break.removed",
    ]


@pytest.mark.parametrize(
    ("moved", "to", "order"),
    [("a", 2, "bca"), ("c", 0, "cab"), ("b", 99, "acb"), ("b", -1, "bac"), ("a", 0, "abc")],
)
def test_an_item_moves_within_its_section(moved, to, order):
    issue = make_issue(items=["agenda"])
    items = {name: make_item(issue, title=name) for name in "abc"}

    editing.move(items[moved], to=to, by=None, at=MONDAY)

    row = issue.items.filter(section="asked").in_order()
    assert "".join(item.text_in("nl").title for item in row) == order
    assert [item.place for item in row] == [0, 1, 2]


def test_an_item_of_the_editors_stands_behind_the_others_and_counts_as_news():
    issue = make_issue(items=["own", "agenda"])

    item = editing.add(
        issue, section="own", words={"nl": {"title": "Let op", "words": ""}}, by=None, at=MONDAY
    )

    assert (item.section, item.place, item.source) == ("own", 1, "")
    assert item.text_in("en").title == "Let op"


@pytest.mark.parametrize("status", ["planned", "sending", "sent", "dropped"])
def test_nothing_changes_in_an_issue_that_is_no_draft(status):
    issue = make_issue(status=status)
    item = issue.items.get()
    attempts = [
        lambda: editing.rewrite(issue, words={}, by=None, at=MONDAY),
        lambda: editing.rewrite_item(item, words={}, by=None, at=MONDAY),
        lambda: editing.move(item, to=0, by=None, at=MONDAY),
        lambda: editing.drop_item(item, by=None, at=MONDAY),
        lambda: editing.add(issue, section="own", words={}, by=None, at=MONDAY),
    ]

    for attempt in attempts:
        with pytest.raises(NotNow):
            attempt()

    assert (issue.items.count(), Event.objects.count()) == (1, 0)


def test_what_was_dropped_is_not_dropped_twice():
    issue = make_issue()
    item = issue.items.get()
    editing.drop_item(item, by=None, at=MONDAY)

    with pytest.raises(NotNow):
        editing.drop_item(item, by=None, at=MONDAY)
    editing.put_back(item, by=None, at=MONDAY)

    assert issue.items.kept().count() == 1


def test_all_who_may_approve_are_written_to_but_not_who_planned_it():
    Rhythm.objects.create(two_persons=True)
    first = make_user(Role.PROGRAMME_MANAGER, email="first@city.example")
    make_user(Role.ADMINISTRATOR, email="second@city.example")
    make_user(Role.BROKER, email="broker@city.example")
    issue = make_issue()

    planning.plan(issue, due_at=LATER, by=first, at=MONDAY)

    letter = Letter.objects.get()
    assert letter.to == "second@city.example"
    assert f"/{issue.pk}/" in letter.body


def test_where_one_person_is_enough_nobody_is_asked_to_approve():
    make_user(Role.ADMINISTRATOR, email="second@city.example")

    planning.plan(make_issue(), due_at=LATER, by=None, at=MONDAY)

    assert Letter.objects.count() == 0


def test_what_is_taken_back_goes_by_the_rhythm_again():
    Rhythm.objects.create(**RHYTHM)
    issue = make_issue()
    planning.plan(issue, due_at=LATER, by=None, at=MONDAY)

    planning.take_back(issue, by=None, at=MONDAY)

    issue.refresh_from_db()
    assert timezone.localtime(issue.due_at).strftime("%Y-%m-%d %H:%M") == "2026-12-04 10:00"
