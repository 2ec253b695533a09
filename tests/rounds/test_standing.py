# SPDX-License-Identifier: EUPL-1.2
"""What happened on another day than planned stands beside the planned day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.rounds.actions import steps, telling
from kennisstad.rounds.models import Status
from kennisstad.rounds.queries.standing import Really, really
from tests.making import MONDAY, make_partner, make_user
from tests.rounds.entering import page_of
from tests.rounds.running import ARRANGEMENTS, computed, make_round, make_team, run_until

pytestmark = pytest.mark.django_db
EARLY, IN_TIME = MONDAY + timedelta(days=3), ARRANGEMENTS.closes_at + timedelta(seconds=20)
PLANNED = MONDAY.replace(year=2026, month=12, day=10)
TABLE = {
    # When it closed and was published; what stands beside the planned days.
    "open": (None, None, Really()),
    "closed early": (EARLY, None, Really(EARLY)),
    "closed by itself": (IN_TIME, None, Really()),
    "published early": (EARLY, EARLY, Really(EARLY, date(2026, 11, 26))),
    "published as planned": (IN_TIME, PLANNED, Really()),
    "published late": (IN_TIME, PLANNED + timedelta(days=2), Really(None, date(2026, 12, 12))),
}


@pytest.mark.parametrize("case", TABLE)
def test_only_what_went_otherwise_than_planned_is_said(case):
    closed_at, published_at, wanted = TABLE[case]
    round, broker = make_round(), make_user(Role.BROKER)
    make_team(round, 1)
    run_until(round, Status.OPEN)
    if closed_at:
        steps.close(round, by=broker, at=closed_at)
    if published_at:
        computed(round)
        telling.publish(round, by=broker, at=published_at)

    assert really(round) == wanted


def test_a_round_that_opened_again_no_longer_says_that_it_closed_early():
    round = run_until(make_round(), Status.CLOSED)

    steps.reopen(round, closes_at=ARRANGEMENTS.closes_at, by=make_user(), at=MONDAY)

    assert really(round) == Really()


@pytest.mark.parametrize("who", ["public", "desk"])
def test_both_days_stand_on_the_page(client, who):
    round = make_round(make_partner())
    make_team(round, 1)
    run_until(round, Status.PUBLISHED)
    client.force_login(make_user(Role.COORDINATOR, partner=round.organiser))

    with override("nl"):
        name = "rounds:round" if who == "public" else "workspace:round"
        page = page_of(client.get(reverse(name, args=[round.pk])))

    assert "vroeg gesloten, op maandag 23 november" in page
    assert "bekendgemaakt op maandag 23 november" in page
    assert "maandag 7 december" in page
    assert "donderdag 10 december" in page
