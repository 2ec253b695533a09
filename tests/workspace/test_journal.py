# SPDX-License-Identifier: EUPL-1.2
"""The journal: newest first, by whom, and narrowed by what is asked."""

import pytest

from kennisstad.accounts import actions
from kennisstad.accounts.models import Role
from kennisstad.audit.actions import record
from kennisstad.workspace.queries.people import EVENTS_A_PAGE
from tests.making import MONDAY, make_question, make_user


@pytest.fixture
def manager(db):
    return make_user(Role.PROGRAMME_MANAGER, name="Mina")


@pytest.fixture
def desk(manager, desk_of):
    return desk_of(manager)


def lines_on(page):
    return [(line.event.kind, line.event.subject) for line, _happened in page.context["lines"]]


def test_lines_name_who_did_it_as_long_as_the_person_is_here(desk, manager):
    question, administrator = make_question(), make_user(Role.ADMINISTRATOR)
    leaving = make_user(name="Vertrekker")
    for by in (None, manager.pk, leaving.pk, 99_999):
        record("question.opened", subject=question, by_id=by, at=MONDAY, status="open", course=None)
    actions.let_go(leaving, by=administrator, at=MONDAY)

    page = desk.see("journal", f"?subject=question:{question.pk}")

    text = page.content.decode()
    assert [line.who for line, _happened in page.context["lines"]] == [None, leaving, manager, None]
    assert "Mina" in text
    assert "Vertrekker" not in text
    assert text.count("status: open") == 4
    assert "None" not in text


def test_a_fact_may_have_any_name(desk):
    question = make_question()
    record("issue.composed", subject=question, by_id=None, at=MONDAY, items=7, keys=2)

    text = desk.see("journal", f"?subject=question:{question.pk}").content.decode()

    # Each database keeps facts in an order of its own.
    assert ">items: 7, keys: 2<" in text or ">keys: 2, items: 7<" in text


def test_the_journal_is_narrowed_by_subject_and_kind(desk):
    one, other = make_question(), make_question()
    for question in (one, other):
        record("question.open", subject=question, by_id=None, at=MONDAY)
        record("question.declined", subject=question, by_id=None, at=MONDAY)

    about = f"question:{one.pk}"
    assert lines_on(desk.see("journal", f"?subject={about}")) == [
        ("question.declined", about),
        ("question.open", about),
    ]
    assert lines_on(desk.see("journal", f"?subject={about}&kind=question.open")) == [("question.open", about)]


@pytest.mark.parametrize(
    "query", ["?kind=nothing", "?subject=%00", "?before=x", "?before=%C2%B2", "?before=" + "9" * 40]
)
def test_a_strange_address_shows_the_journal(desk, query):
    record("question.open", subject=make_question(), by_id=None, at=MONDAY)

    assert desk.see("journal", query).status_code == 200


def test_older_lines_follow_page_by_page_and_each_stands_once(desk):
    question = make_question()
    for _ in range(2 * EVENTS_A_PAGE + 1):
        record("question.open", subject=question, by_id=None, at=MONDAY)

    seen, query = [], ""
    while query is not None:
        page = desk.see("journal", query)
        seen += [line.event.pk for line, _happened in page.context["lines"]]
        query = f"?before={page.context['older']}" if page.context["older"] else None

    assert len(seen) == 2 * EVENTS_A_PAGE + 1
    assert seen == sorted(set(seen), reverse=True)
