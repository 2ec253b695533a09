# SPDX-License-Identifier: EUPL-1.2
"""An editor takes a draft that wrote itself to the archive and its readers, with script and without."""

import threading
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from django.test import override_settings
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.mail.models import Letter
from kennisstad.newsletter.delivering import keep_sending
from kennisstad.newsletter.freezing import freeze_due
from kennisstad.newsletter.models import Issue, Reader
from kennisstad.website.actions import lay_out
from tests.browser.conftest import Walker
from tests.browser.test_road import sign_in, with_password
from tests.making import make_question, make_user
from tests.neighbourhoods.making import make_city
from tests.newsletter.making import make_reader
from tests.newsletter.postbox import Postbox, opened
from tests.newsletter.writing import make_issue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = {"nl": "/werkplek/nieuwsbrief/", "en": "/en/workspace/newsletter/"}
ARCHIVE = {"nl": "/nieuwsbrief/archief/", "en": "/en/newsletter/archive/"}


@pytest.mark.parametrize(
    ("language", "script", "width"),
    [("nl", True, 390), ("en", False, 1280)],
    ids=["nl-phone", "en-no-script"],
)
def test_an_editor_takes_an_issue_from_draft_to_archive(walker, language, script, width):
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

    reader = make_reader(language=language)
    letter = sent_now(issue)

    desk.go(f"{DESK[language]}{issue.pk}/")
    assert desk.page.locator(".state").inner_text() == {"nl": "verstuurd", "en": "sent"}[language]
    desk.go(f"{ARCHIVE[language]}{issue.number}/")
    assert desk.page.locator("h1").inner_text() == {"nl": "Lees dit", "en": "Read this"}[language]
    assert (letter["To"], letter["Subject"]) == (reader.email, shown)
    desk.go(urlsplit(letter["List-Unsubscribe"].strip(" <>")).path)
    desk.send(desk.page.locator("main form"))
    assert Reader.objects.count() == 0


def sent_now(issue: Issue) -> EmailMessage:
    """Do what a worker does when the moment of an issue has come, and give what the one reader got."""
    at = timezone.now()
    Issue.objects.filter(pk=issue.pk).update(due_at=at)
    freeze_due(at)
    with opened(Postbox()) as postbox, override_settings(SMTP_URL=postbox.url):
        keep_sending(worker_id="one", stopped=threading.Event())
    (taken,) = postbox.taken
    return message_from_bytes(taken.content, policy=policy.SMTP)


@pytest.mark.parametrize(("language", "script"), [("nl", True), ("en", False)])
def test_an_issue_that_went_out_is_read_in_the_archive(walker, language, script):
    make_city()
    lay_out("Leiden", at=timezone.now())
    make_issue(number=4, status="sent", items=["returned", "asked", "agenda"])
    reader: Walker = walker(script=script, width=390)

    reader.go(ARCHIVE[language])
    reader.follow(reader.page.locator("main h2 a"))

    assert reader.page.locator("h1").inner_text() == {"nl": "Onderwerp 4", "en": "Subject 4"}[language]
