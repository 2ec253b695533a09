# SPDX-License-Identifier: EUPL-1.2
"""Receipts: one for each change, provable by anyone with the text, and in the mail for who wants it."""

from hashlib import sha256

import pytest

from kennisstad.mail.models import Letter
from kennisstad.rounds import receipts
from kennisstad.rounds.models import Receipt
from tests.rounds.entering import make_round, make_team, page_of, ranked, team_page

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "en")


def test_the_text_says_what_was_saved_and_anyone_can_compute_its_digest():
    round = make_round()
    team = ranked(make_team(round), "2", "1", "2", "not")

    receipt = Receipt.objects.get()
    text = receipts.text_of(team, receipt.wishes, receipt.at)
    assert text.splitlines() == [
        "kennisstad receipt 1",
        f"round {round.pk}",
        "team 1",
        f"at {receipt.at.isoformat(timespec='microseconds')}",
        "wishes 2 > 1 = 3",
        "unwanted 4",
    ]
    assert sha256(text.encode()).hexdigest() == receipt.digest


def test_the_same_wishes_again_are_the_same_receipt_and_other_ones_another():
    team = make_team(make_round())
    for filled_in in (["1", "2"], ["1", "2"], ["1", "9"], ["2", "1"], ["1", "2"]):
        ranked(team, *filled_in)

    kept = [receipts.order_of(receipt.wishes) for receipt in Receipt.objects.order_by("pk")]
    assert kept == ["1 > 2", "2 > 1", "1 > 2"]
    assert len(set(Receipt.objects.values_list("digest", flat=True))) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_is_mailed_in_the_teams_language_when_there_is_an_address(language):
    ranked(make_team(make_round(), email="tulp@example.org", language=language), "2", "1")
    ranked(make_team(make_round()), "1")

    letter = Letter.objects.order_by("-pk").first()
    receipt = Receipt.objects.order_by("pk").first()
    assert (letter.to, letter.language, Letter.objects.count()) == ("tulp@example.org", language, 2)
    assert receipt.digest in letter.body
    titles = {"nl": ["1. 2. Vraag nummer 2?", "2. 1. Vraag nummer 1?"], "en": ["1. 2. About question"]}
    assert all(title in letter.body for title in titles[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_checks_a_receipt_by_its_first_signs(client, language):
    team = make_team(make_round())
    ranked(team, "1", "2")
    ranked(team, "2", "1")
    old, last = Receipt.objects.order_by("pk")
    page = team_page(team, language=language)

    def checked(typed: str) -> Receipt | None:
        answer = client.get(page, {"check": typed})
        assert answer.status_code == 200
        return answer.context["checked"]["receipt"]

    assert checked(old.digest) == old
    assert checked(f" {last.digest[:12].upper()} ") == last
    assert [checked(last.digest[:11]), checked("0" * 64), checked("")] == [None, None, None]
    assert "1 > 2" in page_of(client.get(page, {"check": old.digest}))


def test_a_team_does_not_see_the_receipt_of_another(client):
    round = make_round()
    ranked(make_team(round), "1")
    other = ranked(make_team(round), "2")
    strange = Receipt.objects.exclude(team=other).get()

    page = client.get(team_page(other), {"check": strange.digest})

    assert page.context["checked"]["receipt"] is None
