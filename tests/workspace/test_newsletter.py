# SPDX-License-Identifier: EUPL-1.2
"""The newsletter's desk: an editor makes a draft good, looks at it, tries it and plans it."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from uuid import UUID

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.mail import server as mail_server
from kennisstad.mail.models import Letter
from kennisstad.newsletter import composing, planning
from kennisstad.newsletter.casting import Letters
from kennisstad.newsletter.ledger import Addressee
from kennisstad.newsletter.models import Bounce, Break, Delivery, Issue, Reader, Rhythm
from kennisstad.newsletter.trying import send_whole
from tests.making import MONDAY, make_district, make_user
from tests.neighbourhoods.making import make_city
from tests.newsletter.making import make_delivery, make_reader
from tests.newsletter.postbox import Postbox, opened
from tests.newsletter.writing import make_issue, make_item
from tests.website.making import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user(Role.PROGRAMME_MANAGER, name="Editor")
    client.force_login(user)
    return user


def send(client, name: str, issue: Issue | None = None, item: int | None = None, **given: str):
    numbers = [one for one in (issue.pk if issue else None, item) if one is not None]
    return client.post(reverse(f"workspace:{name}", args=numbers), given)


def titles(issue: Issue) -> list[str]:
    return [item.text_in("nl").title for item in issue.items.kept().in_order()]


@pytest.mark.parametrize(
    ("given", "order"),
    [
        ({"step": "up", "place": "2"}, "bac"),
        ({"step": "down", "place": "2"}, "acb"),
        ({"place": "1"}, "bac"),
        ({"place": "3"}, "acb"),
        ({"place": ""}, "abc"),
    ],
)
def test_an_item_moves_by_buttons_and_by_number_past_what_was_left_out(client, editor, given, order):
    issue = make_issue(items=[])
    items = {}
    for name in "abc":
        items[name] = make_item(issue, title=name)
        make_item(issue, title=f"out-{name}", dropped=True)

    answer = send(client, "issue_move", issue, items["b"].pk, **given)

    assert answer["Location"] == f"/werkplek/nieuwsbrief/{issue.pk}/#item-{items['b'].pk}"
    assert "".join(titles(issue)) == order


def test_what_is_left_out_can_be_put_back(client, editor):
    issue = make_issue()
    item = issue.items.get()

    send(client, "issue_drop_item", issue, item.pk)
    page = read(client.get(reverse("workspace:issue", args=[issue.pk])))
    send(client, "issue_put_back", issue, item.pk)

    assert "Teruggezet" not in page.text
    assert "Weggelaten" in page.texts("h2")
    assert titles(issue) == ["Een vraag"]


def test_an_item_of_another_issue_is_not_to_be_had(client, editor):
    issue, other = make_issue(), make_issue()

    answers = [
        send(client, "issue_drop_item", issue, other.items.get().pk),
        client.post(reverse("workspace:issue_drop_item", args=[2**63, other.items.get().pk])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("name", ["issue_move", "issue_drop_item", "issue_put_back", "issue_item"])
def test_who_makes_no_newsletter_cannot_tell_which_items_there_are(client, name):
    client.force_login(make_user(Role.BROKER))
    issue = make_issue()
    item = issue.items.get().pk

    answers = [send(client, name, issue, one).status_code for one in (item, item + 1, 2**63)]

    assert answers == [403] * 3


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example/", "agenda/", "https://x y/"])
def test_an_item_leads_to_the_web_or_to_ourselves_alone(client, editor, address):
    issue = make_issue(items=[])

    refused = send(client, "issue_add", issue, section="own", title_nl="Let op", address_nl=address)
    taken = send(client, "issue_add", issue, section="own", title_nl="Let op", address_nl="/agenda/")

    assert (refused.status_code, taken.status_code) == (400, 302)
    assert titles(issue) == ["Let op"]


def test_a_plan_is_made_for_the_moment_of_the_rhythm_unless_another_is_chosen(client, editor):
    Rhythm.objects.create(first_on=timezone.localdate() + timedelta(days=9), hour=8)
    issue = make_issue(due_at=None)
    page = read(client.get(reverse("workspace:issue", args=[issue.pk])))
    offered = {one.attributes.get("name"): one.attributes.get("value") for one in page.all("input")}

    send(client, "issue_plan", issue, day="2099-01-15", time="10:30")

    issue.refresh_from_db()
    assert (offered["time"], offered["day"] >= f"{timezone.localdate()}") == ("08:00", True)
    assert (issue.status, issue.planned_by) == ("planned", editor)
    assert issue.due_at == datetime(2099, 1, 15, 9, 30, tzinfo=UTC)


def test_who_planned_an_issue_gets_no_button_to_approve_it(client, editor):
    Rhythm.objects.create(two_persons=True)
    issue = make_issue(status="planned", planned_by=editor)
    address = reverse("workspace:issue", args=[issue.pk])
    own = client.get(address).content.decode()
    refused = send(client, "issue_approve", issue)
    client.force_login(make_user(Role.ADMINISTRATOR))

    other = client.get(address).content.decode()
    done = send(client, "issue_approve", issue)

    approve = reverse("workspace:issue_approve", args=[issue.pk])
    assert (approve in own, approve in other) == (False, True)
    assert (refused.status_code, done.status_code) == (409, 302)


def test_who_approves_says_which_plan_the_page_showed(client, editor):
    Rhythm.objects.create(two_persons=True)
    issue = make_issue()
    planning.plan(issue, due_at=MONDAY + timedelta(days=2), by=make_user(), at=MONDAY)
    page = read(client.get(reverse("workspace:issue", args=[issue.pk])))
    (shown,) = [
        one.attributes["value"] for one in page.all("input") if one.attributes.get("name") == "planned_at"
    ]
    Issue.objects.update(planned_at=MONDAY + timedelta(hours=1))

    refused = send(client, "issue_approve", issue, planned_at=shown)
    Issue.objects.update(planned_at=MONDAY)
    done = send(client, "issue_approve", issue, planned_at=shown)

    assert (refused.status_code, done.status_code) == (409, 302)


def test_the_mail_stands_in_a_frame_of_ours_and_can_do_nothing_there(client, editor):
    issue = make_issue()

    page = client.get(reverse("workspace:issue_preview", args=[issue.pk]))
    mail = client.get(reverse("workspace:issue_mail", args=[issue.pk]) + "?language=en&dark=1")

    assert "frame-src 'self'" in page["Content-Security-Policy"]
    policy = dict(part.strip().partition(" ")[::2] for part in mail["Content-Security-Policy"].split(";"))
    assert policy == {
        "sandbox": "", "default-src": "'none'", "style-src": "'unsafe-inline'", "base-uri": "'none'",
        "form-action": "'none'", "frame-ancestors": "'self'",
    }  # fmt: skip
    assert mail["X-Frame-Options"] == "SAMEORIGIN"
    assert "Subject" in mail.content.decode()
    assert "prefers-color-scheme: dark)" not in mail.content.decode()


def test_an_issue_is_seen_as_a_reader_sees_it_without_the_address_in_any_address(client, editor):
    north = make_district(code="WK01")
    issue = make_issue(items=[])
    make_item(issue, title="Noord", districts=[north.code])
    make_item(issue, title="Zuid", districts=["WK02"])
    make_reader("lezer@example.org", districts=[north.code])

    found = send(client, "issue_as_reader", issue, email="Lezer@example.org", language="nl")
    nobody = send(client, "issue_as_reader", issue, email="niemand@example.org", language="nl")
    text = read(client.get(found["Location"])).one("pre").text

    assert found["Location"].endswith("?language=nl&district=WK01")
    assert ("Noord" in text, "Zuid" in text, nobody.status_code) == (True, False, 409)


def test_a_reader_with_two_districts_is_still_shown_so_when_the_choice_is_sent_again(client, editor):
    for number in (1, 2, 3):
        make_district(code=f"WK0{number}")
    make_reader("lezer@bücher.example", districts=["WK01", "WK03"])
    issue = make_issue()

    # Another way to write the same address.
    found = send(client, "issue_as_reader", issue, email="Lezer@xn--bcher-kva.example", language="nl")
    boxes = [one.attributes for one in read(client.get(found["Location"])).all("input")]

    districts = [one for one in boxes if one.get("name") == "district"]
    assert len(districts) == 3
    assert [one["value"] for one in districts if "checked" in one] == ["WK01", "WK03"]


def test_whom_an_issue_has_nothing_for_gets_no_mail_and_the_editor_reads_so(client, editor):
    issue = make_issue(items=[])
    make_item(issue, districts=["WK01"])
    address = reverse("workspace:issue_preview", args=[issue.pk])

    nothing = read(client.get(f"{address}?district=WK02"))
    mail = client.get(reverse("workspace:issue_mail", args=[issue.pk]) + "?district=WK02")
    something = read(client.get(f"{address}?district=WK01&district=WK02"))

    told = "Niets in dit nummer is voor zo’n lezer: die krijgt er geen mail van."
    assert (told in nothing.text, nothing.all("iframe"), mail.status_code) == (True, [], 404)
    assert (told in something.text, len(something.all("iframe"))) == (False, 2)


@pytest.mark.parametrize("address", ["niet een adres", "a@b\nc", "@", "x" * 300 + "@example.org"])
def test_nobody_reads_along_at_what_is_no_address(client, editor, address):
    answer = send(client, "issue_as_reader", make_issue(), email=address, language="nl")

    assert answer.status_code in (400, 409)


def test_a_test_is_the_letter_that_readers_get_but_for_where_it_lets_them_leave(editor):
    make_city()
    issue = make_issue(number=7)
    server = "http://testserver"

    with opened(Postbox()) as postbox, override_settings(SMTP_URL=postbox.url, SITE_ADDRESS=server):
        send_whole.call(issue.pk, editor.pk, "en")
        reader = Letters(issue, mail_server.read(postbox.url)).for_reader(
            Addressee(UUID(int=1), "reader@example.org", "en", frozenset(), frozenset()), 1
        )

    (taken,) = postbox.taken
    test, own = (message_from_bytes(one, policy=policy.default) for one in (taken.content, reader.message))
    theirs = {"To", "Date", "Message-ID", "Subject", "List-Unsubscribe", "Content-Type"}
    mine = [
        (name, value)
        for name, value in test.items()
        if name not in {*theirs, "X-Peer", "X-MailFrom", "X-RcptTo"}
    ]
    assert mine == [(name, value) for name, value in own.items() if name not in theirs]
    assert (test["Subject"], test["To"], taken.sender) == (
        "Test: Subject 7",
        editor.email,
        "news@city.example",
    )
    assert test["List-Unsubscribe"] == f"<{server}/en/newsletter/archive/>"
    html = [one.get_body(("html",)).get_content() for one in (test, own)]
    assert "Een vraag" in html[0]
    assert ("/en/newsletter/leave/" in html[0], "/en/newsletter/leave/" in html[1]) == (False, True)


def test_without_a_mail_server_the_test_is_kept_whole(client, editor):
    issue = make_issue()

    send(client, "issue_test", issue, to=str(editor.pk), language="en")

    letter = Letter.objects.get()
    assert (letter.to, letter.status) == (editor.email, "kept")
    assert letter.subject.startswith("Test: Subject")
    assert (letter.private, letter.kind) == (False, "newsletter")
    assert "Een vraag" in letter.body
    assert "Een vraag" in letter.html


def test_a_test_to_an_address_that_no_server_takes_is_refused(client, editor):
    other = make_user(email="jörg@example.org")

    answer = send(client, "issue_test", make_issue(), to=str(other.pk), language="en")

    assert (answer.status_code, Letter.objects.count()) == (409, 0)


def test_a_server_that_takes_no_mail_leaves_the_test_in_the_outbox(editor, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:1/?from=stad@example.org"
    issue = make_issue()

    send_whole.call(issue.pk, editor.pk, "nl")

    assert Letter.objects.values_list("to", "status").get() == (editor.email, "waiting")


def test_while_an_issue_is_sent_its_progress_is_told_in_words_and_numbers(client, editor, settings):
    settings.SMTP_URL = "smtp://mail.example.org?from=stad@example.org"
    issue = make_issue(status="sending", readers=3)
    for number, status in enumerate(("sent", "sent", "waiting")):
        reader = Reader.objects.create(
            email=f"{number}@example.org", digest=str(number), language="nl", asked_at=MONDAY,
            consent_version="1", consent_words="Ja",
        )  # fmt: skip
        ended = MONDAY if status == "sent" else None
        Delivery.objects.create(issue=issue, reader=reader, status=status, ended_at=ended)

    page = read(client.get(reverse("workspace:issue", args=[issue.pk])))

    assert "Voor 3 lezers. Van 2 is bekend hoe het afliep." in page.text
    assert [one.text for one in page.one("tbody").all("tr")] == ["wacht1", "aangenomen door de mailserver2"]


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (["hard"], "1 kwam terug of werd ongewenst genoemd: 1 × het adres bestaat niet."),
        (
            ["soft", "hard", "complaint", "soft"],
            "4 kwamen terug of werden ongewenst genoemd: 1 × het adres bestaat niet, "
            "2 × voorlopig niet aangenomen, 1 × ongewenst genoemd.",
        ),
    ],
)
def test_an_issue_tells_how_many_came_back_by_kind(client, editor, kinds, told):
    issue, other = make_issue(status="sending", readers=4), make_issue(status="sending", readers=1)
    for kind in kinds:
        delivery = make_delivery(make_reader(), issue=issue, status="sent")
        Bounce.objects.create(delivery=delivery, kind=kind, at=MONDAY)

    assert told in read(client.get(reverse("workspace:issue", args=[issue.pk]))).text
    assert "terug of we" not in read(client.get(reverse("workspace:issue", args=[other.pk]))).text


def test_the_rhythm_is_set_and_shows_the_days_that_follow_from_it(client, editor):
    send(
        client, "newsletter_rhythm_set",
        first_on="2026-12-04", weeks="2", hour="9", days_ahead="3", two_persons="on",
    )  # fmt: skip
    send(client, "newsletter_break_add", begins_on="2099-07-01", ends_on="2099-08-01")
    wrong = send(client, "newsletter_break_add", begins_on="2099-08-01", ends_on="2099-07-01")

    page = read(client.get(reverse("workspace:newsletter_rhythm")))

    assert Rhythm.objects.values_list("weeks", "hour", "two_persons").get() == (2, 9, True)
    assert (Break.objects.count(), wrong.status_code) == (1, 409)
    assert [one for one in page.all("time") if "om 09:00" in one.text] != []


def test_pressing_for_a_draft_leads_to_it(client, editor, settings):
    settings.NEWSLETTER_SOURCES = []

    answer = send(client, "newsletter_draft")

    assert answer["Location"] == f"/werkplek/nieuwsbrief/{Issue.objects.get().pk}/"


def test_pressing_for_a_draft_leads_to_it_though_somebody_plans_it_meanwhile(client, editor, monkeypatch):
    issue = make_issue()

    def drafted(**_by: object) -> Issue:
        Issue.objects.update(status="planned")
        return issue

    monkeypatch.setattr(composing, "draft", drafted)

    assert send(client, "newsletter_draft")["Location"] == f"/werkplek/nieuwsbrief/{issue.pk}/"


def test_without_a_mail_server_letters_are_kept_and_no_server_took_them(client, editor, settings):
    settings.SMTP_URL = ""
    issue = make_issue(status="sent", readers=3, tally={"sent": 3})

    kept = read(client.get(reverse("workspace:issue", args=[issue.pk]))).one("tbody").text
    settings.SMTP_URL = "smtp://mail.example.org?from=stad@example.org"
    taken = read(client.get(reverse("workspace:issue", args=[issue.pk]))).one("tbody").text

    assert "hier bewaard bij Mail: er is geen mailserver ingesteld" in kept
    assert "aangenomen door de mailserver" not in kept
    assert "aangenomen door de mailserver" in taken


def test_what_waits_for_a_second_person_stands_on_the_first_page_of_that_person_alone(client, editor):
    Rhythm.objects.create(two_persons=True)
    issue = make_issue(status="planned", planned_by=editor)
    make_issue(status="planned", planned_by=editor, approved_by=make_user(Role.ADMINISTRATOR))
    told = f"Nieuwsbrief {issue.number} wacht op uw akkoord"
    home = reverse("workspace:home")
    own = read(client.get(home)).text
    client.force_login(make_user(Role.ADMINISTRATOR))
    other = read(client.get(home)).text
    client.force_login(make_user(Role.BROKER))

    assert (told in own, told in read(client.get(home)).text, other.count("wacht op uw akkoord")) == (
        False, False, 1,
    )  # fmt: skip
    assert told in other


def test_an_item_without_words_in_one_language_is_marked_where_an_issue_is_planned(client, editor):
    issue = make_issue()
    make_item(issue, title="Alleen Nederlands", languages=["nl"])
    make_item(issue, languages=["en"], dropped=True)

    page = read(client.get(reverse("workspace:issue", args=[issue.pk]))).text

    assert page.count("Er is geen Engelse tekst") == 1
    assert "1 bericht is er maar in één taal." in page


def test_a_draft_that_was_taken_back_says_no_moment_of_leaving(client, editor):
    issue = make_issue(status="planned", due_at=datetime(2099, 1, 15, 9, tzinfo=UTC))
    planned = read(client.get(reverse("workspace:newsletters"))).one("tbody").text

    send(client, "issue_take_back", issue)

    issue.refresh_from_db()
    assert "15 januari 2099" in planned
    assert issue.due_at is None
    assert "2099" not in read(client.get(reverse("workspace:newsletters"))).one("tbody").text


@pytest.mark.parametrize(
    ("first_on", "day", "time", "warns"),
    [
        (date(2099, 1, 2), "2099-01-16", "10:00", False),
        (date(2099, 1, 2), "2099-01-16", "11:00", True),
        (date(2099, 1, 2), "2099-01-09", "10:00", True),
        (None, "2099-01-09", "11:00", False),
        (None, "2099-01-10", "11:00", True),
        (None, "2099-01-09", "03:00", True),
    ],
)
def test_a_moment_at_which_none_leaves_as_a_rule_is_taken_with_a_warning(
    client, editor, first_on, day, time, warns
):
    Rhythm.objects.create(first_on=first_on)
    issue = make_issue()

    answer = client.post(
        reverse("workspace:issue_plan", args=[issue.pk]), {"day": day, "time": time}, follow=True
    )

    issue.refresh_from_db()
    assert issue.status == "planned"
    assert ("Op dit moment vertrekt anders geen nieuwsbrief" in answer.content.decode()) is warns


def test_a_test_goes_to_whoever_sends_it_unless_another_is_chosen(client, editor):
    make_user(Role.ADMINISTRATOR, name="Aaa", email="aaa@example.org")
    page = read(client.get(reverse("workspace:issue", args=[make_issue().pk])))

    chosen = [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]

    assert str(editor.pk) in chosen
