# SPDX-License-Identifier: EUPL-1.2
"""A newsletter that does not leave is seen: no worker takes it, or trouble paused it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.mail.queries import PATIENCE, to_tell
from kennisstad.newsletter.models import Rhythm
from kennisstad.newsletter.models.issue import UNREACHABLE, Status
from kennisstad.newsletter.sending_actions import pause, resume
from kennisstad.worker.actions import beat
from tests.making import make_user
from tests.newsletter.making import make_issue_on_its_way, make_reader, make_sending_issue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.SMTP_URL = "smtp://mail.example.org?from=desk@example.org"


def make_due_issue(**fields):
    fields = {
        "status": Status.PLANNED,
        "frozen_at": None,
        "readers": None,
        "planned_by": make_user(),
    } | fields
    return make_sending_issue(**{"due_at": timezone.now() - PATIENCE - timedelta(seconds=1)} | fields)


def test_an_issue_that_is_due_waits_for_a_worker_with_a_letter_for_each_reader():
    for _number in range(3):
        make_reader()
    make_reader(status="stopped")
    issue = make_due_issue()

    told = to_tell(timezone.now())

    assert (told.number, told.since, told.nobody_brings_it) == (3, issue.due_at, True)


@pytest.mark.parametrize("fields", [{"due_at": timezone.now() + timedelta(days=1)}, {"status": Status.DRAFT}])
def test_an_issue_that_is_not_due_waits_for_nobody(fields):
    make_reader()
    make_due_issue(**fields)

    assert to_tell(timezone.now()) is None


def test_an_issue_that_waits_for_a_second_person_waits_for_no_worker():
    Rhythm.objects.update_or_create(defaults={"two_persons": True})
    make_reader()
    make_due_issue()

    assert to_tell(timezone.now()) is None


def test_an_issue_on_its_way_waits_only_while_no_worker_lives():
    make_reader()
    issue = make_issue_on_its_way()
    later = issue.frozen_at + timedelta(hours=1)

    assert to_tell(later).number == 1
    beat("one", started_at=later, at=later)
    assert to_tell(later) is None


def test_what_trouble_paused_is_told_on_every_desk_until_somebody_lets_it_go_on():
    editor = make_user(Role.ADMINISTRATOR)
    make_reader()
    issue = make_issue_on_its_way()
    pause(issue, by=None, at=timezone.now(), why=UNREACHABLE)
    # The letter to the editor waits for the same server; a worker lives.
    beat("one", started_at=timezone.now(), at=timezone.now())
    browser = Client()
    browser.force_login(editor)

    def page():
        with override("en"):
            return browser.get(reverse("workspace:home")).content.decode()

    assert "1 newsletter is paused because of trouble with mail" in page()
    resume(issue, by=editor, at=timezone.now())
    assert "is paused because of trouble" not in page()


def test_what_an_editor_paused_is_no_trouble():
    make_reader()
    pause(make_issue_on_its_way(), by=make_user(), at=timezone.now())

    assert to_tell(timezone.now()) is None
