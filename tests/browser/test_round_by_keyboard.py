# SPDX-License-Identifier: EUPL-1.2
"""A coordinator leads a round with Tab, Enter, Space and typing alone, and always sees where the focus is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kennisstad.partners.models import Partner
from kennisstad.rounds.actions import teams
from kennisstad.rounds.models import Appeal, Round, Status, Team
from tests.browser.conftest import Walker
from tests.browser.keyboard import button, fill_in, link, press, unfold
from tests.browser.leading import make_institution, the_worker_works
from tests.browser.test_road import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
today = timezone.localdate
DESK = "/en/workspace/rounds/"


def day(number: int) -> date:
    return today() + timedelta(days=number)


def stands() -> Status:
    return Status(Round.objects.get().status)


@pytest.fixture
def institution() -> Partner:
    return make_institution(questions=2)


def test_a_round_is_led_with_the_keyboard_alone(institution, walker):
    me = walker(script=True, width=1280)
    # A page that still glides to where the focus went would look as if it had not followed.
    me.page.emulate_media(reduced_motion="reduce")
    sign_in(me, "/en", "coordinator")
    press(me, me.page.locator(f".desk__nav a[href='{DESK}']"))

    prepare(me)
    fill(me)
    press(me, link(me, "Where it stands"))
    press(me, button(me, "Open the round"))
    assert stands() == Status.OPEN
    put_in_teams(me)
    press(me, link(me, "Where it stands"))
    press(me, button(me, "Close the round now"), key="Space")
    look_at_policies(me)
    press(me, link(me, "Where it stands"))
    press(me, button(me, "Compute the plan"))
    the_worker_works()
    press(me, link(me, "Where it stands"))
    press(me, link(me, "Look at the plan"))
    unfold(me, "What team 1 reads")
    press(me, link(me, "Where it stands"))
    press(me, button(me, "Publish the plan"))
    assert stands() == Status.PUBLISHED
    answer_an_appeal(me)


def prepare(me: Walker) -> None:
    press(me, link(me, "New round"))
    form = me.form_with("most_wishes")
    fill_in(me, form, title_en="Spring", opens_on=day(0), closes_on=day(14), publish_on=day(21))
    fill_in(me, form, appeals_until=day(35), starts_on=day(60), ends_on=day(200), most_wishes="2")
    fill_in(me, form, policy="Fewest", organiser="Hogeschool")
    press(me, button(me, "Prepare this round"))
    made = Round.objects.get()
    assert (str(made.text.title), made.policy, made.ends_on) == ("Spring", "generous", day(200))


def fill(me: Walker) -> None:
    fill_in(me, me.form_with("offering"), offering="Research")
    press(me, button(me, "Add this course"))
    # The form of the first stays open for the next one.
    for _ in range(2):
        fill_in(me, me.form_with("question"), question=first_choice(me))
        press(me, button(me, "Add this question"))
    unfold(me, "Add a supervisor")
    fill_in(me, me.form_with("name"), name="Annelies")
    press(me, button(me, "Add this supervisor"))
    made = Round.objects.get()
    assert (made.courses.count(), made.questions.count(), made.supervisors.count()) == (1, 2, 1)


def first_choice(me: Walker) -> str:
    """Give what has to be typed to choose the first question of the list."""
    options = me.form_with("question").locator("[name=question] option")
    return options.nth(1).inner_text()


def put_in_teams(me: Walker) -> None:
    for name in ("De Tulpen", "De Rozen"):
        press(me, link(me, "Teams"))
        unfold(me, "Put a team in")
        fill_in(me, me.form_with("wishes"), name=name, wishes="1 > 2")
        press(me, button(me, "Put this team in"))
    press(me, link(me, "Back to the teams"))
    assert Team.objects.count() == 2
    unfold(me, "Keep a team and a question apart")
    form = me.page.locator("main form[action$='/keep-apart/']")
    fill_in(me, form, team="2", question="1", reason="Family of the asker.")
    press(me, button(me, "Keep them apart"))
    assert Team.objects.get(number=2).exclusions.count() == 1


def look_at_policies(me: Walker) -> None:
    press(me, link(me, "Plans"))
    fill_in(me, me.form_with("policy"), policy="Stable")
    press(me, button(me, "Look at this"))
    the_worker_works()


def answer_an_appeal(me: Walker) -> None:
    team = Team.objects.get(number=2)
    teams.appeal(team, words="We were first.", by=None, at=timezone.now())
    press(me, link(me, "Where it stands"))
    form = me.form_with("outcome")
    fill_in(me, form, answer="The lot decided.", outcome="The plan stays")
    press(me, button(me, "Send this answer"))
    assert Appeal.objects.get().answer == "The lot decided."
