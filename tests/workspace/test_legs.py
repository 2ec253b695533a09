# SPDX-License-Identifier: EUPL-1.2
"""At the desk: the broker cuts a question into parts, and sets the terms for courses and askers."""

import pytest

from kennisstad.accounts.models import Role
from kennisstad.citylab.models import Question, Status, Terms
from kennisstad.mail.models import Letter
from tests.making import make_legs, make_question, make_user
from tests.website.making import main

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]


@pytest.fixture
def desk(desk_of):
    return desk_of(make_user(Role.BROKER))


def parts(*turns, **changes):
    """What a broker fills in for parts with these turns."""
    filled_in = {"number_of": len(turns)}
    for number, turn in enumerate(turns, start=1):
        filled_in |= {
            f"turn_{number}": turn,
            f"form_{number}": "course",
            f"level_{number}": "",
            f"title_{number}_nl": f"Deel {number}",
            f"discipline_{number}_nl": "Sociologie",
            f"hand_over_{number}_nl": "De lijst",
        }
    return filled_in | changes


def test_a_broker_cuts_a_question_and_the_asker_hears_it(desk):
    question = make_question(email="asker@example.org")
    offered = desk.see("question", pk=question.pk).content.decode()
    assert f"/werkplek/vragen/{question.pk}/delen/" in offered

    given = parts(1, 1, 2, message_nl="Drie vakken doen elk een stuk")
    assert desk.press("split", given, pk=question.pk).status_code == 302

    legs = Question.objects.in_chain()
    assert [(leg.leg_of, leg.leg_order, leg.status, str(leg)) for leg in legs] == [
        (question, 1, Status.OPEN, "Deel 1"),
        (question, 1, Status.OPEN, "Deel 2"),
        (question, 2, Status.WAITING, "Deel 3"),
    ]
    assert [leg.texts.get().hand_over for leg in legs] == ["De lijst"] * 3
    assert "Drie vakken doen elk een stuk" in Letter.objects.get().body
    page = desk.see("parts", pk=question.pk)
    assert [leg.question for leg, _drop, _replace in page.context["legs"]] == list(legs)
    assert [row.question for row in desk.see("desk", "?tray=in-legs").context["rows"]] == [question]


@pytest.mark.parametrize(
    ("turns", "hand_over"), [((), [True, False]), ((1, 1, 2), [True, True, False]), ((2, 1), [False, True])]
)
def test_what_must_be_filled_in_is_not_called_optional(desk, turns, hand_over):
    question = make_question()
    page = (
        desk.press("split", parts(*turns, title_1_nl="", discipline_1_nl=""), pk=question.pk)
        if turns
        else desk.see("parts", pk=question.pk)
    )

    labels = {
        label.attributes.get("for"): "(hoeft niet)" not in label.text for label in main(page).all("label")
    }
    numbers = range(1, len(hand_over) + 1)
    assert all(labels[f"split-title_{number}_nl"] for number in numbers)
    assert [labels[f"split-hand_over_{number}_nl"] for number in numbers] == hand_over
    assert not any(labels[f"split-body_{number}_nl"] for number in numbers)


def test_one_part_more_keeps_what_was_filled_in(desk):
    question = make_question()

    page = desk.press("split", parts(1, 2, title_1_nl="Hoeveel bankjes?", more="1"), pk=question.pk)

    form = page.context["split"]
    assert (page.status_code, form.number, form["title_1_nl"].value()) == (200, 3, "Hoeveel bankjes?")
    assert not form.errors
    assert not question.legs.exists()


def test_six_parts_are_the_most_however_often_one_asks(desk):
    question = make_question()

    def number_after(told):
        page = desk.press("split", {"number_of": told, "more": "1"}, pk=question.pk)
        return page.context["split"].number

    assert [number_after(told) for told in (5, 6, 99, "x", "²")] == [6, 6, 6, 3, 3]


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        (parts(1, 3), 409, "zonder gat"),
        (parts(1, 2, title_2_nl=""), 400, "ook in deze taal een titel"),
        (parts(1, 2, hand_over_1_nl=""), 400, "wat deel 1 doorgeeft"),
        (parts(1, 2, title_1_nl="", discipline_1_nl="", hand_over_1_nl=""), 400, "Deel 1 heeft geen titel"),
        (parts(1, 2, turn_1="nul"), 400, "getal"),
        (parts(1, 2, form_1="essay"), 400, "Selecteer"),
        (parts(1, 2, title_1_nl="x" * 141), 400, "140"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(desk, given, status, said):
    question = make_question()

    page = desk.press("split", given, pk=question.pk)

    assert (page.status_code, Question.objects.count()) == (status, 1)
    assert said in page.content.decode()
    assert "Sociologie" in page.content.decode()


def test_the_same_form_pressed_twice_cuts_once(desk):
    question = make_question()
    key = "5d1e4f62-3fc5-4d7c-9f0e-0b9a1f4f9f55"

    for _ in range(2):
        assert desk.press("split", parts(1, 2, key=key), pk=question.pk).status_code == 302

    assert Question.objects.in_chain().count() == 2


def test_a_part_is_left_out_or_replaced(desk):
    one, two = make_legs(orders=(1, 2))
    whole = one.leg_of

    assert desk.press("drop_leg", {"message_nl": "Niet nodig"}, pk=one.pk).status_code == 302
    new = {"form_1": "minor", "level_1": "", "title_1_nl": "Anders"}
    assert desk.press("replace_leg", new, pk=two.pk).status_code == 302

    assert [(leg.status, str(leg)) for leg in Question.objects.in_chain()] == [
        (Status.WITHDRAWN, "Een deel"),
        (Status.WITHDRAWN, "Een deel"),
        (Status.OPEN, "Anders"),
    ]
    page = desk.press("drop_leg", pk=Question.objects.in_chain().last().pk)
    assert (page.status_code, "laatste deel" in page.content.decode()) == (409, True)
    assert desk.press("join_again", pk=whole.pk).status_code == 302
    whole.refresh_from_db()
    assert (whole.status, whole.legs.in_chain().count()) == (Status.OPEN, 0)


def test_a_parts_own_desk_says_of_what_it_is_a_part_and_offers_what_fits(desk):
    one, _two = make_legs(orders=(1, 2), title="De hele vraag")

    page = desk.see("question", pk=one.pk)

    assert [choice.name for choice in page.context["outcomes"]] == ["advise"]
    assert "deel 1 van 2" in page.content.decode()
    assert "De hele vraag" in page.content.decode()
    assert desk.see("parts", pk=one.pk).status_code == 302
    assert [choice.name for choice in desk.see("question", pk=one.leg_of_id).context["outcomes"]] == []


def test_a_question_becomes_a_thesis(desk):
    question = make_question()

    assert desk.press("enlarge", {"form": "thesis"}, pk=question.pk).status_code == 302

    question.refresh_from_db()
    assert question.form == "thesis"
    assert desk.press("enlarge", {"form": "essay"}, pk=question.pk).status_code == 400


def test_terms_are_set_and_shown(desk):
    given = {"answer_days": 10, "remind_days": 3, "teams_per_asker": 2}

    assert desk.press("terms", given).status_code == 302

    terms = Terms.objects.get()
    assert (terms.answer_days, terms.remind_days, terms.teams_per_asker) == (10, 3, 2)
    assert desk.see("terms").context["form"]["answer_days"].value() == 10


@pytest.mark.parametrize(
    "given", [{"remind_days": 10}, {"answer_days": 0}, {"teams_per_asker": 0}, {"answer_days": "veel"}]
)
def test_terms_that_cannot_be_are_refused_in_words(desk, given):
    page = desk.press("terms", {"answer_days": 10, "remind_days": 3, "teams_per_asker": 2} | given)

    assert (page.status_code, Terms.objects.exists()) == (400, False)
    assert b"error-summary" in page.content
