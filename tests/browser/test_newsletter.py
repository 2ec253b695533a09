# SPDX-License-Identifier: EUPL-1.2
"""An editor takes a draft that wrote itself to a planned issue, with script and without."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.mail.models import Letter
from kennisstad.newsletter.models import Issue
from kennisstad.website.actions import lay_out
from tests.browser.conftest import Walker
from tests.browser.test_road import sign_in, with_password
from tests.making import make_question, make_user
from tests.neighbourhoods.making import make_city
from tests.newsletter.writing import make_issue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = {"nl": "/werkplek/nieuwsbrief/", "en": "/en/workspace/newsletter/"}
ARCHIVE = {"nl": "/nieuwsbrief/archief/", "en": "/en/newsletter/archive/"}


@pytest.mark.parametrize(
    ("language", "script", "width"),
    [("nl", True, 390), ("en", False, 1280)],
    ids=["nl-phone", "en-no-script"],
)
def test_a_draft_becomes_a_planned_issue(walker, language, script, width):
    make_city()
    lay_out("Leiden", at=timezone.now())
    editor = with_password(make_user(Role.PROGRAMME_MANAGER, username="editor"))
    for title in ("Eerste vraag", "Tweede vraag"):
        make_question(title=title, answered_at=timezone.now())
    desk: Walker = walker(script=script, width=width)
    sign_in(desk, "" if language == "nl" else "/en", "editor")

    desk.go(DESK[language])
    desk.send(desk.page.locator("main form:is([action$='concept/'], [action$='draft/'])"))
    issue = Issue.objects.get()
    first, second = issue.items.filter(section="asked").in_order()
    desk.page.locator(f"#item-{second.pk} button[value=up]").press("Enter")
    desk.page.wait_for_url(f"**/#item-{second.pk}")
    desk.look()
    desk.send(desk.page.locator(f"#item-{first.pk} form").last)
    desk.send(desk.form_with("subject_nl"), subject_nl="Lees dit", subject_en="Read this")
    desk.go(f"{DESK[language]}{issue.pk}/{'voorbeeld' if language == 'nl' else 'preview'}/")
    shown = desk.page.frame_locator("iframe").first.locator("h1").inner_text()
    desk.go(f"{DESK[language]}{issue.pk}/")
    desk.send(desk.form_with("to"), to=str(editor.pk), language=language)
    desk.send(desk.form_with("day"), day="2099-01-15", time="10:30")

    issue.refresh_from_db()
    assert shown == {"nl": "Lees dit", "en": "Read this"}[language]
    assert (issue.status, issue.due_at) == ("planned", datetime(2099, 1, 15, 9, 30, tzinfo=UTC))
    assert list(issue.items.filter(section="asked").in_order().values_list("pk", "dropped")) == [
        (second.pk, False), (first.pk, True),
    ]  # fmt: skip
    assert Letter.objects.get().subject.endswith({"nl": "Lees dit", "en": "Read this"}[language])


@pytest.mark.parametrize(("language", "script"), [("nl", True), ("en", False)])
def test_an_issue_that_went_out_is_read_in_the_archive(walker, language, script):
    make_city()
    lay_out("Leiden", at=timezone.now())
    make_issue(number=4, status="sent", items=["returned", "asked", "agenda"])
    reader: Walker = walker(script=script, width=390)

    reader.go(ARCHIVE[language])
    reader.follow(reader.page.locator("main h2 a"))

    assert reader.page.locator("h1").inner_text() == {"nl": "Onderwerp 4", "en": "Subject 4"}[language]
