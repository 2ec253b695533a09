# SPDX-License-Identifier: EUPL-1.2
"""Asking for the newsletter, confirming, choosing and leaving, as somebody meets it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import override

from kennisstad.audit import retention
from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.newsletter import leaving, links, reader_views, subscribing, tokens
from kennisstad.newsletter.consent import consent_text
from kennisstad.newsletter.models import NeverAgain, Reader
from kennisstad.newsletter.subscribing import Choices
from kennisstad.web.refusals import Gone, NotNow
from tests.making import MONDAY, make_district
from tests.neighbourhoods.making import make_city
from tests.newsletter.making import make_delivery, make_mark, make_reader
from tests.proving import proven

pytestmark = pytest.mark.django_db
SIGN_UP, SIGNED_UP = "/en/newsletter/sign-up/", "/en/newsletter/signed-up/"
ANA = "ana@example.org"
FILLED_IN = {"email": ANA, "language": "en"}


def link_in(letter, word):
    return re.search(rf"https?://[^/]+(/\S*/{word}/\S+)", letter.body).group(1)


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def path_of(address):
    return re.sub("https?://[^/]+", "", address)


def test_somebody_asks_confirms_chooses_and_leaves(client):
    district = make_district()
    assert client.post(SIGN_UP, FILLED_IN)["Location"] == SIGNED_UP
    confirm = link_in(Letter.objects.get(), "confirm")

    assert client.get(confirm).status_code == 200
    assert Reader.objects.get().status == "asked", "looking at a link must change nothing"
    done = client.post(confirm)
    reader = Reader.objects.get()
    assert (done.status_code, reader.status) == (200, "reading")

    choices = re.search(r'href="(/en/newsletter/choices/[^"]+)"', done.content.decode()).group(1)
    client.post(choices, {"language": "nl", "districts": [district.code]})
    reader.refresh_from_db()
    assert (reader.language, reader.districts, reader.themes) == ("nl", [district.code], [])

    leave = path_of(links.leave_address(reader.key, "en"))
    assert "Do you want no newsletter any more?" in client.get(leave).content.decode()
    assert Reader.objects.count() == 1, "looking at a link must change nothing"
    assert client.post(leave).status_code == 200
    assert not Reader.objects.exists()
    assert NeverAgain.objects.of(ANA).exists()
    assert kinds() == ["reader.asked", "reader.confirmed", "reader.chose", "reader.left"]
    assert [ANA for event in Event.objects.all() if ANA in str(event.__dict__)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_was_agreed_to_is_kept_in_the_readers_language(client, language):
    client.post(SIGN_UP, FILLED_IN | {"language": language})

    made = Reader.objects.get()
    assert (made.consent_version, made.consent_words) == ("2026-11-29", consent_text(language))
    assert Letter.objects.get().language == language
    page = client.get(path_of(links.confirm_address(made.key, language, at=timezone.now()))).content.decode()
    assert made.consent_words in page


@pytest.mark.parametrize("state", ["asked", "stopped"])
def test_confirming_dates_the_yes_and_takes_the_mark_away(state):
    reader = make_reader(ANA, status=state)
    make_mark(ANA)

    subscribing.confirm(reader, asked_at=MONDAY, at=MONDAY + timedelta(days=1))

    reader.refresh_from_db()
    assert (reader.status, reader.consent_at) == ("reading", MONDAY + timedelta(days=1))
    assert (reader.stopped_at, reader.stopped_why) == (None, "")
    assert not NeverAgain.objects.exists()


def test_a_letter_from_before_an_address_was_stopped_does_not_start_it_again(client):
    reader = make_reader(ANA, status="stopped", stopped_at=timezone.now())
    old = links.confirm_address(reader.key, "en", at=timezone.now() - timedelta(days=1))

    assert client.post(path_of(old)).status_code == 410
    assert Reader.objects.get().status == "stopped"

    client.post(SIGN_UP, FILLED_IN)
    with pytest.raises(Gone):
        subscribing.confirm(reader, asked_at=reader.stopped_at - timedelta(seconds=1), at=timezone.now())


def test_a_second_ask_keeps_both_letters_working_and_the_last_choices(client):
    district = make_district()
    client.post(SIGN_UP, FILLED_IN)
    client.post(SIGN_UP, FILLED_IN | {"districts": [district.code], "language": "nl"})
    first, second = (letter.body for letter in Letter.objects.order_by("pk"))

    assert Reader.objects.get().districts == [district.code]
    for body, word in ((first, "confirm"), (second, "bevestigen")):
        confirm = re.search(rf"https?://[^/]+(/\S*/{word}/\S+)", body).group(1)
        assert client.post(confirm).status_code == 200
    assert (Reader.objects.get().language, kinds().count("reader.confirmed")) == ("nl", 1)


def test_choices_that_change_nothing_stand_in_no_journal_and_a_reader_chooses_not_on_and_on(client):
    district = make_district()
    reader = make_reader(ANA, language="en")
    page = path_of(links.choices_address(reader.key, "en"))

    kept = [client.post(page, {"language": "en"}) for _ in range(3)]
    assert ({one.status_code for one in kept}, kinds().count("reader.chose")) == ({200}, 0)
    client.post(page, {"language": "en", "districts": [district.code]})
    client.post(page, {"language": "en", "districts": [district.code]})
    assert (Reader.objects.get().districts, kinds().count("reader.chose")) == ([district.code], 1)

    more = [client.post(page, {"language": ("nl", "en")[n % 2]}).status_code for n in range(18)]
    assert more == [200] * 15 + [429] * 3
    assert client.get(page).status_code == 200


def test_whoever_was_stopped_and_asks_again_gets_what_they_choose_now(client):
    district = make_district()
    before = make_reader(ANA, status="stopped", language="en", themes=["climate"])

    client.post(SIGN_UP, FILLED_IN | {"districts": [district.code], "language": "nl"})

    letter, reader = Letter.objects.get(), Reader.objects.get()
    assert (letter.language, reader.status, reader.stopped_at) == ("nl", "stopped", before.stopped_at)
    assert (reader.consent_words, reader.consent_at) == (before.consent_words, before.consent_at)
    assert client.post(link_in(letter, "bevestigen")).status_code == 200
    reader.refresh_from_db()
    assert (reader.status, reader.language, reader.districts, reader.themes) == (
        "reading",
        "nl",
        [district.code],
        [],
    )
    assert reader.consent_words == consent_text("nl")


def test_what_anybody_fills_in_changes_nothing_for_who_reads_along(client):
    district = make_district()
    make_reader(ANA)
    before = Reader.objects.values().get()

    client.post(
        SIGN_UP, FILLED_IN | {"email": "ANA@Example.org", "language": "nl", "districts": district.code}
    )

    assert Reader.objects.values().get() == before
    letter = Letter.objects.get()
    assert (letter.to, letter.subject, letter.private) == (ANA, "You get the newsletter already", True)
    assert client.get(link_in(letter, "choices")).status_code == 200
    assert client.get(link_in(letter, "leave")).status_code == 200


def answer_to(client, state, django_assert_num_queries, count):
    Reader.objects.all().delete()
    Letter.objects.all().delete()
    if state != "unknown":
        make_reader(ANA, status=state)
    with django_assert_num_queries(count) as told:
        answer = client.post(SIGN_UP, FILLED_IN | {"key": str(uuid4())})
    page = client.get(answer["Location"])
    statements = [re.sub("'[^']*'|[0-9]+", "…", query["sql"])[:60] for query in told.captured_queries]
    return answer.status_code, dict(answer.headers), page.content, Letter.objects.count(), statements


@pytest.mark.parametrize("state", ["asked", "reading", "stopped"])
def test_the_answer_and_its_work_are_the_same_for_every_address(client, state, django_assert_max_num_queries):
    unknown = answer_to(client, "unknown", django_assert_max_num_queries, 60)

    assert answer_to(client, state, django_assert_max_num_queries, 60) == unknown
    assert unknown[0] == 302


def test_confirming_twice_says_kindly_that_it_is_done(client):
    client.post(SIGN_UP, FILLED_IN)
    confirm = link_in(Letter.objects.get(), "confirm")
    client.post(confirm)

    for answer in (client.get(confirm), client.post(confirm)):
        assert answer.status_code == 200
        assert "This is done already" in answer.content.decode()
    assert kinds().count("reader.confirmed") == 1


def test_of_two_who_looked_before_one_confirms():
    first = make_reader(status="asked")
    second = Reader.objects.get()
    subscribing.confirm(first, asked_at=MONDAY, at=MONDAY)

    with pytest.raises(NotNow):
        subscribing.confirm(second, asked_at=MONDAY, at=MONDAY)


def test_who_did_not_confirm_chooses_nothing():
    with pytest.raises(NotNow):
        subscribing.choose(make_reader(status="asked"), Choices("en"), at=MONDAY)


def test_a_code_altered_too_old_or_for_another_purpose_says_what_to_do(client):
    reader, now = make_reader(status="asked"), timezone.now()
    old = tokens.confirm_code(reader.key, at=now - timedelta(days=8))
    wrong = {
        "confirm": [old, tokens.leave_code(reader.key), tokens.confirm_code(uuid4(), at=now), "x"],
        "choices": [tokens.leave_code(reader.key), tokens.choices_code(uuid4()), "%00"],
        "leave": [tokens.choices_code(reader.key), old, "x" * 5_000],
    }

    for page, codes in wrong.items():
        for code in codes:
            for answer in (client.get, client.post):
                found = answer(f"/en/newsletter/{page}/{code}/")
                assert (page, found.status_code) == (page, 410)
                assert f'href="{SIGN_UP}"' in found.content.decode()
    assert Reader.objects.get().status == "asked"


def test_pages_with_a_code_are_kept_nowhere_and_set_no_cookie(client):
    reader = make_reader()
    for address in (
        links.confirm_address(reader.key, "nl", at=timezone.now()),
        links.choices_address(reader.key, "nl"),
        links.choices_address(reader.key, "nl") + "bestand/",
        links.leave_address(reader.key, "nl"),
    ):
        answer = client.get(path_of(address))

        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies


def test_codes_stay_out_of_the_log(client, caplog):
    reader = make_reader()
    codes = [tokens.leave_code(reader.key), tokens.choices_code(uuid4())]

    client.put(f"/nieuwsbrief/afmelden/{codes[0]}/")
    client.get(f"/en/newsletter/choices/{codes[1]}/")

    assert len(caplog.records) >= 2
    assert [code for code in codes if code in caplog.text] == []


def test_the_links_stand_in_the_readers_language():
    key = uuid4()
    with override("en"):
        assert "/nieuwsbrief/afmelden/" in links.leave_address(key, "nl")
        assert "/en/newsletter/choices/" in links.choices_address(key, "en")


ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def test_a_mail_programs_own_button_is_obeyed_at_once(client):
    """RFC 8058: no cookie, no referrer, no redirect, and it need not be HTML."""
    reader = make_reader()
    address = path_of(links.leave_address(reader.key, "nl"))

    answers = [client.post(address, ONE_CLICK) for _ in range(2)]

    assert [(one.status_code, one["Content-Type"]) for one in answers] == [
        (200, "text/plain; charset=utf-8")
    ] * 2
    assert answers[0].content == answers[1].content
    assert not Reader.objects.exists()
    assert kinds() == ["reader.left"]


def test_another_site_cannot_make_a_readers_browser_leave(client):
    reader = make_reader()
    address = path_of(links.leave_address(reader.key, "nl"))

    assert client.post(address, ONE_CLICK, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post(address, ONE_CLICK, headers={"Origin": "https://evil.example"}).status_code == 403
    assert Reader.objects.exists()


@pytest.mark.parametrize(("status", "may_arrive"), [("waiting", False), ("in-flight", True), ("sent", False)])
def test_who_leaves_gets_nothing_that_waited(client, status, may_arrive):
    reader = make_reader()
    delivery, other = make_delivery(reader, status=status), make_delivery(make_reader())

    page = client.post(path_of(links.leave_address(reader.key, "en"))).content.decode()

    delivery.refresh_from_db()
    assert (delivery.reader_id, delivery.status) == (None, "left" if status == "waiting" else status)
    assert (delivery.ended_at is None) is (status == "in-flight")
    assert ("One mail was just leaving" in page) is may_arrive
    other.refresh_from_db()
    assert other.status == "waiting"


def test_who_left_is_told_the_same_again(client):
    reader = make_reader()
    address = path_of(links.leave_address(reader.key, "en"))

    answers = [client.post(address), client.post(address), client.get(address)]

    assert [one.status_code for one in answers] == [200, 200, 200]
    assert len({one.content for one in answers}) == 1


def test_the_secret_may_change_without_a_reader_becoming_two(client, settings):
    make_reader(ANA)
    make_mark("bo@example.org")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new secret", [settings.SECRET_KEY]

    client.post(SIGN_UP, FILLED_IN)

    assert Reader.objects.of(ANA).count() == Reader.objects.count() == 1
    assert NeverAgain.objects.of("BO@example.org").exists()
    assert Letter.objects.get().subject == "You get the newsletter already"


def test_a_form_pressed_twice_sends_one_letter(client):
    sent = FILLED_IN | {"key": str(uuid4())}

    assert [client.post(SIGN_UP, sent).status_code for _ in range(5)] == [302] * 5
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("trouble", [DatabaseError("gone"), NotNow("Ask once more.")])
def test_a_form_whose_letter_could_not_be_written_can_be_pressed_again(client, monkeypatch, trouble):
    sent, client.raise_request_exception = FILLED_IN | {"key": str(uuid4())}, False

    def fail(*_letter, **_of):
        raise trouble

    with monkeypatch.context() as broken:
        broken.setattr(subscribing.letters, "ask_to_confirm", fail)
        assert client.post(SIGN_UP, sent).status_code >= 400
    assert (Reader.objects.count(), Letter.objects.count()) == (0, 0)

    assert [client.post(SIGN_UP, sent).status_code for _ in range(2)] == [302, 302]
    assert (Reader.objects.count(), Letter.objects.count()) == (1, 1)


def test_a_machine_that_fills_in_everything_gets_no_letter(client):
    assert client.post(SIGN_UP, FILLED_IN | {"website": "x"})["Location"] == SIGNED_UP
    assert not Reader.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": ""},
        {"email": "nobody"},
        {"email": "a" * 65 + "@example.org"},
        {"email": "a" * 64 + "@" + ".".join(["b" * 60] * 4) + ".example.org"},
        {"email": "ana@example.org\r\nBcc: bo@example.org"},
        {"email": "ana@example.org%0d%0aBcc: bo@example.org"},
        {"email": "ana@example.org\x85Bcc:bo@example.org"},
        {"email": "ana@example.org\u2028Bcc:bo@example.org"},
        {"email": '"ana\x0b"@example.org'},
        {"email": "ana@example.org, bo@example.org"},
        {"email": "ana@exa\u200bmple.org"},
        {"language": "fr"},
        {"language": ""},
        {"districts": "WK9999"},
    ],
)
def test_a_form_that_does_not_fit_comes_back_filled_in(client, wrong):
    make_district()

    answer = client.post(SIGN_UP, FILLED_IN | wrong)

    assert answer.status_code == 400
    assert not Reader.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "email",
    [
        "ana+news@example.org",
        '"ana..b"@example.org',
        "ana@müller.example",
        "o'hara@example.org",
        "a" * 64 + "@" + ".".join(["b" * 60] * 3) + ".org",
    ],
)
def test_unusual_addresses_get_their_letter(client, email):
    assert client.post(SIGN_UP, FILLED_IN | {"email": email}).status_code == 302

    letter = Letter.objects.get()
    assert (Reader.objects.get().email, letter.to) == (email, email)
    assert letter.to.splitlines() == [email]
    assert client.post(link_in(letter, "confirm")).status_code == 200


def test_one_address_gets_no_flood_of_letters(client):
    written = ["ana@example.org", "ANA@example.org", "Ana@EXAMPLE.org", "ana@Example.Org"]
    codes = [client.post(SIGN_UP, FILLED_IN | {"email": email}).status_code for email in written]

    assert codes == [302, 302, 302, 429]


def test_a_flood_sends_a_bounded_number_of_letters_and_says_when_to_come_back(client, monkeypatch):
    monkeypatch.setattr(reader_views, "LETTERS_AN_HOUR", 5)

    answers = [
        client.post(SIGN_UP, FILLED_IN | {"email": f"ana{n}@example.org"}, REMOTE_ADDR=f"192.0.2.{n}")
        for n in range(9)
    ]

    assert [one.status_code for one in answers] == [302] * 5 + [429] * 4
    assert (Letter.objects.count(), Reader.objects.count()) == (5, 5)
    page = answers[-1].content.decode()
    assert re.search(r"Come back after \d\d:\d\d; your address was not kept", page)
    assert 3_500 < int(answers[-1]["Retry-After"]) <= 3_600


def test_six_networks_of_one_customer_cannot_use_up_what_is_for_everybody(client):
    answers = [
        client.post(SIGN_UP, FILLED_IN | {"email": f"ana{n}@example.org"}, REMOTE_ADDR=f"2001:db8:7:{n:x}::1")
        for n in range(12)
    ]

    assert [one.status_code for one in answers] == [302] * 6 + [429] * 6
    elsewhere = client.post(SIGN_UP, FILLED_IN, REMOTE_ADDR="2001:db8:8:1::1")
    assert elsewhere.status_code == 302


@pytest.mark.parametrize("with_proof", [True, False])
def test_what_stands_after_a_plus_makes_no_other_mailbox(client, with_proof):
    def ask(n):
        more = proven("newsletter.sign-up") if with_proof else {}
        given = FILLED_IN | {"email": f"vic.tim+{n}@example.org"} | more
        return client.post(SIGN_UP, given, REMOTE_ADDR=f"192.0.2.{n}").status_code

    assert [ask(n) for n in range(8)] == [302] * 6 + [429] * 2
    assert Letter.objects.count() == 6


def test_a_machine_cannot_use_up_the_letters_of_a_person(client):
    for n in range(4):
        client.post(SIGN_UP, FILLED_IN, REMOTE_ADDR=f"192.0.2.{n}")

    assert client.post(SIGN_UP, FILLED_IN | proven("newsletter.sign-up")).status_code == 302
    assert Letter.objects.count() == 4


def test_whoever_confirms_reads_what_was_chosen_for_them(client):
    district = make_district()
    client.post(SIGN_UP, FILLED_IN | {"districts": [district.code]})
    confirm = link_in(Letter.objects.get(), "confirm")
    chosen = client.get(confirm).content.decode()
    # A stranger asks once more for the same address, with other choices.
    client.post(SIGN_UP, FILLED_IN | {"language": "nl"})
    replaced = client.get(confirm).content.decode()

    assert district.name in chosen
    assert "English" in chosen
    assert district.name not in replaced
    assert "Nederlands" in replaced.partition("<dl")[2].partition("</dl>")[0]
    assert replaced.index("</dl>") < replaced.index("Yes, I want the newsletter")


def test_whoever_proved_to_be_human_is_not_held_up_by_a_flood(client, monkeypatch):
    monkeypatch.setattr(reader_views, "LETTERS_AN_HOUR", 1)
    client.post(SIGN_UP, FILLED_IN | {"email": "first@example.org"})

    assert client.post(SIGN_UP, FILLED_IN).status_code == 429
    assert client.post(SIGN_UP, FILLED_IN | proven("newsletter.sign-up")).status_code == 302


def test_who_never_confirmed_is_gone_after_a_week_and_who_reads_stays():
    make_reader(status="asked")
    kept = make_reader()

    retention.obey(MONDAY + tokens.CONFIRM_WITHIN + timedelta(minutes=1))

    assert list(Reader.objects.all()) == [kept]


def test_the_mail_to_confirm_names_the_city_and_what_was_chosen(client):
    make_city()
    client.post(SIGN_UP, FILLED_IN | {"language": "nl"})
    district = make_district("Morsdistrict")
    client.post(
        SIGN_UP, FILLED_IN | {"email": "bo@example.org", "districts": [district.code], "key": uuid4()}
    )

    first, second = (letter.body for letter in Letter.objects.order_by("pk"))

    assert "de nieuwsbrief van kennisstad Leiden" in first
    assert "Taal: Nederlands\nWijken: de hele stad\nThema's: alle thema's" in first
    assert "Language: English\nDistricts: Morsdistrict\nThemes: all themes" in second


@pytest.mark.parametrize("known", [True, False])
def test_who_left_and_opens_their_choices_reads_that_they_get_no_more(client, known):
    reader = make_reader()
    key = reader.key if known else uuid4()
    leaving.leave(reader.key, by_id=None, at=MONDAY)

    answers = [client.get(path_of(links.choices_address(key, "en")) + more) for more in ("", "file/")]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert ["You get no newsletter any more" in answer.content.decode() for answer in answers] == [True] * 2
