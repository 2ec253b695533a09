# SPDX-License-Identifier: EUPL-1.2
"""The outbox: letters to askers are for brokers' eyes only."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.mail.models import Kind, Letter, Status
from tests.making import MONDAY, make_partner, make_user
from tests.newsletter.writing import make_kept_issue

pytestmark = pytest.mark.django_db
EDITORS = (Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER)
SECRETS = ("asker@example.org", "Uw volgcode", "tulp-4821-brug-lamp")


def make_letter(
    *, private: bool, status: str = Status.KEPT, to: str = "asker@example.org", kind: str = Kind.LETTER
) -> Letter:
    return Letter.objects.create(
        kind=kind,
        to=to,
        subject="Uw volgcode" if private else "Een voorstel",
        body="Volg uw vraag met tulp-4821-brug-lamp." if private else "Past <b>dit</b>?",
        language="nl",
        private=private,
        status=status,
        made_at=MONDAY,
        not_before=MONDAY,
        tries=8 if status == Status.FAILED else 0,
        problem="SMTPRecipientsRefused 550" if status == Status.FAILED else "",
        message_id=f"<{Letter.objects.count()}@example.org>",
    )


@pytest.mark.parametrize("role", [role for role in Role if role != Role.BROKER])
def test_others_see_that_there_is_a_letter_and_nothing_in_it(desk_of, role):
    letter = make_letter(private=True)
    desk = desk_of(make_user(role, partner=make_partner()))

    with override("en"):
        pages = desk.see("mail"), desk.see("letter", pk=letter.pk)

    for page in pages:
        text = page.content.decode()
        assert "A letter to somebody without an account" in text
        assert [secret for secret in SECRETS if secret in text] == []


def test_brokers_read_letters_to_askers(desk_of):
    letter = make_letter(private=True)
    desk = desk_of(make_user(Role.BROKER))

    text = desk.see("letter", pk=letter.pk).content.decode()

    assert [secret for secret in SECRETS if secret in text] == list(SECRETS)
    assert "Uw volgcode" in desk.see("mail").content.decode()


@pytest.mark.parametrize("kind", [Kind.READER, Kind.NEWSLETTER])
@pytest.mark.parametrize("role", Role)
def test_only_who_looks_after_readers_sees_the_links_in_their_letters(desk_of, role, kind):
    letter = make_letter(private=True, kind=kind)
    text = desk_of(make_user(role, partner=make_partner())).see("letter", pk=letter.pk).content.decode()

    assert ([secret for secret in SECRETS if secret in text] == list(SECRETS)) == (role in EDITORS)
    assert (SECRETS[0] in text) == (role in EDITORS)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.BROKER])
def test_a_letter_to_a_coordinator_is_read_by_nobody_else(desk_of, role):
    letter = make_letter(private=False, to="user@example.org")
    desk = desk_of(make_user(role, partner=make_partner()))

    with override("en"):
        pages = desk.see("mail"), desk.see("letter", pk=letter.pk)

    for page in pages:
        text = page.content.decode()
        assert "A letter to somebody who signs in" in text
        assert [secret for secret in (*SECRETS, "Een voorstel", "user@example.org") if secret in text] == []


def test_a_letter_is_read_by_whom_it_is_for_and_as_words(desk_of):
    letter = make_letter(private=False, to="User@example.org")
    desk = desk_of(make_user(Role.COORDINATOR, partner=make_partner(), email="user@example.org"))

    text = desk.see("letter", pk=letter.pk).content.decode()

    assert "Past &lt;b&gt;dit&lt;/b&gt;?" in text
    assert "User@example.org" in desk.see("mail").content.decode()


def test_a_letter_to_an_asker_is_the_brokers_even_when_the_address_is_ones_own(desk_of):
    letter = make_letter(private=True, to="user@example.org")
    desk = desk_of(make_user(Role.COORDINATOR, partner=make_partner(), email="user@example.org"))

    assert "tulp-4821" not in desk.see("letter", pk=letter.pk).content.decode()


def test_a_letter_that_failed_goes_in_line_again(desk_of):
    letter = make_letter(private=True, status=Status.FAILED)
    desk, key = desk_of(make_user(Role.ADMINISTRATOR)), {"key": str(uuid4())}

    assert [desk.press("try_again", key, pk=letter.pk).status_code for _ in range(2)] == [302, 302]

    letter.refresh_from_db()
    assert (letter.status, letter.tries) == (Status.WAITING, 0)


def test_a_letter_that_went_does_not_go_again(desk_of):
    letter = make_letter(private=True)

    answer = desk_of(make_user(Role.BROKER)).press("try_again", pk=letter.pk)

    letter.refresh_from_db()
    assert (answer.status_code, letter.status) == (409, Status.KEPT)


SMTP = "smtp://mail.example.org?from=desk@example.org"
TOLD = (Role.BROKER, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


def told_in(page) -> str:
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", ["home", "mail", "own_research"])
def test_whoever_can_do_something_reads_on_every_desk_that_mail_does_not_leave(
    desk_of, now_is, settings, role, page
):
    settings.SMTP_URL = SMTP
    make_letter(private=True, status=Status.WAITING)
    now_is(MONDAY + timedelta(hours=1))
    desk = desk_of(make_user(role, partner=make_partner()))

    with override("en"):
        text = told_in(desk.see(page))

    assert ("1 letter waits, since" in text) == (role in TOLD)
    assert ("No worker is there to bring it away." in text) == (role in TOLD)


def test_letters_that_failed_are_told_too_and_lead_to_the_outbox(desk_of, now_is, settings):
    settings.SMTP_URL = SMTP
    for _ in range(2):
        make_letter(private=True, status=Status.FAILED)
    now_is(MONDAY + timedelta(hours=1))

    with override("en"):
        text = told_in(desk_of(make_user(Role.PROGRAMME_MANAGER)).see("home"))

    assert "2 letters of the past week did not arrive" in text
    assert "Mail did not arrive" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", ("verstuurt geen mail", "één instelling")), ("en", ("No mail leaves this site", "one setting"))],
)
@pytest.mark.parametrize("page", ["mail", "letter"])
def test_without_a_mail_server_the_outbox_says_so_and_which_setting_mends_it(
    desk_of, settings, language, words, page
):
    settings.SMTP_URL = ""
    letter = make_letter(private=False)
    desk = desk_of(make_user(Role.PROGRAMME_MANAGER))
    where = {"pk": letter.pk} if page == "letter" else {}

    with override(language):
        without = told_in(desk.see(page, **where))
        settings.SMTP_URL = SMTP
        with_one = told_in(desk.see(page, **where))

    assert all(word in without for word in (*words, "KENNISSTAD_SMTP"))
    assert "KENNISSTAD_SMTP" not in with_one


def test_a_letter_is_shown_as_a_mail_with_its_head(desk_of, settings):
    settings.SMTP_URL = SMTP
    letter = make_letter(private=True)
    broker, other = desk_of(make_user(Role.BROKER)), desk_of(make_user(Role.PROGRAMME_MANAGER))

    text, hidden = (told_in(desk.see("letter", pk=letter.pk)) for desk in (broker, other))

    head = ("desk@example.org", "asker@example.org", "Uw volgcode", "&lt;0@example.org&gt;")
    assert all(part in text for part in head)
    assert not any(part in hidden for part in head)


@pytest.mark.parametrize(("role", "reads"), [(role, role in EDITORS) for role in Role])
def test_kept_newsletters_are_read_by_whoever_makes_them_and_nothing_else_is(desk_of, role, reads):
    issue, private = make_kept_issue("lezer@example.org"), make_letter(private=True)
    desk = desk_of(make_user(role, partner=make_partner()))

    page = desk.see("letter", pk=issue.pk)
    mail = desk.see("letter_html", pk=issue.pk)
    other = desk.see("letter", pk=private.pk).content.decode()

    assert ("lezer@example.org" in page.content.decode(), mail.status_code == 200) == (reads, reads)
    assert any(secret in other for secret in SECRETS) is (role == Role.BROKER)


def test_a_kept_newsletter_is_seen_as_its_reader_would_in_a_frame_where_it_can_do_nothing(desk_of):
    issue, plain = make_kept_issue(), make_letter(private=False)
    desk = desk_of(make_user(Role.PROGRAMME_MANAGER))

    page = desk.see("letter", pk=issue.pk)
    mail = desk.see("letter_html", pk=issue.pk)

    address = f'src="{reverse("workspace:letter_html", args=[issue.pk])}"'
    assert address in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "<b>lezer</b>" in mail.content.decode()
    assert mail["Content-Security-Policy"].startswith("sandbox; default-src 'none';")
    assert mail["X-Frame-Options"] == "SAMEORIGIN"
    assert desk.see("letter_html", pk=plain.pk).status_code == 404


def test_no_other_letter_has_a_page_and_no_kind_is_unknown():
    letter = make_letter(private=False)

    for change in ({"html": "<p>"}, {"kind": "leaflet"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(**change)
