# SPDX-License-Identifier: EUPL-1.2
"""A team signs up by its coordinator's link: without an account, once, and in one round at a time."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kennisstad.audit import retention
from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.rounds.models import Round, Team
from tests.making import make_user
from tests.rounds.entering import (
    at,
    make_round,
    make_round_course,
    make_team,
    page_of,
    sign_up_page,
    team_page,
)

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "en")


@pytest.fixture(autouse=True)
def mail_leaves(settings):
    settings.SMTP_URL = "smtp://127.0.0.1:2525?from=city@example.org"


def filled_in(**fields: Any) -> dict[str, Any]:
    return {"key": str(uuid4()), "name": "De Tulpen"} | fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_signs_up_by_link_without_any_cookie_and_gets_its_own_page(client, language):
    page = sign_up_page(make_round().courses.get(), language=language)
    members = "Ada Lovelace\n\n  Grace  Hopper "

    shown = client.get(page)
    sent = client.post(page, filled_in(members=members, works_in=["nl", "en"]))

    team = Team.objects.get()
    assert (shown.status_code, sent.status_code) == (200, 302)
    assert sent["Location"] == team_page(team, language=language)
    assert (team.number, team.name, team.email) == (1, "De Tulpen", "")
    assert (team.language, team.works_in, team.user) == (language, ["en", "nl"], None)
    assert sorted(team.members.values_list("name", flat=True)) == ["Ada Lovelace", "Grace Hopper"]
    followed = client.get(sent["Location"])
    assert (followed.status_code, dict(client.cookies)) == (200, {})
    assert not Letter.objects.exists()


def test_the_code_goes_to_the_teams_address_and_the_journal_names_nobody(client):
    client.post(sign_up_page(make_round().courses.get()), filled_in(email="tulp@example.org"))

    team, letter = Team.objects.get(), Letter.objects.get()
    code = team_page(team).rstrip("/").rpartition("/")[2]
    assert (letter.to, letter.private, code in letter.body) == ("tulp@example.org", True, True)
    event = Event.objects.get(kind="team.signed-up")
    assert (event.actor, event.facts) == (None, {"round": team.round_id})


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_fills_in_an_address_reads_the_same_whether_or_not_it_takes_part(client, language):
    first, other = make_round(title="De eerste"), make_round(title="De tweede")
    known = make_team(first, email="Tulp@example.org", language=language)
    Letter.objects.all().delete()
    page = sign_up_page(other.courses.get(), language=language)

    sent = [client.post(page, filled_in(email=email)) for email in ("tulp@EXAMPLE.org", "roos@example.org")]

    new = Team.objects.taking_part().get(round=other)
    assert [answer.status_code for answer in sent] == [302, 302]
    assert sent[0]["Location"] == sent[1]["Location"] == f"{page}?sent"
    assert sent[0].headers == sent[1].headers
    shown = page_of(client.get(sent[0]["Location"]))
    assert {"nl": "Wij hebben u een e-mail gestuurd", "en": "We sent you an e-mail"}[language] in shown
    assert "<form" not in shown.partition("<main")[2].partition("</main>")[0]
    # Who reads the mail of the address hears which of the two it is, and only that one gets to a team's page.
    told, welcomed = Letter.objects.order_by("pk")
    assert (told.to, welcomed.to, new.email) == ("Tulp@example.org", "roos@example.org", "roos@example.org")
    assert "http" in told.body
    assert (team_page(known, language=language) in told.body, team_page(new) in told.body) == (True, False)
    assert "De eerste" in told.body or "Questions for spring" in told.body
    assert team_page(new, language=language) in welcomed.body


@pytest.mark.parametrize("presses", [1, 2])
def test_the_number_of_the_next_team_does_not_tell_whether_an_address_takes_part(client, presses):
    first, other = make_round(), make_round()
    make_team(first, email="tulp@example.org")
    page, used_up, letters = sign_up_page(other.courses.get()), {}, {}
    for email in ("tulp@example.org", "roos@example.org"):
        before, form = _next_number(client, page), filled_in(email=email)
        Letter.objects.all().delete()
        for _press in range(presses):
            client.post(page, form)
        letters[email] = Letter.objects.count()
        used_up[email] = _next_number(client, page) - before - 1

    assert used_up == letters == {"tulp@example.org": 1, "roos@example.org": 1}
    turned_away = Team.objects.get(round=other, left_at__isnull=False)
    assert (turned_away.email, turned_away.members.count(), turned_away.user) == ("", 0, None)
    event = Event.objects.get(kind="team.turned-away")
    assert (event.actor, event.facts) == (None, {"round": other.pk})


def _next_number(client, page):
    code = client.post(page, filled_in(name="Kijkers"))["Location"].rstrip("/").rpartition("/")[2]
    return next(team.number for team in Team.objects.all() if team_page(team).endswith(f"/{code}/"))


def test_an_address_gets_no_more_letters_in_a_day_from_whatever_network(client, monkeypatch):
    monkeypatch.setattr("kennisstad.rounds.views.LETTERS", 2)
    page = sign_up_page(make_round().courses.get(), language="en")

    sent = [
        client.post(page, filled_in(email=email), REMOTE_ADDR=f"192.0.2.{number}")
        for number, email in enumerate(
            ["tulp@example.org", "TULP@example.org", "tulp@example.org", "roos@x.org"]
        )
    ]

    assert [answer.status_code for answer in sent] == [302, 302, 429, 302]
    assert "Many letters went to this address already." in page_of(sent[2])
    assert sorted(Letter.objects.values_list("to", flat=True)) == ["roos@x.org"] + ["tulp@example.org"] * 2


def test_where_no_mail_leaves_no_address_is_asked_or_kept(client, settings):
    settings.SMTP_URL = ""
    page = sign_up_page(make_round().courses.get())

    shown, sent = client.get(page), client.post(page, filled_in(email="tulp@example.org"))

    team = Team.objects.get()
    assert 'name="email"' not in page_of(shown)
    assert (sent["Location"], team.email, Letter.objects.count()) == (team_page(team), "", 0)


def test_whoever_signed_in_goes_on_at_once_with_the_own_address_and_no_other(client):
    round, user = make_round(), make_user(email="Ik@example.org")
    page = sign_up_page(round.courses.get(), language="en")
    client.force_login(user)

    other = client.post(page, filled_in(email="tulp@example.org"))
    own = client.post(page, filled_in(email="ik@example.org"))

    assert (other.status_code, "Fill in the address of your own account" in page_of(other)) == (400, True)
    team = Team.objects.get()
    assert (own["Location"], team.user, team.email) == (
        team_page(team, language="en"),
        user,
        "ik@example.org",
    )


def test_the_same_form_twice_is_one_team_and_another_form_is_another(client):
    page, form = sign_up_page(make_round().courses.get()), filled_in()

    first, second = client.post(page, form), client.post(page, form)
    other = client.post(page, form | {"name": "De Rozen"})

    assert first["Location"] == second["Location"] != other["Location"]
    assert sorted(Team.objects.values_list("number", "name")) == [(1, "De Tulpen"), (2, "De Rozen")]


def test_a_form_of_one_round_sent_to_another_is_a_team_there(client):
    form = filled_in()
    for _turn in range(2):
        client.post(sign_up_page(make_round().courses.get()), form)

    assert [team.number for team in Team.objects.all()] == [1, 1]


def test_whoever_signed_in_signs_up_under_their_own_name(client):
    user = make_user()
    client.force_login(user)

    client.post(sign_up_page(make_round().courses.get()), filled_in())

    assert Team.objects.get().user == user


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Give your team a name."),
        ({"email": "tulp@"}, "This is not a whole e-mail address."),
        ({"members": "\n".join("ABCDEFGHI")}, "Write at most 8 names; you have 9."),
        ({"members": "A" * 121}, "A name is too long: use at most 120 characters."),
        ({"works_in": "xx"}, "xx"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(client, fields, sentence):
    sent = client.post(
        sign_up_page(make_round().courses.get(), language="en"), filled_in(name="De Tulpen") | fields
    )

    assert (sent.status_code, Team.objects.count()) == (400, 0)
    assert sentence in page_of(sent)
    typed = sent.context["form"].data
    assert all(typed[name] == value for name, value in fields.items())


def test_a_machine_that_fills_in_everything_signs_nobody_up(client):
    sent = client.post(sign_up_page(make_round().courses.get()), filled_in(website="https://spam.example"))

    assert (sent.status_code, Team.objects.count()) == (302, 0)


def test_a_form_from_another_site_is_refused(client):
    page = sign_up_page(make_round().courses.get())

    assert client.post(page, filled_in(), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Team.objects.exists()


def test_a_link_that_nobody_gave_leads_nowhere_and_a_teams_code_signs_nobody_up(client):
    team = make_team(make_round())
    own = team_page(team).rstrip("/").rpartition("/")[2]

    for code in ("tulp-0000-brug-lamp", own, "x"):
        page = sign_up_page(team.course).rpartition("/")[0].rpartition("/")[0] + f"/{code}/"
        assert client.get(page).status_code == 404


def closed(now):
    return {"closes_at": now}


def early(now):
    return {"opens_at": now + timedelta(days=1), "closes_at": now + timedelta(days=2)}


def cancelled(now):
    return {"status": "cancelled", "ended_at": now, "cancelled_because": "Te weinig vragen."}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("stands", "sentence"),
    [
        (closed, "This round is closed"),
        (early, "This round is not open yet"),
        (cancelled, "This round was called off"),
    ],
)
def test_a_round_that_takes_no_wishes_says_so_and_signs_nobody_up(client, language, stands, sentence):
    round = make_round()
    Round.objects.update(**stands(timezone.now()))
    page = sign_up_page(round.courses.get(), language=language)

    shown, sent = client.get(page), client.post(page, filled_in())

    assert (shown.status_code, sent.status_code, Team.objects.count()) == (200, 409, 0)
    if language == "en":
        assert sentence in page_of(shown)
        assert sentence in page_of(sent)


def test_a_team_is_in_one_round_at_a_time_by_address_or_account(client):
    first, other = make_round(), make_round()
    user = make_user()
    make_team(first, email="Tulp@example.org", by=user)
    page = sign_up_page(other.courses.get(), language="en")

    by_address = client.post(page, filled_in(email="tulp@EXAMPLE.org"))
    client.force_login(user)
    by_account = client.post(page, filled_in())

    assert [by_address.status_code, by_account.status_code] == [302, 409]
    assert "already takes part in a round" in page_of(by_account)
    assert Team.objects.taking_part().count() == 1


@pytest.mark.parametrize("how", ["left", "settled"])
def test_a_team_that_left_or_was_placed_may_sign_up_again(client, how):
    first, other = make_round(), make_round()
    team, now = make_team(first, email="tulp@example.org"), timezone.now()
    if how == "left":
        Team.objects.filter(pk=team.pk).update(left_at=now)
    else:
        cancel = {"status": "cancelled", "ended_at": now, "cancelled_because": "Af."}
        Round.objects.filter(pk=first.pk).update(**cancel)

    client.post(sign_up_page(other.courses.get()), filled_in(email="tulp@example.org"))

    assert Team.objects.filter(round=other).count() == 1


def test_teams_without_an_address_are_nobodys_double(client):
    round = make_round()
    make_round_course(round)
    for course in round.courses.all():
        with override("nl"):
            client.post(sign_up_page(course), filled_in())

    assert Team.objects.count() == 2


def test_whoever_guesses_on_gets_no_answer_to_the_right_code_either(client, monkeypatch):
    monkeypatch.setattr("kennisstad.rounds.views.GUESSES", 3)
    right = sign_up_page(make_round().courses.get())
    code = right.rstrip("/").rpartition("/")[2]

    wrong = [client.get(right.replace(code, f"tulp-000{n}-brug-lamp")).status_code for n in range(3)]

    assert [*wrong, client.get(right).status_code] == [404, 404, 404, 429]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_form_says_how_long_names_are_kept_as_the_retention_file_does(client, language):
    (kept,) = [rule for rule in retention.rules() if rule.model == "rounds.TeamMember"]

    page = page_of(client.get(sign_up_page(make_round().courses.get(), language=language)))

    assert kept.how_long(language) in page


def test_whoever_signed_in_finds_the_own_team_again(client):
    round, student = make_round(), make_user()
    client.force_login(student)

    client.post(sign_up_page(round.courses.get()), filled_in())

    team = Team.objects.get()
    assert team.user == student
    with override("nl"):
        desk = page_of(client.get(reverse("workspace:home")))
    for page in (desk, page_of(client.get(at("round", round.pk)))):
        assert f'href="{team_page(team)}"' in page
    assert "Vragen voor het voorjaar" in desk


def test_nobody_finds_the_team_of_somebody_else(client):
    round = make_round()
    make_team(round, by=make_user())
    client.force_login(make_user())

    with override("nl"):
        pages = [client.get(reverse("workspace:home")), client.get(at("round", round.pk))]

    assert all(team_page(Team.objects.get()) not in page_of(page) for page in pages)
