# SPDX-License-Identifier: EUPL-1.2
"""Mail that waits for a worker that is not there is seen, of whichever package it is."""

from datetime import timedelta

import pytest

from kennisstad.mail.models import Letter, Status
from kennisstad.mail.queries import FAILED_LATELY, PATIENCE, Standstill, Waiting, standstill, to_tell
from kennisstad.worker.actions import beat
from tests.making import MONDAY

pytestmark = pytest.mark.django_db
SMTP = "smtp://mail.example.org?from=desk@example.org"
EARLIER = MONDAY - timedelta(hours=2)


def make_letter(status: str, *, made_at=EARLIER, not_before=EARLIER) -> None:
    Letter.objects.create(
        to="els@example.org", subject="S", body="B", language="nl", status=status, made_at=made_at,
        not_before=not_before, message_id=f"<{Letter.objects.count()}@x>",
        sent_at=made_at if status == Status.SENT else None,
    )  # fmt: skip


def of_newsletter(before, failed_since):
    return Waiting(number=3, since=MONDAY - timedelta(days=1), failed=4)


@pytest.mark.parametrize(("age_s", "told"), [(300, False), (301, True)])
def test_a_letter_that_waits_without_a_worker_is_told_after_five_minutes(settings, age_s, told):
    settings.SMTP_URL = SMTP
    since = MONDAY - timedelta(seconds=age_s)
    make_letter(Status.WAITING, made_at=since)

    expected = Standstill(number=1, since=since, failed=0, worker_lives=False)
    assert to_tell(MONDAY) == (expected if told else None)
    assert timedelta(minutes=5) == PATIENCE


@pytest.mark.parametrize(("silence_s", "told"), [(29, False), (30, True)])
def test_a_worker_that_lives_will_bring_it(settings, silence_s, told):
    settings.SMTP_URL = SMTP
    make_letter(Status.WAITING)
    beat("one", started_at=EARLIER, at=MONDAY - timedelta(seconds=silence_s))

    assert (to_tell(MONDAY) is not None) == told


@pytest.mark.parametrize("status", [Status.SENT, Status.KEPT])
def test_a_letter_that_went_or_stays_waits_for_nobody(settings, status):
    settings.SMTP_URL = SMTP
    make_letter(status)

    assert to_tell(MONDAY) is None


def test_letters_that_failed_are_told_for_a_week(settings):
    settings.SMTP_URL = SMTP
    make_letter(Status.FAILED, not_before=MONDAY - FAILED_LATELY)
    make_letter(Status.FAILED, not_before=MONDAY - FAILED_LATELY - timedelta(seconds=1))

    assert to_tell(MONDAY) == Standstill(number=0, since=None, failed=1, worker_lives=True)
    assert standstill(MONDAY, longer_than=PATIENCE).failed == 2


def test_mail_of_other_packages_is_added_up(settings):
    settings.SMTP_URL = SMTP
    settings.WAITING_MAIL = [*settings.WAITING_MAIL, f"{__name__}.of_newsletter"]
    make_letter(Status.WAITING)
    make_letter(Status.FAILED, not_before=MONDAY)

    assert to_tell(MONDAY) == Standstill(
        number=4, since=MONDAY - timedelta(days=1), failed=5, worker_lives=False
    )


def test_without_a_mail_server_nothing_is_read(settings, django_assert_num_queries):
    settings.SMTP_URL = ""
    make_letter(Status.WAITING)

    with django_assert_num_queries(0):
        assert to_tell(MONDAY) is None


@pytest.mark.parametrize(("waits", "reads"), [(False, 1), (True, 2)])
def test_it_takes_a_read_and_one_more_when_something_waits(settings, django_assert_num_queries, waits, reads):
    settings.SMTP_URL, settings.WAITING_MAIL = SMTP, ["kennisstad.mail.queries.waiting"]
    for _ in range(5):
        make_letter(Status.WAITING if waits else Status.SENT)

    with django_assert_num_queries(reads):
        to_tell(MONDAY)
