# SPDX-License-Identifier: EUPL-1.2
"""Ranking: what a team filled in becomes its wishes, or it reads what is wrong and loses nothing."""

import pytest
from django.utils import timezone

from kennisstad.mail.models import Letter
from kennisstad.rounds import receipts
from kennisstad.rounds.models import Exclusion, Receipt, Round, RoundQuestion, Team
from tests.rounds.entering import (
    as_form,
    make_part,
    make_round,
    make_team,
    marks,
    page_of,
    parts,
    ranked,
    team_page,
)

LANGUAGES = ("nl", "en")
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
def test_wishes_are_saved_with_a_receipt(client, language):
    round = make_round()
    team = make_team(round)

    sent = client.post(team_page(team, "rank", language=language), as_form(marks(round, "2", "1", "not", "")))

    first, second, third, _fourth = parts(round)
    assert wishes(team) == {(second.pk, 1), (first.pk, 2), (third.pk, None)}
    receipt = Receipt.objects.get()
    assert receipt.wishes == {"wishes": [[2], [1]], "unwanted": [3]}
    assert receipts.digest_of(receipts.text_of(team, receipt.wishes, receipt.at)) == receipt.digest
    assert sent["Location"] == team_page(team, language=language) + "?saved=yes#receipt"
    assert receipt.digest in page_of(client.get(sent["Location"]))


@pytest.mark.parametrize(("allowed", "said"), [(3, 3), (10, 4)])
def test_a_team_is_asked_for_no_more_wishes_than_there_are_questions(client, allowed, said):
    round = make_round()
    Round.objects.update(most_wishes=allowed)

    page = page_of(client.get(team_page(make_team(round), language="en")))

    assert (round.questions.count(), f"at least 1, at most {said}." in page) == (4, True)


def wishes(team: Team) -> set[tuple[int, int | None]]:
    return set(team.wishes.values_list("question", "rank"))


def test_gaps_are_closed_with_a_note_and_equal_wishes_stay_equal(client):
    round = make_round()
    team = make_team(round)

    sent = client.post(team_page(team, "rank", language="en"), as_form(marks(round, "5", "2", "5", "")))

    first, second, third, _fourth = parts(round)
    assert wishes(team) == {(second.pk, 1), (first.pk, 2), (third.pk, 2)}
    assert "You left a number out." in page_of(client.get(sent["Location"]))


@pytest.mark.parametrize(
    ("filled_in", "fields", "sentence"),
    [
        (["1", "2", "3", "4"], {}, "Choose at most 3 questions; you gave 4 a number."),
        (["not", ""], {}, "Choose at least 1 question; you gave 0 a number."),
        (["1", "1"], {"ties_allowed": False}, "Two questions have the same number."),
        (["1", "first"], {}, "Choose a number from the list for this question."),
    ],
)
def test_what_cannot_be_saved_is_said_and_stays_filled_in(client, filled_in, fields, sentence):
    round = make_round(**fields)
    team = ranked(make_team(round), "", "1")
    before = wishes(team)

    sent = client.post(team_page(team, "rank", language="en"), as_form(marks(round, *filled_in)))

    assert (sent.status_code, wishes(team)) == (400, before)
    assert sentence in page_of(sent)
    shown = sent.context["ballot"]
    assert {entry.item.place: entry.mark for entry in [*shown.chosen, *shown.others] if entry.mark} == {
        number: mark for number, mark in enumerate(filled_in, 1) if mark
    }


def test_a_question_of_another_round_or_sent_twice_is_refused(client):
    round, other = make_round(), make_round()
    team = make_team(round)
    own, strange = parts(round)[0].pk, parts(other)[0].pk
    page = team_page(team, "rank", language="en")

    stranger = client.post(page, {f"wish-{own}": "1", f"wish-{strange}": "2"})
    twice = client.post(page, {f"wish-{own}": ["1", "2"]})
    no_number = client.post(page, {f"wish-{own}": "1", "wish-x": "2", "wish-": "1"})

    assert [stranger.status_code, twice.status_code, no_number.status_code] == [400, 400, 400]
    assert "a question that does not take part in this round" in page_of(stranger)
    assert "This question was sent twice." in page_of(twice)
    assert not team.wishes.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_filled_in_after_the_close_is_shown_and_what_is_on_record_stays(client, language):
    round = make_round()
    team = ranked(make_team(round), "1")
    before = wishes(team)
    Round.objects.update(closes_at=timezone.now())

    sent = client.post(team_page(team, "rank", language=language), as_form(marks(round, "", "1")))

    assert (sent.status_code, wishes(team), Receipt.objects.count()) == (409, before, 1)
    page = page_of(sent)
    refused = page[page.index('id="refused"') : page.index('id="receipt"')]
    title = {"nl": "Vraag nummer 2?", "en": parts(round)[1].question.text_in("en").title}[language]
    assert title in refused[: refused.index("</ol>")]
    if language == "en":
        assert "This round is closed: wishes can no longer be changed." in refused
        assert "Nothing that was on record is lost" in refused


def test_moving_by_button_keeps_what_is_filled_in_and_saves_nothing(client):
    round = make_round()
    team = make_team(round)
    second = parts(round)[1]

    sent = client.post(
        team_page(team, "rank", language="en"), as_form(marks(round, "1", "2", "", "not")) | {"up": second.pk}
    )

    shown = sent.context["ballot"]
    assert [(entry.item.place, entry.mark) for entry in shown.chosen] == [(2, "1"), (1, "2")]
    assert [(entry.item.place, entry.mark) for entry in shown.others] == [(3, ""), (4, "not")]
    assert "Moved, and not saved yet." in page_of(sent)
    assert not team.wishes.exists()


@pytest.mark.parametrize("strange", ["0", "999999", "x", "9" * 40, "²"])
def test_a_move_of_what_is_not_there_harms_nothing(client, strange):
    team = make_team(make_round())

    assert client.post(team_page(team, "rank"), {"up": strange}).status_code in (200, 400)


def test_a_wish_that_this_team_cannot_get_is_named_before_it_is_saved(client):
    round = make_round()
    team = make_team(round, works_in=["nl"])
    level, language, window, apart = parts(round)
    RoundQuestion.objects.filter(pk=level.pk).update(levels=["master"])
    RoundQuestion.objects.filter(pk=language.pk).update(languages=["en"])
    window.question.needed_by = team.course.offering.starts_on
    window.question.save()
    Exclusion.objects.create(team=team, question=apart, reason="Eén van u werkt daar.")

    page = page_of(client.get(team_page(team, language="en")))

    assert "It asks for another level: master. Your course is: university bachelor." in page
    assert "It can only be worked on in: English." in page
    assert "The answer is needed by" in page
    assert "Eén van u werkt daar." in page
    assert "You gave a number to something that your team cannot get" not in page


def test_a_team_that_left_ranks_no_more(client):
    round = make_round()
    team = make_team(round)
    Team.objects.update(left_at=timezone.now())

    assert client.post(team_page(team, "rank"), as_form(marks(round, "1"))).status_code == 409
    assert not team.wishes.exists()


def test_a_number_that_passed_to_another_question_is_saved_again(client):
    """The receipt would be the same, and the wish is not: it went with the first question."""
    round = make_round()
    team = ranked(make_team(round), "", "", "", "1")
    parts(round)[-1].delete()
    other = make_part(round, 4)

    client.post(team_page(team, "rank"), as_form(marks(round, "", "", "", "1")))

    assert wishes(team) == {(other.pk, 1)}
    assert team.receipts.count() == 2


def test_a_team_cannot_fill_a_strangers_letter_box(client):
    team = make_team(make_round(), email="stranger@example.org")

    for number in range(45):
        sent = client.post(
            team_page(team, "rank"), as_form(marks(team.round, *(("1", "2") if number % 2 else ("2", "1"))))
        )

    assert sent.status_code == 429
    assert Letter.objects.filter(to="stranger@example.org").count() <= 41
