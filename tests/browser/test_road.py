# SPDX-License-Identifier: EUPL-1.2
"""The whole road by hand: asked, clarified, matched, worked on, given back, used."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from kennisstad.accounts.models import Role, User
from kennisstad.audit.actions import record
from kennisstad.citylab.models import Question, Status
from kennisstad.config.settings import PACKAGE
from kennisstad.education.models import Course
from kennisstad.neighbourhoods.models import Area
from kennisstad.projects.models import Project
from kennisstad.website.actions import lay_out
from tests.making import make_course, make_partner, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "tulp-brug-lamp-fiets-4821"
DATA = PACKAGE / "demo" / "data"
WORDS = "Er zijn veel ouderen alleen in onze flat. Wat helpt tegen eenzaamheid?"
today = timezone.localdate


@pytest.fixture
def city():
    """Leiden with its districts, one broker, and one course whose coordinator can sign in."""
    quiet = StringIO()
    call_command("import_city", str(DATA / "city.toml"), stdout=quiet)
    call_command("import_districts", str(DATA / "districts" / "leiden-wijken-2022.geojson"), stdout=quiet)
    lay_out("Leiden", at=timezone.now())
    institution = make_partner("hogeschool", name="Hogeschool")
    coordinator = with_password(make_user(Role.COORDINATOR, partner=institution, username="coordinator"))
    with_password(make_user(Role.BROKER, username="broker"))
    course = make_course(
        institution,
        name="Ouderen en eenzaamheid",
        description="Studenten zoeken met ouderen uit wat helpt tegen eenzaamheid.",
        name_en="Older people and loneliness",
        coordinators=[coordinator],
    )
    record("course.imported", subject=course, by_id=None, at=timezone.now())
    return course


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(walker, root, name):
    walker.go(f"{root}/{'inloggen' if root == '' else 'sign-in'}/")
    walker.send(walker.form_with("username"), username=name, password=PASSWORD)


def sign_out(walker):
    walker.context.clear_cookies()


def the_question() -> Question:
    return Question.objects.get()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_question_travels_the_whole_road(city: Course, walker, language, script, width):
    me = walker(script=script, width=width)
    root = "" if language == "nl" else "/en"
    desk = f"{root}/werkplek" if language == "nl" else f"{root}/workspace"

    code = ask(me, root)
    clarify_and_propose(me, root, desk, city)
    take_up(me, root, desk)
    work(me, desk)
    say_used(me, root, code)
    seen_in_the_neighbourhood(me, root)

    assert the_question().status == Status.GIVEN_BACK
    assert list(the_question().uses.values_list("months", "answer")) == [(3, "used")]


def ask(me, root) -> str:
    """A resident asks from the home page, and gets a code; nothing sets a cookie."""
    me.go(f"{root}/")
    me.send(me.form_with("words"), words=WORDS)
    me.send(me.form_with("asker_kind"), place="Merenwijkdistrict", email="asker@example.org")
    code = me.page.locator(".spoken-code").inner_text()
    assert me.page.url.rstrip("/").endswith(code)
    me.send(me.page.locator("form:has(textarea)").first, words="Vooral in de winter.")
    assert me.context.cookies() == []
    return code


def clarify_and_propose(me, root, desk, course) -> None:
    """The broker sharpens it, opens it, and proposes it to the course that fits."""
    sign_in(me, root, "broker")
    me.go(f"{desk}/")
    pk = the_question().pk
    address = f"{desk}/{'vragen' if root == '' else 'questions'}/{pk}/"
    me.go(address)
    me.send(
        me.form_with("title_nl"),
        title_nl="Wat helpt tegen eenzaamheid van ouderen in de flat?",
        title_en="What helps against loneliness of older people in the flats?",
        body_nl="De huurders willen weten wat werkt.",
        body_en="The tenants want to know what works.",
        minutes="45",
    )
    opening = me.page.locator("form[action*='/open/']").first
    me.send(opening, message_nl="Wij zoeken een vak.", message_en="We look for a course.")
    me.page.locator(f"[name=courses][value='{course.pk}']").check()
    me.send(me.page.locator("form:has([name=courses])").first, note="Past dit?")
    assert the_question().status == Status.PROPOSED
    sign_out(me)


def take_up(me, root, desk) -> None:
    """The coordinator accepts."""
    sign_in(me, root, "coordinator")
    me.go(f"{desk}/{'voorstellen' if root == '' else 'proposals'}/")
    me.follow(me.page.locator("main .entry__title a, main td a, main .entry a"))
    accept = "aannemen" if root == "" else "accept"
    me.send(me.page.locator(f"form[action$='/{accept}/']").first)
    assert the_question().status == Status.PLACED


def work(me, desk) -> None:
    """The project runs, hands over, is refused to close too early, and gives back."""
    project = Project.objects.get()
    nl = desk == "/werkplek"
    address = f"{desk}/{'projecten' if nl else 'projects'}/{project.pk}/"
    me.go(address)
    me.send(me.page.locator(f"form[action$='/{'beginnen' if nl else 'start'}/']").first)
    milestones = me.page.locator("form:has([name=due_on])").first
    me.send(milestones, title_nl="Gesprekken", title_en="Interviews", due_on=today().isoformat())
    log = me.page.locator("form:has([name=words_nl])").first
    me.send(log, words_nl="Wij spraken tien ouderen.", words_en="We spoke with ten older people.")
    me.send(
        me.page.locator("form:has([name=found_nl])").first,
        title_nl="Samen koken helpt",
        title_en="Cooking together helps",
        found_nl="Wie samen kookt, kent na een maand vijf buren.",
        found_en="Whoever cooks together knows five neighbours after a month.",
        failed_nl="Bellen werkte niet.",
        failed_en="Calling did not work.",
        next_question_nl="Wie beheert de keuken?",
        next_question_en="Who looks after the kitchen?",
    )
    me.send(
        me.page.locator("form:has([name=place_nl])").first,
        form="meeting",
        place_nl="Buurthuis",
        place_en="Community centre",
    )
    assert the_question().status == Status.GIVEN_BACK
    sign_out(me)


def say_used(me, root, code) -> None:
    """The asker finds the question by the code as written down, and answers with one click."""
    me.go(f"{root}/{'volgen' if root == '' else 'follow'}/")
    me.send(me.form_with("code"), code=code.replace("-", " ").upper())
    me.follow(me.page.locator("button[name=answer][value=used]"))
    assert me.page.locator("#used .note--done").count() == 1


def seen_in_the_neighbourhood(me, root) -> None:
    """Everyone sees it: the question, its project and result, the neighbourhood, the home page."""
    me.go(the_question_page(root))
    district = Area.objects.get(name="Merenwijkdistrict")
    me.follow(me.page.locator(f"main a[href*='/{district.slug}/']"))
    title = "Samen koken helpt" if root == "" else "Cooking together helps"
    assert me.page.get_by_text(title).count() >= 1
    result = Project.objects.get().result
    me.go(f"{root}/{'resultaten' if root == '' else 'results'}/{result.pk}/")
    me.go(f"{root}/")
    assert me.context.cookies() == []


def the_question_page(root) -> str:
    return f"{root}/{'vragen' if root == '' else 'questions'}/{the_question().pk}/"
