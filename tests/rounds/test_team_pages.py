# SPDX-License-Identifier: EUPL-1.2
"""What visitors and teams read of a round, from its opening to its last answer."""

import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import Role, User
from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.rounds.allocation.digest import digest
from kennisstad.rounds.allocation.reading import read
from kennisstad.rounds.allocation.solve import solve
from kennisstad.rounds.models import Appeal, AppealOutcome, Exclusion, Round, RoundQuestion, Team
from tests.making import make_partner, make_user
from tests.rounds.entering import (
    at,
    make_round,
    make_team,
    page_of,
    parts,
    published,
    ranked,
    team_page,
)

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_round_says_its_rule_its_seed_and_its_days_and_nothing_of_teams(client, language):
    round = make_round(seed=424242)
    ranked(make_team(round, name="De Geheimen"), "1", "2")

    listed, page = (client.get(at(name, *args, language=language)) for name, args in PAGES(round))

    assert (listed.status_code, page.status_code) == (200, 200)
    assert ("424242" in page_of(page), round.seed_fingerprint in page_of(page)) == (False, True)
    assert "De Geheimen" not in page_of(page) + page_of(listed)
    assert dict(client.cookies) == {}


def test_a_round_says_until_when_each_answer_is_needed(client):
    round = make_round(questions=2)
    asked = parts(round)[0].question
    asked.needed_by = date(2031, 5, 1)
    asked.save()

    assert page_of(client.get(at("round", round.pk))).count("nodig op donderdag 1 mei 2031") == 1


def PAGES(round: Round):
    return [("rounds", ()), ("round", (round.pk,))]


@pytest.mark.parametrize("status", ["draft", "open", "closed"])
def test_no_plan_is_shown_before_it_is_published(client, status):
    round = make_round(status=status)

    assert [client.get(at(name, round.pk)).status_code for name in ("plan", "instance")] == [404, 404]
    assert "plan.json" not in page_of(client.get(at("round", round.pk)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_published_plan_is_told_by_number_and_can_be_made_again(client, language):
    round = make_round()
    teams = [ranked(make_team(round, name=f"Geheim {n}"), "1", "2") for n in range(3)]
    published(round)

    page, plan = client.get(at("round", round.pk, language=language)), client.get(at("plan", round.pk))

    assert "Geheim" not in page_of(page) + plan.content.decode()
    told = json.loads(plan.content)
    assert (told["plan"], told["seed"], told["policy"]) == (round.run.plan, 2027, "generous")
    assert told["instance"] == json.loads(round.run.instance)
    assert len(told["plan"]) == len(teams)
    instance, policy, seed = read(client.get(at("instance", round.pk)).content.decode())
    assert digest(instance, policy, seed) == told["digest"]
    assert solve(instance, policy, seed=seed).plan == told["plan"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_reads_which_question_is_its_own_and_why(client, language):
    round = make_round(questions=1)
    teams = [ranked(make_team(round), "1") for _ in range(3)]
    published(round)

    pages = [page_of(client.get(team_page(team, language=language))) for team in teams]

    own = {"nl": "Uw vraag", "en": "Your question"}[language]
    none = {"nl": "Uw team heeft geen vraag", "en": "Your team has no question"}[language]
    assert [own in page for page in pages] == [str(team.number) in round.run.plan for team in teams]
    assert [none in page for page in pages] == [str(team.number) not in round.run.plan for team in teams]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_reads_wish_by_wish_who_has_what_it_wanted(client, language):
    round = make_round(questions=2, policy="stable", seed=7)
    RoundQuestion.objects.filter(round=round).update(upper=1)
    teams = {str(number): ranked(make_team(round), "1", "2") for number in (1, 2)}
    plan = published(round).run.plan
    (first,) = [team for team, place in plan.items() if place == "1"]
    (second,) = teams.keys() - {first}

    page = page_of(client.get(team_page(teams[second], language=language)))

    said = f"team {first} (before you by lot 1; yours is 2)" if language == "en" else f"team {first} ("
    assert said in page


def test_why_a_coordinator_keeps_a_team_from_a_question_is_read_by_that_team_alone(client):
    round = make_round(questions=2)
    kept, other = (ranked(make_team(round), "1", "2") for _turn in range(2))
    reason = "Eén van u werkt bij deze vrager."
    Exclusion.objects.create(team=kept, question=parts(round)[0], reason=reason)
    published(round)

    pages = [client.get(team_page(kept)), client.get(team_page(other)), client.get(at("round", round.pk))]
    files = [client.get(at(name, round.pk)) for name in ("plan", "instance")]

    assert [reason in page_of(answer) for answer in pages + files] == [True, False, False, False, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_appeals_once_at_a_time_and_reads_the_answer(client, language):
    round = make_round()
    team = ranked(make_team(round), "1")
    published(round)
    address = team_page(team, "appeal", language=language)

    empty = client.post(address, {"words": " "})
    sent = client.post(address, {"words": "Onze eerste wens is vergeten."})
    again = client.post(address, {"words": "Nog een keer."})

    assert (empty.status_code, sent.status_code, again.status_code) == (400, 302, 409)
    assert "Nog een keer." in page_of(again)
    made = Appeal.objects.get()
    assert (made.team, made.words) == (team, "Onze eerste wens is vergeten.")
    Appeal.objects.update(outcome=AppealOutcome.REJECTED, answer="Nee, want vol.", answered_at=made.at)
    assert "Nee, want vol." in page_of(client.get(team_page(team, language=language)))


def test_an_appeal_before_the_plan_is_published_is_refused(client):
    team = make_team(make_round())

    assert client.post(team_page(team, "appeal"), {"words": "Nu al"}).status_code == 409
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_leaves_after_it_was_asked_once_more(client, language):
    team = make_team(make_round(), email="tulp@example.org", members=["Ada"])
    address = team_page(team, "leave", language=language)

    asked = client.get(address)
    assert (asked.status_code, Team.objects.get().left_at) == (200, None)
    client.post(address)

    team.refresh_from_db()
    assert (team.left_at is None, team.email, team.members.count()) == (False, "", 0)
    assert client.get(team_page(team, language=language)).status_code == 200
    assert client.post(address).status_code == 409


def test_no_one_leaves_a_round_that_is_closed(client):
    round = make_round()
    team = make_team(round)
    Round.objects.update(status="closed")

    assert client.post(team_page(team, "leave")).status_code == 409
    assert Team.objects.get().left_at is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", ["open", "closed", "cancelled"])
def test_a_teams_page_opens_wherever_the_round_stands(client, language, status):
    round = make_round()
    team = ranked(make_team(round), "1")
    ended = {"ended_at": team.changed_at, "cancelled_because": "Te weinig teams."}
    Round.objects.update(status=status, **(ended if status == "cancelled" else {}))

    page = client.get(team_page(team, language=language))

    assert page.status_code == 200
    assert ("Te weinig teams." in page_of(page)) == (status == "cancelled")
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_refused_about_a_code_is_kept_nowhere_either(client, language, monkeypatch):
    team = make_team(make_round())
    page = team_page(team, language=language)
    wrong = page.replace(page.rstrip("/").rpartition("/")[2], "tulp-0000-brug-lamp")
    monkeypatch.setattr("kennisstad.rounds.team_views.GUESSES", 1)

    refused = [client.get(page), client.post(page), client.get(wrong), client.get(page)]

    assert [answer.status_code for answer in refused] == [200, 405, 404, 429]
    for answer in refused:
        kept = (answer["Cache-Control"], answer["Referrer-Policy"], answer["X-Robots-Tag"])
        assert kept == ("no-store", "no-referrer", "noindex")


@pytest.mark.parametrize("name", ["team", "rank", "leave", "appeal"])
def test_a_refusal_before_the_page_of_a_team_is_reached_is_kept_by_nobody_either(name):
    """A post without a token, from another site: it is refused before the view has its say."""
    page = team_page(make_team(make_round()), name)

    answer = Client(enforce_csrf_checks=True).post(page, headers={"Sec-Fetch-Site": "cross-site"})

    kept = tuple(answer.get(header) for header in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag"))
    assert (answer.status_code, kept) == (403, ("no-store", "no-referrer", "noindex"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_finds_its_page_by_its_code(client, language):
    team = make_team(make_round())
    code = team_page(team).rstrip("/").rpartition("/")[2]

    found = client.post(at("find_team", language=language), {"code": code.upper().replace("-", " ")})
    wrong = client.post(at("find_team", language=language), {"code": "tulp-0000-brug-lamp"})

    assert found["Location"] == team_page(team, language=language)
    assert wrong.status_code == 400


@pytest.mark.parametrize("count", [1, 4])
def test_a_published_teams_page_takes_as_many_queries_however_many_teams(
    client, count, django_assert_num_queries
):
    round = make_round()
    teams = [ranked(make_team(round), "1", "2", "3", "not") for _ in range(count)]
    published(round)
    client.get(team_page(teams[0]))

    with django_assert_num_queries(16):
        client.get(team_page(teams[0]))


@pytest.mark.parametrize(("language", "subject"), [("nl", "Bezwaar van team 1"), ("en", "Appeal of team 1")])
def test_the_coordinators_of_the_round_hear_that_a_team_appeals(client, language, subject):
    round = make_round()
    team = ranked(make_team(round), "1")
    published(round)
    own = make_user(
        Role.COORDINATOR, partner=round.organiser, email="coordinator@example.org", language=language
    )
    make_user(Role.COORDINATOR, partner=make_partner(), email="elders@example.org")

    client.post(team_page(team, "appeal"), {"words": "Onze eerste wens is vergeten."})

    letter = Letter.objects.get()
    assert (letter.to, letter.language) == (own.email, language)
    assert letter.subject.startswith(subject)
    # What a team wrote, and its way in, stay at the desk.
    assert "Onze eerste wens" not in letter.body
    with override(language):
        assert reverse("workspace:round", args=[round.pk]) in letter.body
    assert Event.objects.filter(kind="team.appealed").count() == 1


def test_without_a_coordinator_to_write_to_the_brokers_hear_of_an_appeal(client):
    round = make_round()
    team = ranked(make_team(round), "1")
    published(round)
    brokers = {user.email for user in User.objects.filter(roles__role=Role.BROKER)}

    client.post(team_page(team, "appeal"), {"words": "Onze eerste wens is vergeten."})

    assert {letter.to for letter in Letter.objects.all()} == brokers


def test_a_long_plan_is_read_fifty_questions_at_a_time(client):
    round = make_round(questions=51)
    ranked(make_team(round), "", "1")
    published(round)

    first, second = (page_of(client.get(at("round", round.pk) + f"?page={number}")) for number in (1, 2))

    assert ("50. Vraag nummer 50?" in first, "51. Vraag nummer 51?" in first) == (True, False)
    assert ("51. Vraag nummer 51?" in second, "Pagina 2 van 2" in second) == (True, True)
