# SPDX-License-Identifier: EUPL-1.2
"""A team by hand: it signs up on a phone, ranks by drag, by keyboard or without script, and reads why."""

import pytest
from playwright.sync_api import Locator

from kennisstad.mail.models import Letter
from kennisstad.rounds.models import Receipt, Round, Team
from tests.browser.conftest import Walker
from tests.rounds.entering import at, make_round, make_team, published, ranked, sign_up_page, team_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def item(me: Walker, number: int) -> Locator:
    return me.page.locator(f".wish[data-place='{number}']")


def handle(me: Walker, number: int) -> Locator:
    return item(me, number).locator("[data-handle]")


def chosen(me: Walker) -> list[tuple[int, str]]:
    """Read the wishes as they stand on the page: the number of the question, and what its field says."""
    shown = me.page.locator("[data-chosen] .wish")
    return [
        (int(one.get_attribute("data-place") or 0), one.locator("select").input_value())
        for one in shown.all()
    ]


def drag(me: Walker, number: int, onto: Locator, *, part: float) -> None:
    """Drag a question by its handle, step by step as a hand does, to this part of another one's height."""
    onto.scroll_into_view_if_needed()
    handle(me, number).scroll_into_view_if_needed()
    begin, end = handle(me, number).bounding_box(), onto.bounding_box()
    assert begin
    assert end
    me.page.mouse.move(begin["x"] + 10, begin["y"] + 10)
    me.page.mouse.down()
    me.page.mouse.move(end["x"] + 10, end["y"] + end["height"] * part, steps=8)
    me.page.mouse.up()


def save(me: Walker) -> None:
    me.page.locator(".ranking__save button").click()
    me.page.wait_for_load_state()
    me.look()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_team_goes_from_link_to_reasons_on_a_phone(walker, settings, language, script):
    settings.SMTP_URL = "smtp://127.0.0.1:2525?from=city@example.org"
    round = make_round(questions=5)
    me = walker(script=script, width=390)

    me.go(at("rounds", language=language))
    me.follow(me.page.locator(f"main a[href='{at('round', round.pk, language=language)}']"))
    me.go(sign_up_page(round.courses.get(), language=language))
    me.send(me.form_with("name"), name="De Tulpen", email="tulp@example.org")
    assert me.page.locator("#sent").is_visible()
    team, letter = Team.objects.get(), Letter.objects.get()
    assert team_page(team, language=language) in letter.body
    me.go(team_page(team, language=language))

    for number, mark in ((2, "1"), (4, "2"), (1, "2"), (5, "not")):
        item(me, number).locator("select").select_option(mark)
    save(me)
    receipt = Receipt.objects.get()
    assert receipt.wishes == {"wishes": [[2], [1, 4]], "unwanted": [5]}
    assert me.page.get_by_text(receipt.digest).first.is_visible()

    item(me, 4).locator("button[name=up]").click()
    me.page.wait_for_load_state()
    assert chosen(me) == [(2, "1"), (4, "2"), (1, "3")]
    assert Receipt.objects.count() == 1
    save(me)
    assert Receipt.objects.latest("pk").wishes == {"wishes": [[2], [4], [1]], "unwanted": [5]}

    published(Round.objects.get())
    me.go(team_page(team, language=language))
    assert me.page.locator(".place__title").inner_text() in (
        "Vraag nummer 2?",
        round.questions.get(place=2).question.text_in("en").title,
    )
    me.send(me.form_with("words"), words="Wij wilden toch iets anders.")
    assert me.page.get_by_text("Wij wilden toch iets anders.").count() == 1
    me.go(at("round", round.pk, language=language))
    assert me.context.cookies() == []


@pytest.mark.parametrize("width", [390, 1280])
def test_wishes_are_dragged_in_order(walker, width):
    round = make_round(questions=5)
    me = walker(script=True, width=width)
    me.go(team_page(ranked(make_team(round), "1", "2")))

    drag(me, 2, item(me, 1), part=0.2)
    assert chosen(me) == [(2, "1"), (1, "2")]
    drag(me, 4, item(me, 1), part=0.2)
    assert chosen(me) == [(2, "1"), (4, "2"), (1, "3")]
    drag(me, 5, item(me, 2), part=0.2)
    assert chosen(me) == [(2, "1"), (4, "2"), (1, "3")], "three is the most"
    drag(me, 2, item(me, 5), part=0.9)
    assert chosen(me) == [(4, "1"), (1, "2")]
    save(me)

    assert Receipt.objects.latest("pk").wishes == {"wishes": [[4], [1]], "unwanted": []}


def test_wishes_are_put_in_order_with_the_keyboard_alone_and_every_step_is_said(walker):
    round = make_round(questions=4)
    me = walker(script=True, width=390)
    me.go(team_page(ranked(make_team(round), "1", "2"), language="en"))
    said = me.page.locator("[data-said]")

    handle(me, 2).focus()
    me.page.keyboard.press("ArrowUp")
    assert chosen(me) == [(2, "1"), (1, "2")]
    assert said.inner_text().endswith(": wish 1 of 2.")
    assert handle(me, 2).evaluate("e => e === document.activeElement")
    handle(me, 3).focus()
    me.page.keyboard.press("ArrowUp")
    me.page.keyboard.press("ArrowUp")
    assert chosen(me) == [(2, "1"), (3, "2"), (1, "3")]
    handle(me, 4).focus()
    me.page.keyboard.press("ArrowDown")
    assert said.inner_text() == "You have all your wishes already. Take one away first."
    assert me.page.locator("[data-unsaved]").is_visible()
    me.look()
    save(me)

    assert Receipt.objects.latest("pk").wishes == {"wishes": [[2], [3], [1]], "unwanted": []}
    assert not me.page.locator("[data-unsaved]").is_visible()


def test_a_drag_that_is_broken_off_changes_nothing(walker):
    me = walker(script=True, width=1280)
    me.go(team_page(ranked(make_team(make_round()), "1", "2")))
    begin = handle(me, 2).bounding_box()

    handle(me, 2).focus()
    me.page.mouse.move(begin["x"] + 10, begin["y"] + 10)
    me.page.mouse.down()
    me.page.mouse.move(begin["x"] + 10, begin["y"] - 90, steps=5)
    me.page.keyboard.press("Escape")
    me.page.mouse.up()

    assert chosen(me) == [(1, "1"), (2, "2")]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_what_cannot_be_saved_leads_to_the_question_that_is_wrong(walker, script):
    round = make_round(ties_allowed=False)
    me = walker(script=script, width=390)
    me.go(team_page(make_team(round), language="en"))

    for number in (1, 2):
        item(me, number).locator("select").select_option("1")
    save(me)

    assert me.page.locator(".error-summary li").count() == 1
    assert chosen(me) == [(1, "1"), (2, "1")]
    assert not Receipt.objects.exists()
