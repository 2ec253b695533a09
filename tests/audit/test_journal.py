# SPDX-License-Identifier: EUPL-1.2
"""The journal is written once, with the change it speaks of."""

from functools import partial

import pytest
from django.db import transaction

from kennisstad.audit.actions import record
from kennisstad.audit.models import Event, JournalIsFinal
from tests.making import MONDAY, make_user

pytestmark = pytest.mark.django_db


def test_an_event_says_who_what_when():
    user = make_user()

    event = record("user.added", subject=user, by_id=7, at=MONDAY, role="broker")

    assert (event.kind, event.subject, event.actor, event.at, event.facts) == (
        "user.added",
        f"user:{user.pk}",
        7,
        MONDAY,
        {"role": "broker"},
    )


def test_what_is_undone_leaves_no_event():
    user = make_user()

    with transaction.atomic():
        record("user.added", subject=user, by_id=None, at=MONDAY)
        transaction.set_rollback(True)

    assert not Event.objects.exists()


def test_an_event_cannot_be_changed_or_removed():
    event = record("user.added", subject=make_user(), by_id=None, at=MONDAY)

    change = partial(Event.objects.update, kind="x")
    for attempt in (event.save, event.delete, Event.objects.all().delete, change):
        with pytest.raises(JournalIsFinal):
            attempt()
