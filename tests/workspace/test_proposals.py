# SPDX-License-Identifier: EUPL-1.2
"""A coordinator's desk: what was proposed to the own courses, accepting and declining."""

import threading
from datetime import date

import pytest
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.citylab.models import Proposal, ProposalStatus, Question, Status
from kennisstad.fieldwork import actions as fieldwork
from kennisstad.projects.models import Project
from kennisstad.workspace.forms.base import DeskForm
from tests.fieldwork.making import make_limit
from tests.making import MONDAY, make_course, make_district, make_partner, make_proposal, make_user
from tests.rounds.entering import page_of


@pytest.fixture
def institution(db):
    return make_partner()


@pytest.fixture
def coordinator(institution):
    return make_user(Role.COORDINATOR, partner=institution)


@pytest.fixture
def desk(coordinator, desk_of):
    return desk_of(coordinator)


@pytest.fixture
def proposal(institution, coordinator):
    return make_proposal(course=make_course(institution, coordinators=[coordinator]))


def listed(page):
    return list(page.context["page"])


def test_a_coordinator_sees_the_own_institutions_proposals_and_the_broker_all(desk, desk_of, proposal):
    other = make_proposal()

    assert listed(desk.see("proposals")) == [proposal]
    assert listed(desk_of(make_user(Role.BROKER)).see("proposals")) == [proposal, other]


def test_answered_proposals_stand_apart(desk, proposal):
    desk.press("decline", {"reason": "Vol"}, pk=proposal.pk)

    assert (listed(desk.see("proposals")), listed(desk.see("proposals", "?show=answered"))) == (
        [],
        [proposal],
    )


@pytest.mark.parametrize(
    ("days", "waits"),
    [
        ((date(2027, 1, 1), date(2027, 3, 31)), True),
        ((date(2026, 12, 1), date(2027, 1, 31)), False),
    ],
    ids=["while the course runs", "before the course runs"],
)
def test_a_pause_is_seen_before_the_button_that_it_would_stop(desk, proposal, now_is, days, waits):
    now_is(MONDAY)
    area, director = make_district(), make_user(Role.NEIGHBOURHOOD_DIRECTOR, name="Nadia Wijk")
    proposal.question.districts.set([area])
    fieldwork.pause(
        area, starts_on=days[0], ends_on=days[1], reasons={"nl": "Te veel bezoek."}, by=director, at=MONDAY
    )

    page = page_of(desk.see("proposal", pk=proposal.pk))
    refused = desk.press("accept", pk=proposal.pk)

    said = (
        f"{area.name} heeft een pauze tot en met woensdag 31 maart 2027: de wijk vraagt om geen nieuw bezoek."
    )
    assert [text in page for text in (said, "“Te veel bezoek.”", "Nadia Wijk begon deze pauze.")] == [
        waits
    ] * 3
    assert refused.status_code == (409 if waits else 302)
    if waits:
        assert page.index(said) < page.index("Neem aan")


def test_a_full_district_is_seen_before_the_button_too_and_an_answered_proposal_says_nothing(
    desk, proposal, now_is
):
    now_is(MONDAY)
    area = make_district()
    proposal.question.districts.set([area])
    limit = make_limit(area, threshold=1)

    assert f"{area.name} heeft tot en met" in page_of(desk.see("proposal", pk=proposal.pk))
    limit.delete()
    desk.press("accept", pk=proposal.pk)
    make_limit(area, threshold=1)
    assert desk.see("proposal", pk=proposal.pk).context["in_the_way"] == []


def test_accepting_begins_a_project_and_leads_to_it(desk, coordinator, proposal):
    answer = desk.press("accept", pk=proposal.pk)

    proposal.refresh_from_db()
    project = Project.objects.get()
    assert answer.headers["Location"] == reverse("workspace:proposal", args=[proposal.pk])
    assert (proposal.status, proposal.question.status) == (ProposalStatus.ACCEPTED, Status.PLACED)
    assert (
        reverse("workspace:project", args=[project.pk])
        in desk.see("proposal", pk=proposal.pk).content.decode()
    )
    assert list(
        Event.objects.filter(kind="proposal.accepted").order_by("pk").values_list("actor", flat=True)
    ) == [coordinator.pk]


def test_declining_tells_the_broker_why_and_opens_the_question_again(desk, proposal):
    assert desk.press("decline", {"reason": "Ons blok is vol."}, pk=proposal.pk).status_code == 302

    proposal.refresh_from_db()
    assert (proposal.status, proposal.reason) == (ProposalStatus.DECLINED, "Ons blok is vol.")
    assert proposal.question.status == Status.OPEN


@pytest.mark.parametrize("reason", ["", "   ", "\x00", "a" * 2001])
def test_declining_without_a_reason_that_can_be_kept_changes_nothing(desk, proposal, reason):
    answer = desk.press("decline", {"reason": reason}, pk=proposal.pk)

    proposal.refresh_from_db()
    assert (answer.status_code, list(answer.context["decline"].errors)) == (400, ["reason"])
    assert (proposal.waits, Event.objects.count()) == (True, 0)


@pytest.mark.parametrize("first", ["accept", "decline"])
@pytest.mark.parametrize("second", ["accept", "decline"])
def test_the_second_press_is_refused_in_words_and_nothing_is_lost(desk, proposal, first, second):
    desk.press(first, {"reason": "Eerste"}, pk=proposal.pk)
    before = Proposal.objects.values().get()

    answer = desk.press(second, {"reason": "Tweede"}, pk=proposal.pk)

    assert (answer.status_code, Proposal.objects.values().get()) == (409, before)
    assert answer.context["wrong"].non_field_errors()
    if second == "decline":
        assert answer.context["decline"]["reason"].value() == "Tweede"


def test_own_words_reach_a_coordinator_only_when_visitors_may_read_them(desk, proposal):
    assert proposal.question.words not in desk.see("proposal", pk=proposal.pk).content.decode()

    Question.objects.update(show_words=True)

    assert proposal.question.words in desk.see("proposal", pk=proposal.pk).content.decode()


def press_at_once(user, proposal, buttons: list[str]) -> list[int]:
    """Press these buttons, each in a browser of its own; give the statuses."""
    statuses = []
    browsers = [Client(raise_request_exception=False) for _ in buttons]
    for browser in browsers:
        browser.force_login(user)

    def run(browser: Client, button: str) -> None:
        try:
            address = reverse(f"workspace:{button}", args=[proposal.pk])
            statuses.append(browser.post(address, {"reason": "Vol"}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in zip(browsers, buttons, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(statuses)


def all_read_before_one_writes(monkeypatch, number: int) -> None:
    """Let every press read its page before the first of them begins its work."""
    together, done = threading.Barrier(number), DeskForm.done

    def wait_then_do(self, do, *, at):
        together.wait(timeout=30)
        return done(self, do, at=at)

    monkeypatch.setattr(DeskForm, "done", wait_then_do)


@pytest.mark.django_db(transaction=True)
def test_of_accepting_and_declining_at_once_exactly_one_counts(coordinator, proposal, monkeypatch):
    all_read_before_one_writes(monkeypatch, 6)

    statuses = press_at_once(coordinator, proposal, ["accept", "decline"] * 3)

    proposal = Proposal.objects.get()
    found = (proposal.status, proposal.question.status, Project.objects.count())
    assert statuses == [302, 409, 409, 409, 409, 409]
    assert found in [("accepted", Status.PLACED, 1), ("declined", Status.OPEN, 0)]
    assert Event.objects.filter(kind__startswith="proposal.").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_looking_again_under_the_lock_both_would_count(coordinator, proposal, monkeypatch):
    """The negative control: the test above can fail."""
    all_read_before_one_writes(monkeypatch, 2)
    monkeypatch.setattr(models.Model, "refresh_from_db", lambda self, *args, **kwargs: None)

    assert press_at_once(coordinator, proposal, ["accept", "decline"]) == [302, 302]
    assert Event.objects.filter(kind__startswith="proposal.").count() == 2
