# SPDX-License-Identifier: EUPL-1.2
"""Owners are reminded of a report day: once, in their own language, and nobody else."""

from datetime import UTC, date, datetime

import pytest

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.progress.models import ReportDay
from kennisstad.progress.reminding import remind_owners
from tests.agreement.making import make_agreement, make_commitment
from tests.making import MONDAY, make_partner, make_user

pytestmark = pytest.mark.django_db
BEFORE, FROM, LATER, AFTER = (datetime(2027, 2, day, 9, tzinfo=UTC) for day in (1, 2, 20, 26))


@pytest.fixture(autouse=True)
def it_is_2026(monkeypatch):
    """Letters name the year of a day when it is not this one."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)


@pytest.fixture
def day():
    return ReportDay.objects.create(on=date(2027, 2, 25), remind_on=date(2027, 2, 2))


def test_each_who_speaks_for_an_owner_gets_one_letter_from_the_reminder_on(day):
    owner, other = make_partner(), make_partner()
    agreement = make_agreement(parties=[owner, other])
    make_commitment(agreement, key="late", owners=[owner], due_on=date(2026, 5, 1))
    make_commitment(agreement, key="ahead", owners=[owner, other])
    make_commitment(agreement, key="of-nobody")
    make_user(Role.PARTNER_EDITOR, partner=owner, email="nl@example.org")
    make_user(Role.PARTNER_EDITOR, partner=owner, email="en@example.org", language="en")
    make_user(Role.PARTNER_EDITOR, partner=make_partner(), email="owes-nothing@example.org")
    make_user(Role.PARTNER_EDITOR, partner=owner, email="")
    make_user(Role.PARTNER_EDITOR, partner=owner, email="gone@example.org", is_active=False)
    make_user(Role.COORDINATOR, partner=owner, email="coordinator@example.org")

    remind_owners(at=BEFORE)
    assert Letter.objects.count() == 0
    for at in (FROM, FROM, LATER):
        remind_owners(at=at)

    assert list(Letter.objects.order_by("pk").values_list("to", "language", "private")) == [
        ("nl@example.org", "nl", False), ("en@example.org", "en", False),
    ]  # fmt: skip
    dutch, english = Letter.objects.order_by("pk")
    assert dutch.subject == "Vertel uiterlijk donderdag 25 februari 2027 hoe ver uw organisatie is"
    assert "- We keep late nl.\n  Nu: te laat. Klaar uiterlijk: vrijdag 1 mei" in dutch.body
    assert "- We keep ahead nl.\n  Nu: nog geen bewijs\n" in dutch.body
    assert "of-nobody" not in dutch.body
    assert dutch.body.index("late nl") < dutch.body.index("ahead nl")
    assert "- We keep late en.\n  Now: overdue. Due on: Friday 1 May" in english.body
    assert "/en/workspace/owed/" in english.body
    assert "/werkplek/onze-afspraken/" in dutch.body
    day.refresh_from_db()
    assert day.reminded_at == FROM
    assert list(Event.objects.order_by("pk").values_list("kind", "facts")) == [
        ("report-day.reminded", {"letters": 2})
    ]


def test_nobody_speaks_for_an_owner_that_left(day):
    leaving = make_partner()
    agreement = make_agreement(parties=[leaving])
    make_commitment(agreement, owners=[leaving])
    make_user(Role.PARTNER_EDITOR, partner=leaving)
    agreement.parties.update(left_on=date(2027, 1, 1))

    remind_owners(at=FROM)

    assert Letter.objects.count() == 0


def test_a_day_that_has_passed_is_let_be(day):
    owner = make_partner()
    make_commitment(make_agreement(parties=[owner]), owners=[owner])
    make_user(Role.PARTNER_EDITOR, partner=owner)

    remind_owners(at=AFTER)

    assert Letter.objects.count() == 0


def test_without_a_version_that_stands_nobody_is_reminded(day):
    remind_owners(at=FROM)

    day.refresh_from_db()
    assert day.reminded_at is None
