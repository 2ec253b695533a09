# SPDX-License-Identifier: EUPL-1.2
"""Nobody sees the seed while teams can sign up: only its fingerprint, by which everybody checks it later."""

import html
import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.rounds.actions import steps
from kennisstad.rounds.models import Status
from kennisstad.rounds.replaying import replay
from tests.making import MONDAY, make_partner, make_user
from tests.rounds.entering import sign_up_page, team_page
from tests.rounds.running import ARRANGEMENTS, SETTLED_AT, computed, make_round, make_team, run_until

pytestmark = pytest.mark.django_db
SEED = 4242424242424242
SALT = "00112233445566778899aabbccddeeff"
FINGERPRINT = sha256(f"{SEED}:{SALT}".encode()).hexdigest()
EVERYWHERE = ("draft", "open", "closed", "computed", "published", "settled", "cancelled")


def standing(status):
    round = make_round(make_partner(), seed=SEED, questions=1)
    _salted(round)
    if status != Status.DRAFT:
        make_team(round, 1, email="team@example.org")
        run_until(round, Status.OPEN if status == Status.CANCELLED else status)
    if status == Status.CANCELLED:
        steps.cancel(round, reason="Te weinig teams.", by=make_user(), at=MONDAY)
    return round


def _salted(round):
    round.seed_salt = SALT
    round.save()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def read(client, *addresses):
    answers = [client.get(address) for address in addresses]
    return "".join(one.content.decode() for one in answers if one.status_code == 200)


def public_pages(round, capsys):
    pages = []
    for language in ("nl", "en"):
        with override(language):
            names = ("rounds:round", "rounds:plan", "rounds:instance")
            pages += [reverse(name, args=[round.pk]) for name in names] + [reverse("rounds:rounds")]
    return read(Client(), *pages)


def pages_of_a_team(round, capsys):
    course, teams = round.courses.get(), round.teams.all()
    return read(Client(), sign_up_page(course), *(team_page(team) for team in teams))


def desk_of_the_coordinator(round, capsys):
    client = signed_in(make_user(Role.COORDINATOR, partner=round.organiser))
    names = ("round", "round_parts", "round_teams", "round_plans")
    pages = [reverse(f"workspace:{name}", args=[round.pk]) for name in names]
    numbers = round.runs.values_list("number", flat=True)
    return read(client, *pages, *(reverse("workspace:round_plan", args=[round.pk, one]) for one in numbers))


def journal(round, capsys):
    return read(signed_in(make_user(Role.ADMINISTRATOR)), reverse("workspace:journal"))


def letters(round, capsys):
    return "".join(f"{letter.subject} {letter.body}" for letter in Letter.objects.all())


def command_line(round, capsys):
    call_command("round_show", round.pk)
    call_command("round_show", round.pk, "--json")
    call_command("round_list", "--json")
    return capsys.readouterr().out


NEVER, FROM_THE_CLOSE = (), ("closed", "computed", "published", "settled")
PLACES = {
    # Where: from when the seed can be read, and its fingerprint.
    public_pages: (("closed", "computed", "published", "settled", "cancelled"), EVERYWHERE[1:]),
    pages_of_a_team: (("published", "settled"), NEVER),
    desk_of_the_coordinator: ((*FROM_THE_CLOSE, "cancelled"), EVERYWHERE[1:]),
    journal: (FROM_THE_CLOSE, EVERYWHERE[1:]),
    letters: (NEVER, NEVER),
    command_line: ((*FROM_THE_CLOSE, "cancelled"), EVERYWHERE),
}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
@pytest.mark.parametrize("status", EVERYWHERE)
def test_where_the_seed_can_be_read(status, place, capsys):
    round = standing(Status(status))
    seed, fingerprint = PLACES[place]

    said = place(round, capsys)

    assert (str(SEED) in said, FINGERPRINT in said) == (status in seed, status in fingerprint)
    # The salt is told with the seed, in the same places; before, whoever had it could try every seed.
    tells_salt = status in seed and place is not pages_of_a_team
    assert (SALT in said) == tells_salt


def test_the_page_says_how_anyone_checks_the_number(client):
    round = standing(Status.CLOSED)

    with override("nl"):
        page = client.get(reverse("rounds:round", args=[round.pk])).content.decode()

    assert f"printf '%s' {SEED}:{SALT} | sha256sum" in html.unescape(page)


def test_who_opens_a_round_on_the_command_line_reads_the_fingerprint_alone(capsys):
    now = timezone.now()
    round = make_round(seed=SEED, **_days_after(now))
    _salted(round)

    call_command("round_open", round.pk)

    said = capsys.readouterr().out
    assert said == f"Round {round.pk} is open. The SHA-256 of its seed with a salt is {FINGERPRINT}\n"


def test_who_opens_a_round_early_reads_from_when_teams_can_sign_up(capsys):
    begins = timezone.now() + timedelta(days=3)
    round = make_round(seed=SEED, **_days_after(begins))
    _salted(round)
    day = timezone.localdate(round.opens_at)

    call_command("round_open", round.pk)

    said = capsys.readouterr().out
    assert said == (
        f"Round {round.pk} is open. Teams can sign up from {day}."
        f" The SHA-256 of its seed with a salt is {FINGERPRINT}\n"
    )


def _days_after(now):
    moved = now - ARRANGEMENTS.opens_at
    names = ("opens_at", "closes_at", "publish_on", "appeals_until", "starts_on", "ends_on")
    return {name: getattr(ARRANGEMENTS, name) + moved for name in names}


def test_a_round_that_opens_again_gets_another_seed_and_tells_its_teams():
    round = standing(Status.COMPUTED)
    first = round.run

    steps.reopen(round, closes_at=SETTLED_AT, by=make_user(), at=MONDAY + timedelta(days=1))

    assert (round.seed == SEED, round.seed_salt == SALT, round.told_seed, round.told_proof) == (
        False,
        False,
        None,
        None,
    )
    assert Event.objects.get(kind="round.reopened").facts == {"seed_sha256": round.seed_fingerprint}
    letter = Letter.objects.get()
    assert "nieuw getal getrokken" in letter.body
    assert str(round.seed) not in letter.body
    steps.close(round, by=None, at=SETTLED_AT)
    assert replay(first).is_same


def test_moving_the_close_of_an_open_round_keeps_its_seed():
    round = standing(Status.OPEN)

    steps.close_at(round, closes_at=SETTLED_AT, by=make_user(), at=MONDAY)

    assert (round.seed, "nieuw getal" in Letter.objects.get().body) == (SEED, False)


def _another_seed(round):
    round.seed += 1
    round.save()


def _another_salt(round):
    round.seed_salt = "f" * 32
    round.save()


TAMPERED = [
    # What was done between opening and computing, and what `round verify` says of it.
    (lambda round: None, []),
    (_another_salt, ["The SHA-256 of the seed is "]),
    (_another_seed, [f"The SHA-256 of the seed is {sha256(f'{SEED + 1}:{SALT}'.encode()).hexdigest()},"]),
]


@pytest.mark.parametrize(("tamper", "said"), TAMPERED, ids=["nothing", "another-salt", "another-seed"])
def test_a_replay_holds_the_seed_against_what_was_published_beforehand(tamper, said):
    round = standing(Status.CLOSED)
    tamper(round)

    found = replay(computed(round))

    assert [sentence[: len(wanted)] for sentence, wanted in zip(found.differences, said, strict=True)] == said


def test_a_computation_of_which_nothing_was_published_beforehand_says_so():
    round = standing(Status.DRAFT)
    make_team(round, 1)
    round.status = Status.CLOSED
    round.save()

    found = replay(computed(round))

    assert found.differences == ("The journal holds no SHA-256 of the seed from before this computation.",)


def test_a_plan_as_data_holds_both(client):
    round = standing(Status.SETTLED)

    plan = json.loads(client.get(reverse("rounds:plan", args=[round.pk])).content)

    assert (plan["seed"], plan["seed_salt"], plan["seed_sha256"]) == (SEED, SALT, FINGERPRINT)


def test_a_seed_that_can_be_guessed_is_not_found_by_trying_it_against_its_fingerprint():
    """Two rounds with the same seed, as small as somebody would choose it, tell nothing of each other."""
    rounds = [make_round(seed=7) for _ in range(2)]

    told = {round.seed_fingerprint for round in rounds}

    assert len(told) == 2
    assert told.isdisjoint(
        sha256(f"{seed}{end}".encode()).hexdigest() for seed in range(10) for end in ("", ":")
    )
    assert {len(bytes.fromhex(round.seed_salt)) for round in rounds} == {16}
