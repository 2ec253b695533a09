# SPDX-License-Identifier: EUPL-1.2
"""A coordinator leads a round with Tab, Enter, Space and typing alone, and always sees where the focus is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator

from kennisstad.partners.models import Partner
from kennisstad.rounds.actions import teams
from kennisstad.rounds.models import Appeal, Round, Status, Team
from tests.browser.conftest import Walker
from tests.browser.leading import make_institution, the_worker_works
from tests.browser.test_road import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = timezone.localdate()
DESK, MOST_STOPS = "/en/workspace/rounds/", 250

STOPS = """() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea')]
  .filter(e => e.type !== 'hidden' && !e.disabled && e.checkVisibility({visibilityProperty: true})).length"""
"""How many elements of a page the Tab key should come by."""
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const place = [...document.querySelectorAll('*')].indexOf(e), box = e.getBoundingClientRect();
  const ring = [null, '::after'].some(p => {
    const style = getComputedStyle(e, p);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  return {
    place, ring, what: `${e.localName} ${(e.textContent || e.name || '').trim().slice(0, 40)}`,
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0
      && box.left < innerWidth,
  };
}"""
"""The element that has the focus: where it stands in the page, and whether somebody can see it there."""


def walk_through(me: Walker) -> None:
    """Go over a whole page with Tab: every stop is seen, they come in the order of the page, and it ends."""
    me.page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    expected, stops = me.page.evaluate(STOPS), []
    for _ in range(MOST_STOPS):
        me.page.keyboard.press("Tab")
        found = me.page.evaluate(FOCUSED)
        # A field for a day is one element with several stops inside.
        if found and stops and found["place"] == stops[-1]["place"]:
            continue
        if stops and found and found["place"] == stops[0]["place"]:
            break
        if found:
            stops.append(found)
    where, places = me.page.url, [stop["place"] for stop in stops]
    assert [stop["what"] for stop in stops if not (stop["ring"] and stop["inside"])] == [], where
    # An address that ends in a part of the page begins there, and goes on at the top after the end.
    top = places.index(min(places))
    assert places[top:] + places[:top] == sorted(places), where
    assert len(stops) == expected, f"{where}: {[stop['what'] for stop in stops]}"


def reach(me: Walker, wanted: Locator) -> None:
    """Press Tab until this element has the focus."""
    assert wanted.count() == 1, f"{me.page.url}: {wanted}"
    for _ in range(MOST_STOPS):
        if wanted.evaluate("e => e === document.activeElement"):
            return
        me.page.keyboard.press("Tab")
    pytest.fail(f"{me.page.url}: Tab never comes to {wanted}")


def press(me: Walker, wanted: Locator, *, key: str = "Enter") -> None:
    """Reach a link or button, press it, and look over the page that comes."""
    reach(me, wanted)
    before = me.page.evaluate("() => performance.timeOrigin")
    me.page.keyboard.press(key)
    me.page.wait_for_function("before => performance.timeOrigin !== before", arg=before)
    me.page.wait_for_load_state()
    me.look()
    walk_through(me)


def unfold(me: Walker, words: str) -> None:
    summary = me.page.locator("main summary", has_text=words).first
    reach(me, summary)
    me.page.keyboard.press("Space")
    assert summary.evaluate("e => e.parentElement.open")


def fill_in(me: Walker, form: Locator, **fields: str | date) -> None:
    """Type in the fields of a form; of a list, the beginning of what should be chosen."""
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        reach(me, field)
        if isinstance(value, date):
            # A day is typed as the browser's own language writes it: American here.
            me.page.keyboard.type(f"{value:%m%d%Y}")
            assert field.input_value() == value.isoformat(), name
        elif field.evaluate("e => e.localName === 'select'"):
            me.page.keyboard.type(value)
            assert field.locator("option:checked").inner_text().startswith(value), name
        else:
            me.page.keyboard.press("ControlOrMeta+a")
            me.page.keyboard.type(value)
            assert field.input_value() == value, name


def button(me: Walker, words: str) -> Locator:
    return me.page.get_by_role("button", name=words, exact=True)


def link(me: Walker, words: str) -> Locator:
    return me.page.locator("main").get_by_role("link", name=words, exact=True)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


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
