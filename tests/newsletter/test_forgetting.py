# SPDX-License-Identifier: EUPL-1.2
"""Who got an issue is forgotten 400 days after its end, in small steps; the issue and its numbers stay."""

from datetime import timedelta

import pytest

from kennisstad.audit import retention
from kennisstad.audit.models import Event
from kennisstad.newsletter import forgetting
from kennisstad.newsletter.issues import progress_of
from kennisstad.newsletter.models import Bounce, Delivery, Issue, Reader
from tests.making import MONDAY
from tests.newsletter.making import make_delivery, make_reader, make_sending_issue

pytestmark = pytest.mark.django_db
DUE = MONDAY + timedelta(days=400, seconds=1)


def make_ended(*readers: Reader, status: str = "sent", ended_at=MONDAY) -> Issue:
    tally = {"sent": len(readers)}
    issue = make_sending_issue(status=status, ended_at=ended_at, readers=len(readers), tally=tally)
    for reader in readers:
        Bounce.objects.create(
            delivery=make_delivery(reader, issue=issue, status="sent"), kind="soft", at=MONDAY
        )
    return issue


@pytest.mark.parametrize("status", ["sent", "stopped"])
def test_who_got_an_issue_is_forgotten_in_time_and_its_numbers_stay(status):
    readers = [make_reader() for _ in range(3)]
    issue = make_ended(*readers, status=status)

    retention.obey(DUE - timedelta(seconds=1))
    assert Delivery.objects.count() == 3
    assert retention.obey(DUE)["newsletter.Delivery"] == 3

    assert (Delivery.objects.count(), Bounce.objects.count(), Reader.objects.count()) == (0, 0, 3)
    issue.refresh_from_db()
    assert (issue.forgotten_at, progress_of(issue).by_status) == (DUE, {"sent": 3})
    lines = Event.objects.filter(subject="retention:newsletter.Delivery").values_list("kind", "facts")
    assert list(lines) == [
        ("retention.obeyed", {"then": "delete", "fields": ["reason"], "number": 3}),
    ]


def test_what_is_under_way_or_ended_later_stays():
    reader = make_reader()
    make_ended(reader, ended_at=DUE)
    make_delivery(reader, issue=make_sending_issue(frozen_at=MONDAY - timedelta(days=900)))

    assert retention.obey(DUE)["newsletter.Delivery"] == 0
    assert Delivery.objects.count() == 2


def test_an_issue_goes_in_steps_and_the_oldest_first(monkeypatch):
    monkeypatch.setattr(forgetting, "A_GO", 2)
    readers = [make_reader() for _ in range(3)]
    later = make_ended(*readers, ended_at=MONDAY - timedelta(days=1))
    sooner = make_ended(*readers, ended_at=MONDAY - timedelta(days=15))

    steps = [
        (retention.obey(DUE)["newsletter.Delivery"], sooner.deliveries.count(), later.deliveries.count())
        for _ in range(5)
    ]

    assert steps == [(2, 1, 3), (1, 0, 3), (2, 0, 1), (1, 0, 0), (0, 0, 0)]


def test_a_dry_run_counts_what_the_next_runs_take():
    make_ended(make_reader(), make_reader())

    assert retention.overdue(DUE)["newsletter.Delivery"] == 2
    retention.obey(DUE)
    assert retention.overdue(DUE)["newsletter.Delivery"] == 0


def test_deliveries_are_not_looked_at_when_no_issue_is_due(django_assert_num_queries):
    make_ended(make_reader())
    retention.obey(DUE)
    make_ended(make_reader(), ended_at=DUE)

    with django_assert_num_queries(3) as asked:
        assert forgetting.forget(before=MONDAY, at=DUE) == 0

    assert [query for query in asked.captured_queries if "newsletter_delivery" in query["sql"]] == []
