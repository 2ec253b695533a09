# SPDX-License-Identifier: EUPL-1.2
"""A coordinator leads forty teams from sign-up to published reasons; two of them read why on a phone."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from kennisstad.citylab.models import Question
from kennisstad.partners.models import Partner
from kennisstad.rounds.actions.parts import Seats, add_question
from kennisstad.rounds.models import Round, RoundQuestion, Status, Team
from tests.browser.conftest import Walker
from tests.browser.leading import make_institution, the_worker_works
from tests.browser.test_road import sign_in
from tests.rounds.entering import as_form, team_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
today = timezone.localdate
QUESTIONS, SEATS, TEAMS = 10, 4, 40
SEED = 2087
"""Takes the place of the one drawn: by its lots the first team comes first, and the last one last."""
ROUNDS = {"nl": "/werkplek/rondes", "en": "/en/workspace/rounds"}
NEW = {"nl": "nieuw", "en": "new"}
PARTS = {"nl": "doet-mee", "en": "takes-part"}


FIRST_WISH = {"nl": "Uw eerste wens, “Vraag nummer 1?”,", "en": "Your first wish, “About question "}


def day(number: int) -> str:
    return (today() + timedelta(days=number)).isoformat()


@pytest.fixture
def institution() -> Partner:
    return make_institution(questions=QUESTIONS)


@pytest.mark.parametrize(("language", "script"), [("nl", True), ("en", False)], ids=["nl", "en-no-script"])
def test_forty_teams_go_from_sign_up_to_published_reasons(institution, walker, language, script):
    desk = walker(script=script, width=1280)
    sign_in(desk, "" if language == "nl" else "/en", "coordinator")
    round = prepare(desk, institution, language)
    add_what_takes_part(desk, round, language)
    press(desk, round, language)
    link = desk.page.locator("section:has(#links) a").inner_text().removeprefix(desk.address)

    phone = walker(script=script, width=390)
    tulips = by_hand(phone, link, name="De Tulpen", wants=[1, 2, 3])
    for number in range(2, TEAMS):
        by_post(link, number)
    last = by_hand(phone, link, name="De Laatsten", wants=[1, 2])
    assert (stands(round), round.teams.count()) == (Status.OPEN, TEAMS)

    press(desk, round, language)
    press(desk, round, language)
    the_worker_works()
    look_at_the_plan(desk, round, language)
    press(desk, round, language)
    assert stands(round) == Status.PUBLISHED

    reads_why(phone, tulips, language, comes_first=True)
    reads_why(phone, last, language, comes_first=False)
    assert phone.context.cookies() == []


def at(round: Round, language: str) -> str:
    return f"{ROUNDS[language]}/{round.pk}/"


def stands(round: Round) -> Status:
    round.refresh_from_db()
    return Status(round.status)


def press(desk: Walker, round: Round, language: str) -> None:
    """Take the step that the desk offers next."""
    desk.go(at(round, language))
    desk.send(desk.page.locator(".decisions > form").first)


def prepare(desk: Walker, institution: Partner, language: str) -> Round:
    desk.go(f"{ROUNDS[language]}/")
    desk.follow(desk.page.locator(f"main a[href='{ROUNDS[language]}/{NEW[language]}/']"))
    desk.send(
        desk.form_with("organiser"),
        organiser=str(institution.pk),
        title_nl="Vragen voor het voorjaar",
        title_en="Questions for spring",
        opens_on=day(0),
        closes_on=day(14),
        publish_on=day(21),
        appeals_until=day(35),
        starts_on=day(60),
        ends_on=day(200),
        most_wishes="3",
        policy="generous",
    )
    Round.objects.update(seed=SEED)
    return Round.objects.get()


def add_what_takes_part(desk: Walker, round: Round, language: str) -> None:
    """Add the course and two questions by hand; the others are added as the desk does it."""
    desk.go(f"{at(round, language)}{PARTS[language]}/")
    desk.send(desk.form_with("offering"), offering=str(round.organiser.courses.get().offerings.get().pk))
    first, second, *others = Question.objects.order_by("pk")
    for question in (first, second):
        desk.send(desk.form_with("question"), question=str(question.pk), upper=str(SEATS))
    for question in others:
        add_question(round, question=question, seats=Seats(upper=SEATS), by=None, at=timezone.now())
    desk.go(f"{at(round, language)}{PARTS[language]}/")


def by_hand(phone: Walker, link: str, *, name: str, wants: Sequence[int]) -> Team:
    phone.go(link)
    phone.send(phone.form_with("name"), name=name)
    for rank, number in enumerate(wants, start=1):
        choice = phone.page.locator(f".wish[data-place='{number}'] select")
        choice.select_option(str(rank))
    phone.page.locator(".ranking__save button").click()
    phone.page.wait_for_load_state()
    phone.look()
    return Team.objects.latest("pk")


def by_post(link: str, number: int) -> None:
    """Sign a team up and send its wishes, by the same two forms."""
    client, wanted = Client(), [1, number % QUESTIONS + 1, number // 2 % QUESTIONS + 1]
    client.post(link, {"key": str(uuid4()), "name": f"Team {number}"})
    places = dict(RoundQuestion.objects.values_list("place", "pk"))
    marks = [(places[place], str(rank)) for rank, place in enumerate(dict.fromkeys(wanted), start=1)]
    sent = client.post(team_page(Team.objects.latest("pk"), "rank"), as_form(marks))
    assert "saved=yes" in sent["Location"]


def look_at_the_plan(desk: Walker, round: Round, language: str) -> None:
    assert stands(round) == Status.COMPUTED
    desk.go(at(round, language))
    desk.follow(desk.page.locator(".decisions a.button"))
    team = desk.page.locator("main tr:has(details)").first
    assert team.locator("th").inner_text() == "1"


def reads_why(phone: Walker, team: Team, language: str, *, comes_first: bool) -> None:
    """A team reads of its first wish that it is its own, or who has it instead."""
    phone.go(team_page(team, language=language))
    whys = phone.page.locator(".why")
    assert whys.first.inner_text().startswith(FIRST_WISH[language])
    assert ("why--own" in (whys.first.get_attribute("class") or "")) == comes_first
    assert phone.page.locator("section:has(#place)").get_by_text(str(SEED)).count() == 1
