# SPDX-License-Identifier: EUPL-1.2
"""What waits, in sentences, for each role."""

from datetime import date, timedelta

import pytest

from kennisstad.accounts.models import Role
from kennisstad.citylab.models import Status
from kennisstad.mail.models import Letter
from kennisstad.projects.models import Milestone, MilestoneText
from kennisstad.projects.models import Status as ProjectStatus
from kennisstad.rounds.models import Appeal, AppealOutcome
from kennisstad.rounds.models import Status as RoundStatus
from kennisstad.workspace.queries.commitments import Promises
from kennisstad.workspace.queries.home import (
    ForAdministrator,
    ForBroker,
    ForCoordinator,
    ForProgrammeManager,
    Projects,
    home_of,
)
from kennisstad.workspace.queries.messages import Waiting
from tests.contact.making import make_message
from tests.making import (
    MONDAY,
    make_course,
    make_partner,
    make_project,
    make_proposal,
    make_question,
    make_user,
)
from tests.rounds.running import make_round, make_team, run_until

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=20)


def fail_a_letter() -> None:
    Letter.objects.create(
        to="x@example.org", subject="S", body="B", language="nl", status="failed", made_at=MONDAY,
        not_before=MONDAY, message_id="<x>",
    )  # fmt: skip


def test_the_broker_reads_what_waits_and_how_long():
    make_question(status=Status.SENT, sent_at=MONDAY + timedelta(days=5))
    make_question(status=Status.SENT)
    make_question(status=Status.OPEN)
    make_proposal()
    fail_a_letter()

    home = home_of(make_user(Role.BROKER), at=NOW)

    assert home.broker == ForBroker(
        new=2, longest_days=20, open=1, asked_for=0, proposals=1, proposal_days=20, failed_letters=1
    )
    assert (home.coordinator, home.editor, home.programme_manager, home.administrator) == (None,) * 4
    assert home.reads_journal is False


def test_whoever_answers_messages_reads_how_many_wait_at_the_own_desk(desk_of):
    museum = make_partner("museum")
    broker, editor = make_user(Role.BROKER), make_user(Role.PARTNER_EDITOR, partner=museum)
    make_message()
    make_message(look_first=True)
    make_message(desk=museum)
    make_message(desk=museum, at=NOW)

    assert home_of(broker, at=NOW).messages == Waiting(messages=1, overdue=1, first=1)
    assert home_of(editor, at=NOW).messages == Waiting(messages=2, overdue=1, first=0)
    assert home_of(make_user(Role.ADMINISTRATOR), at=NOW).messages is None
    for user, count in ((broker, 2), (editor, 2)):
        page = desk_of(user).see("home")
        assert [desk.count for desk in page.context["desk_navigation"] if "berichten" in desk.url] == [count]
        assert "/werkplek/berichten/?show=first" in page.content.decode() or user == editor


def test_a_coordinator_reads_proposals_and_the_next_milestone_of_each_own_project():
    institution = make_partner()
    coordinator = make_user(Role.COORDINATOR, partner=institution)
    course = make_course(institution, coordinators=[coordinator])
    make_proposal(course=course)
    make_proposal()
    project, ended = make_project(institution, course=course), make_project(institution, course=course)
    ended.status, ended.ended_on = ProjectStatus.STOPPED, MONDAY.date()
    ended.stopped_because, ended.stopped_language = "Ziek", "nl"
    ended.save()
    make_milestone(project, 20)
    first = make_milestone(project, 10)
    make_milestone(project, 1, done_on=MONDAY.date())
    make_milestone(ended, 5)
    make_milestone(make_project(), 1)

    assert home_of(coordinator, at=NOW).coordinator == ForCoordinator(1, [first])


def test_a_coordinator_reads_how_many_appeals_wait_in_the_own_rounds(desk_of):
    institution = make_partner()
    for organiser in (institution, make_partner()):
        round = make_round(organiser)
        teams = [make_team(round, 1), make_team(round, 2)]
        run_until(round, RoundStatus.PUBLISHED)
        for team in teams:
            Appeal.objects.create(team=team, words="Wij waren eerst.", at=MONDAY)
    answered = Appeal.objects.filter(team__round__organiser=institution).latest("pk")
    answered.outcome, answered.answered_at, answered.answer = AppealOutcome.REJECTED, MONDAY, "Lot 2."
    answered.save()
    coordinator = make_user(Role.COORDINATOR, partner=institution)

    assert home_of(coordinator, at=NOW).coordinator == ForCoordinator(0, [], 1)
    assert "1 bezwaar van een team wacht op uw antwoord" in desk_of(coordinator).see("home").content.decode()


def make_milestone(project, day: int, **fields) -> Milestone:
    milestone = Milestone.objects.create(project=project, due_on=date(2026, 12, day), **fields)
    MilestoneText.objects.create(milestone=milestone, language="nl", title=f"Op {day} december")
    return milestone


def test_an_editor_reads_how_the_own_projects_stand_and_the_manager_all():
    partner = make_partner()
    make_project(partner)
    make_project(partner, status=ProjectStatus.RUNNING, ends_on=date(2026, 10, 1))
    make_project(partner, status=ProjectStatus.HANDED_OVER)
    make_project(status=ProjectStatus.RUNNING)
    make_question(status=Status.OPEN, answered_at=MONDAY + timedelta(days=3))

    assert home_of(make_user(Role.PARTNER_EDITOR, partner=partner), at=NOW).editor == Projects(2, 1, 1)
    manager = home_of(make_user(Role.PROGRAMME_MANAGER), at=NOW)
    assert manager.programme_manager == ForProgrammeManager(
        1, 0, 3, Projects(3, 1, 1), Promises(0, 0, 0, 0, None)
    )
    assert manager.reads_journal is True


def test_the_administrator_reads_who_signs_in_and_what_failed():
    fail_a_letter()
    make_user(is_active=False)

    home = home_of(make_user(Role.ADMINISTRATOR), at=NOW)

    assert home.administrator == ForAdministrator(1, 1, letters_leave=False)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_told_something_also_in_an_empty_city(desk_of, role):
    page = desk_of(make_user(role, partner=make_partner())).see("home")

    assert (page.status_code, page.context["home"].is_empty) == (200, False)


def test_who_has_no_role_is_told_so(desk_of):
    assert desk_of(make_user()).see("home").context["home"].is_empty is True
