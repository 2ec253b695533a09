# SPDX-License-Identifier: EUPL-1.2
"""A district is paused after a plan was told: its question is left out, and everybody reads why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.fieldwork import actions as fieldwork
from kennisstad.projects.models import Project
from kennisstad.rounds.models import Round, Status
from kennisstad.website.actions import lay_out
from tests.browser.conftest import Walker
from tests.browser.test_road import sign_in, with_password
from tests.making import make_partner, make_user
from tests.rounds.entering import at, team_page
from tests.rounds.running import make_round, make_team, run_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
today = timezone.localdate
ROUNDS = {"nl": "/werkplek/rondes", "en": "/en/workspace/rounds"}
WHY = "De wijk heeft rust tot april."


@pytest.fixture
def round() -> Round:
    """A round whose time to appeal is over, with two teams and a district that was paused since."""
    lay_out("Leiden", at=timezone.now())
    organiser = make_partner("hogeschool", name="Hogeschool")
    with_password(make_user(Role.COORDINATOR, partner=organiser, username="coordinator"))
    made = make_round(organiser, questions=2)
    make_team(made, 1)
    make_team(made, 2)
    run_until(made, Status.PUBLISHED)
    made.publish_on = made.appeals_until = today() - timedelta(days=1)
    made.save()
    director = make_user(Role.NEIGHBOURHOOD_DIRECTOR, name="Nadia Wijk")
    paused = made.questions.get(place=1).question.districts.get()
    days = {"starts_on": today(), "ends_on": today() + timedelta(days=200)}
    fieldwork.pause(paused, **days, reasons={"nl": "Rust."}, by=director, at=timezone.now())
    return made


@pytest.mark.parametrize(("language", "script"), [("nl", True), ("en", False)], ids=["nl", "en-no-script"])
def test_a_paused_question_is_left_out_on_a_phone_and_the_rest_begins(round, walker, language, script):
    desk: Walker = walker(script=script, width=390)
    public = at("round", round.pk, language=language)
    sign_in(desk, "" if language == "nl" else "/en", "coordinator")
    desk.go(f"{ROUNDS[language]}/{round.pk}/")
    desk.send(desk.page.locator(".decisions > form").first)
    assert desk.page.locator("main").get_by_text("Nadia Wijk").first.is_visible()
    assert not Project.objects.exists()

    desk.page.locator("section:has(#obstacles) summary").click()
    desk.send(desk.form_with("reason"), reason=WHY)
    desk.send(desk.page.locator(".decisions > form").first)

    round.refresh_from_db()
    assert (round.status, Project.objects.count()) == (Status.SETTLED, 1)
    for page in (public, team_page(round.teams.get(number=1), language=language)):
        desk.go(page)
        assert desk.page.get_by_text(WHY).count() == 1


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("status", [Status.OPEN, Status.CLOSED])
def test_the_fingerprint_of_the_seed_fits_on_a_phone(walker, language, status):
    lay_out("Leiden", at=timezone.now())
    round = run_until(make_round(), status)
    phone: Walker = walker(script=True, width=390)

    phone.go(at("round", round.pk, language=language))

    assert phone.page.get_by_text(round.seed_fingerprint).count() == 1
