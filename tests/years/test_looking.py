# SPDX-License-Identifier: EUPL-1.2
"""A wish for a day without a proof keeps no day from others, and writes to nobody until somebody looked."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from kennisstad.mail.models import Letter
from kennisstad.web.refusals import NotNow
from kennisstad.years import actions
from kennisstad.years.models import Adoption, Answer, Day, DayStatus
from tests.making import MONDAY
from tests.neighbourhoods.making import make_city
from tests.proving import proven
from tests.years.making import make_adoption, make_day

pytestmark = pytest.mark.django_db
STEPS = {
    "let_through": lambda one: actions.let_through(one, by=None, at=MONDAY),
    "throw_away": lambda one: actions.throw_away(one, by=None, at=MONDAY),
    "agree": lambda one: actions.agree(one, by=None, at=MONDAY),
    "decline": lambda one: actions.decline(one, reason="Nee", by=None, at=MONDAY),
    "withdraw": lambda one: actions.withdraw(one, at=MONDAY),
}
TABLE = """
             unseen          waiting         agreed           declined  withdrawn
let_through  waiting/asked   -               -                -         -
throw_away   gone/free       -               -                -         -
agree        -               agreed/adopted  -                -         -
decline      declined/free   declined/free   -                -         -
withdraw     withdrawn/free  withdrawn/free  withdrawn/free   -         -
"""
"""Where each step leaves the wish and its day; `-` is refused."""
HEAD, *ROWS = (line.split() for line in TABLE.strip().splitlines())
CASES = [(row[0], start, end) for row in ROWS for start, end in zip(HEAD, row[1:], strict=True)]


def in_state(state: str) -> Adoption:
    one = make_adoption(look_first=state == "unseen")
    before = {"agreed": ["agree"], "declined": ["decline"], "withdrawn": ["withdraw"]}
    for step in before.get(state, []):
        STEPS[step](one)
    return one


@pytest.mark.parametrize(("step", "start", "end"), CASES)
def test_each_step_from_each_state(step, start, end):
    one = in_state(start)
    before = Adoption.objects.values().get()

    if end == "-":
        with pytest.raises(NotNow):
            STEPS[step](one)
        assert Adoption.objects.values().get() == before
        return
    STEPS[step](one)

    one.day.refresh_from_db()
    left = Adoption.objects.values_list("status", flat=True).first() or "gone"
    assert f"{left}/{one.day.status}" == end


def test_until_somebody_looked_our_own_desk_alone_gets_a_letter_and_the_day_is_free():
    make_city(email="loket@example.org")
    one = make_adoption(look_first=True, email="asker@example.org")

    assert list(Letter.objects.values_list("to", flat=True)) == ["loket@example.org"]
    assert one.day.status == DayStatus.FREE
    quicker = make_adoption(one.day, owner="Museum")
    assert quicker.status == Answer.WAITING
    with pytest.raises(NotNow, match=r"just before you|net voor u|was u voor|eerder"):
        actions.let_through(one, by=None, at=MONDAY)
    actions.decline(one, reason="Het museum was eerder.", by=None, at=MONDAY)
    quicker.day.refresh_from_db()
    assert quicker.day.status == DayStatus.ASKED


def test_whoever_came_too_late_asks_for_another_day_with_the_same_proof(client):
    taken, other, third = (make_day(on=date(2090, 4, day)) for day in (15, 16, 17))
    make_adoption(taken)
    filled = {
        "key": str(uuid4()),
        "owner": "De Hoek",
        "plan": "Wij zingen.",
        "consent": "on",
        **proven("years.adopt"),
    }

    def ask(day: Day) -> int:
        address = reverse("years:adopt", args=[day.year.slug, day.on.isoformat()])
        return client.post(address, filled).status_code

    assert [ask(taken), ask(other), ask(other), ask(third)] == [409, 302, 302, 302]
    assert dict(Adoption.objects.exclude(day=taken).values_list("day", "status")) == {
        other.pk: "waiting",
        # One proof is no proof of two wishes.
        third.pk: "unseen",
    }
