# SPDX-License-Identifier: EUPL-1.2
"""Themes have a page each, which finds what was done under them in any version of the agreement."""

from datetime import date

import pytest
from wagtail.snippets.models import get_snippet_models

from kennisstad.accounts.actions import give_role
from kennisstad.accounts.models import Role
from kennisstad.agreement.models import Agreement, ThemeStep
from kennisstad.audit.models import Event
from kennisstad.website.models import Subject, ThemeIntroduction, ThemeIntroductionText
from kennisstad.website.themes import Themes
from tests.agreement.making import make_agreement, make_commitment, make_theme
from tests.making import MONDAY, make_project, make_question, make_result, make_user
from tests.website.making import read

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)


@pytest.fixture
def two_versions() -> tuple[Agreement, Agreement]:
    """A lab of 2017 that goes on as health, heritage in both, and a draft with a theme of its own."""
    old = make_agreement("stad-2017", starts_on=date(2017, 7, 1), ends_on=date(2022, 12, 31))
    new = make_agreement("stad-2023", follows=old, starts_on=date(2023, 1, 1), ends_on=date(2027, 12, 31))
    draft = make_agreement(
        "stad-2028", follows=new, status="draft", starts_on=date(2028, 1, 1), ends_on=date(2031, 1, 1)
    )
    lab, health = make_theme(old, "lab"), make_theme(new, "health")
    make_theme(old, "heritage", place=2), make_theme(new, "heritage", place=2), make_theme(draft, "secret")
    ThemeStep.objects.create(old=lab, new=health)
    return old, new


def test_each_theme_stands_once_those_of_today_first(two_versions):
    lines = Themes(TODAY).lines()

    assert [(line.theme.key, line.stands) for line in lines] == [
        ("health", True),
        ("heritage", True),
        ("lab", False),
    ]
    assert [[one.key for one in line.became] for line in lines] == [[], [], ["health"]]
    assert [[one.key for one in line.was] for line in lines] == [["lab"], [], []]


@pytest.mark.parametrize("prefix", ["/themas/", "/en/themes/"])
def test_the_list_leads_to_each_theme(client, two_versions, prefix):
    page = read(client.get(prefix))

    links = [link.attributes["href"] for link in page.one("main").all("a")]
    assert [link for link in links if link.startswith(prefix)] == [
        f"{prefix}health/",
        f"{prefix}lab/",
        f"{prefix}heritage/",
        f"{prefix}lab/",
        f"{prefix}health/",
    ]


def test_what_was_done_under_the_old_theme_is_found_under_the_new(client, two_versions):
    lab = two_versions[0].themes.get(key="lab")
    make_question(title="Een vraag").themes.set([lab])
    make_project(title="Een project", status="running").themes.set([lab])
    result = make_result(title="Een resultaat")
    result.project.themes.set([lab])

    for key in ("lab", "health"):
        page = client.get(f"/themas/{key}/").content.decode()
        assert all(title in page for title in ("Een vraag", "Een project", "Een resultaat")), key
    other = client.get("/themas/heritage/").content.decode()
    assert "Een vraag" not in other


@pytest.mark.parametrize("key", ["secret", "nothing", "lab2"])
def test_drafts_and_what_is_not_there_are_not_found(client, two_versions, key):
    assert client.get(f"/themas/{key}/").status_code == 404


def test_an_editors_words_and_the_subject_stand_on_the_page(client, two_versions):
    told = ThemeIntroduction.objects.create(key="lab", subject=Subject.CITY_LAB)
    ThemeIntroductionText.objects.create(
        introduction=told, language="nl", lead="De stad leert.", body="<p>Zo.</p>"
    )

    dutch, english = client.get("/themas/lab/"), client.get("/en/themes/lab/")

    assert "De stad leert." in dutch.content.decode()
    assert "Zo doet u mee" in dutch.content.decode()
    assert "How you can take part" in english.content.decode()
    # What is missing in a language is shown in the other one, and says so.
    assert read(english).one("p", cls="lead").attributes["lang"] == "nl"


@pytest.mark.parametrize("count", [1, 4])
def test_a_theme_takes_the_same_reads_however_much_was_done(
    client, two_versions, count, django_assert_max_num_queries
):
    lab = two_versions[0].themes.get(key="lab")
    for _number in range(count):
        make_question().themes.set([lab])
        make_project(status="running").themes.set([lab])
        make_result().project.themes.set([lab])
        make_commitment(two_versions[0], theme=lab)
    with django_assert_max_num_queries(12) as asked:
        client.get("/themas/lab/")

    assert len(asked) == 12


def test_editors_keep_introductions_and_the_journal_hears_of_it(client, laid_out, two_versions):
    assert ThemeIntroduction in get_snippet_models()
    manager = make_user()
    give_role(manager, role=Role.PROGRAMME_MANAGER, partner_id=None, by=None, at=MONDAY)
    client.force_login(manager)
    texts = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 2}
    first = {"language": "nl", "lead": "De stad leert.", "body": '{"blocks": [], "entityMap": {}}', "id": ""}
    sent = {"key": "lab", "subject": "city-lab"}
    sent |= {f"texts-{name}": value for name, value in texts.items()}
    sent |= {f"texts-0-{name}": value for name, value in first.items()}

    answer = client.post("/redactie/snippets/website/themeintroduction/add/", sent)

    assert answer.status_code == 302
    made = ThemeIntroduction.objects.get()
    assert made.text_in("nl").lead == "De stad leert."
    line = Event.objects.get(subject=f"themeintroduction:{made.pk}")
    assert (line.kind, line.actor) == ("themeintroduction.made", manager.pk)
