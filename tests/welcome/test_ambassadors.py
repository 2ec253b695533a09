# SPDX-License-Identifier: EUPL-1.2
"""The ambassadors' network: a yes said twice, an address never shown, and leaving at once."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kennisstad.audit import retention
from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import Gone, NotNow
from kennisstad.welcome import actions, tokens
from kennisstad.welcome.models import Ambassador, AmbassadorMessage
from tests.making import MONDAY, make_user
from tests.neighbourhoods.making import make_city
from tests.welcome.making import make_ambassador, make_message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everybody_is_trusted")]
SIGN_UP = "/en/welcome/ambassadors/sign-up/"
FILLED_IN = {
    "alias": "Ana",
    "country": "Spain",
    "speaks": "Spanish, English",
    "connection": "student",
    "subjects": "How to find a room",
    "email": "ana@example.org",
    "consent": "on",
}


def link_in(letter, word):
    return re.search(rf"https?://[^/]+(/\S*/{word}/\S+)", letter.body).group(1)


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_somebody_signs_up_confirms_is_let_in_and_leaves(client):
    assert client.post(SIGN_UP, FILLED_IN).status_code == 302
    confirm = link_in(Letter.objects.get(), "confirm")

    assert client.get(confirm).status_code == 200
    assert Ambassador.objects.get().confirmed_at is None, "looking at a link must change nothing"
    assert client.post(confirm).status_code == 200
    ambassador = Ambassador.objects.get()
    assert "Ana" not in client.get("/en/welcome/ambassadors/").content.decode()

    actions.approve(ambassador, by=make_user(), at=timezone.now())
    page = client.get("/en/welcome/ambassadors/").content.decode()
    assert "Ana, from Spain" in page
    assert "ana@example.org" not in page

    leave = link_in(Letter.objects.get(subject="Visitors can write to you now"), "leave")
    assert client.get(leave).status_code == 200
    assert client.post(leave).status_code == 200
    assert not Ambassador.objects.exists()
    assert client.post(leave).status_code == 410
    assert kinds() == [
        "ambassador.signed-up",
        "ambassador.confirmed",
        "ambassador.approved",
        "ambassador.removed",
    ]


def test_what_was_agreed_to_is_kept_with_version_and_time(client):
    client.post(SIGN_UP, FILLED_IN)

    made = Ambassador.objects.get()
    assert (made.consent_version, made.language) == ("2026-11", "en")
    assert made.consent_text.startswith("Yes, show my name or alias, country")


def test_confirming_twice_is_said_and_changes_nothing(client):
    client.post(SIGN_UP, FILLED_IN)
    confirm = link_in(Letter.objects.get(), "confirm")
    client.post(confirm)

    assert client.post(confirm).status_code == 409
    assert kinds().count("ambassador.confirmed") == 1


def test_of_two_who_looked_before_one_confirms():
    first = make_ambassador(state="unconfirmed")
    second = Ambassador.objects.get()
    actions.confirm(first, at=timezone.now())

    with pytest.raises(NotNow):
        actions.confirm(second, at=timezone.now())
    with pytest.raises(NotNow):
        actions.approve(make_ambassador(state="unconfirmed"), by=None, at=timezone.now())


def test_a_code_altered_too_old_or_for_another_purpose_opens_nothing(client, monkeypatch):
    one = make_ambassador(state="unconfirmed")
    confirm, leave = tokens.confirm_code(one.key), tokens.leave_code(one.key)
    base = "/en/welcome/ambassadors"

    assert client.post(f"{base}/confirm/{confirm[:-1]}x/").status_code == 410
    assert client.post(f"{base}/confirm/{leave}/").status_code == 410
    assert client.post(f"{base}/leave/{confirm}/").status_code == 410
    assert client.post(f"{base}/leave/%00/").status_code == 410
    monkeypatch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + 8 * 86_400)
    assert client.post(f"{base}/confirm/{confirm}/").status_code == 410
    assert Ambassador.objects.get().confirmed_at is None


def test_pages_with_a_code_are_kept_nowhere(client):
    one = make_ambassador()

    answer = client.get(f"/welkom/ambassadeurs/verlaten/{tokens.leave_code(one.key)}/")

    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"


def test_an_address_that_is_known_gets_the_same_page_and_a_letter(client):
    make_ambassador(email="ANA@example.org")

    answer = client.post(SIGN_UP, FILLED_IN)

    assert answer["Location"] == "/en/welcome/ambassadors/signed-up/"
    assert [letter.subject for letter in Letter.objects.all()] == ["You are an ambassador already"]
    assert Ambassador.objects.count() == 1


def test_a_form_pressed_twice_makes_one_and_one_letter(client):
    for _ in range(2):
        client.post(SIGN_UP, FILLED_IN | {"key": str(uuid4())[:0] or "0b5c4f6e-9f43-4d6e-8d3f-0d5f3f0f7a11"})

    assert (Ambassador.objects.count(), Letter.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nobody"},
        {"email": ""},
        {"consent": ""},
        {"connection": "martian"},
        {"alias": "\x00"},
        {"alias": "x" * 10_000},
        {"subjects": "x" * 10_000},
    ],
)
def test_a_form_that_does_not_fit_comes_back_filled_in(client, wrong):
    answer = client.post(SIGN_UP, FILLED_IN | wrong)

    assert answer.status_code == 400
    assert 'value="Spanish, English"' in answer.content.decode()
    assert not Ambassador.objects.exists()


def test_a_machine_that_fills_in_everything_is_not_kept(client):
    assert client.post(SIGN_UP, FILLED_IN | {"website": "x"}).status_code == 302
    assert not Ambassador.objects.exists()


def test_one_address_gets_no_flood_of_letters(client):
    codes = [client.post(SIGN_UP, FILLED_IN).status_code for _ in range(4)]

    assert codes == [302, 302, 302, 429]


def test_a_visitors_letter_waits_for_the_desk_and_goes_on_once(client):
    ambassador = make_ambassador()
    said = {"name": "Bo", "email": "bo@example.org", "words": "Hello?\r\nBcc: x@example.org"}

    assert client.post(f"/en/welcome/ambassadors/{ambassador.pk}/write/", said).status_code == 302
    message = AmbassadorMessage.objects.get()
    assert not Letter.objects.filter(to=ambassador.email).exists()

    actions.pass_on(message, by=make_user(), at=timezone.now())
    letter = Letter.objects.get(to=ambassador.email)
    assert (letter.private, letter.subject) == (True, "A newcomer writes to you")
    assert "bo@example.org" in letter.body
    with pytest.raises(NotNow):
        actions.pass_on(AmbassadorMessage.objects.get(), by=make_user(), at=timezone.now())
    with pytest.raises(NotNow):
        actions.put_away(message, by=make_user(), at=timezone.now())


@pytest.mark.parametrize("state", ["unconfirmed", "confirmed"])
def test_nobody_writes_to_who_is_not_shown(client, state):
    one = make_ambassador(state=state)

    assert client.get(f"/en/welcome/ambassadors/{one.pk}/write/").status_code == 404
    assert client.post(f"/en/welcome/ambassadors/{one.pk}/write/", {}).status_code == 404


def test_who_leaves_takes_the_letters_along():
    message = make_message()
    stale = AmbassadorMessage.objects.get()
    actions.remove(message.ambassador, by=None, at=timezone.now())

    with pytest.raises(Gone):
        actions.pass_on(stale, by=make_user(), at=timezone.now())


@pytest.mark.parametrize("count", [0, 30])
def test_the_list_reads_the_same_however_long(client, count, django_assert_num_queries):
    for _ in range(count):
        make_ambassador()

    with django_assert_num_queries(4):
        client.get("/welkom/ambassadeurs/")


def test_what_was_never_confirmed_and_what_is_two_years_old_goes():
    make_ambassador(state="unconfirmed")
    kept = make_ambassador()

    retention.obey(MONDAY + timedelta(days=15))
    assert list(Ambassador.objects.all()) == [kept]
    retention.obey(MONDAY + timedelta(days=731))
    assert not Ambassador.objects.exists()


def test_the_commands_list_let_in_and_take_out(capsys):
    one = make_ambassador(state="confirmed", alias="Ana")

    call_command("ambassador_approve", str(one.pk))
    call_command("ambassador_list")
    told = capsys.readouterr().out
    assert "shown        Ana, Spain" in told
    assert one.email not in told
    with pytest.raises(CommandError, match="already"):
        call_command("ambassador_approve", str(one.pk))
    call_command("ambassador_remove", str(one.pk))
    with pytest.raises(CommandError, match="There is no ambassador"):
        call_command("ambassador_remove", str(one.pk))


def test_whoever_goes_back_and_mends_their_address_gets_the_letter_there(client):
    """The form still has its key: what is in it now is what counts."""
    sent = FILLED_IN | {"key": str(uuid4())}
    client.post(SIGN_UP, sent | {"email": "anna@example.org"})

    client.post(SIGN_UP, sent)
    client.post(SIGN_UP, sent)

    assert list(Letter.objects.order_by("pk").values_list("to", flat=True)) == [
        "anna@example.org",
        "ana@example.org",
    ]


def test_two_letters_from_one_page_are_two(client):
    one = make_ambassador()
    sent = {"key": str(uuid4()), "name": "Bo", "email": "bo@example.org", "words": "How do I find a room?"}
    address = f"/en/welcome/ambassadors/{one.pk}/write/"
    for words in ("How do I find a room?", "And a school?", "And a school?"):
        assert client.post(address, sent | {"words": words}).status_code == 302

    assert AmbassadorMessage.objects.count() == 2


def test_who_signs_up_without_a_proof_gets_a_letter_only_after_the_desk_has_looked():
    make_city(email="loket@example.org")
    consent = ("1", "Yes")
    said = {
        name: FILLED_IN[name] for name in ("alias", "country", "speaks", "connection", "subjects", "email")
    }

    actions.sign_up(key=uuid4(), said=said, language="en", consent=consent, at=MONDAY, look_first=True)

    one = Ambassador.objects.get()
    assert list(Letter.objects.values_list("to", flat=True)) == ["loket@example.org"]
    actions.let_through(one, by=None, at=MONDAY)
    assert Letter.objects.order_by("-pk").first().to == FILLED_IN["email"]
    with pytest.raises(NotNow):
        actions.let_through(one, by=None, at=MONDAY)


@pytest.mark.parametrize("state", ["unconfirmed", "confirmed", "shown"])
def test_without_a_proof_nobody_changes_who_is_here_already_or_makes_a_letter_leave(state):
    one = make_ambassador(state=state)
    said = {name: FILLED_IN[name] for name in ("alias", "country", "speaks", "connection", "subjects")}

    actions.sign_up(
        key=uuid4(), said=said | {"email": one.email.upper()}, language="en", consent=("1", "Yes"),
        at=MONDAY, look_first=True,
    )  # fmt: skip

    assert (list(Ambassador.objects.all()), Letter.objects.count()) == ([one], 0)
    one.refresh_from_db()
    assert one.alias.startswith("Ana")
