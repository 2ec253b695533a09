# SPDX-License-Identifier: EUPL-1.2
"""A question too large for one course is cut into legs and run as a relay."""

import json
from datetime import timedelta

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.citylab import actions, legs, placing, queries, returning
from kennisstad.citylab.following import code_of
from kennisstad.citylab.leg_plans import LegPlan, Unreadable, Wrong, read, wrong_with
from kennisstad.citylab.models import ProposalStatus, Question, Status
from kennisstad.education.calendar.window import Form
from kennisstad.mail.models import Letter
from kennisstad.projects import actions as projects
from kennisstad.web.refusals import NotNow
from tests.making import (
    MONDAY,
    RESULT_WORDS,
    make_course,
    make_district,
    make_question,
    make_result,
    make_user,
)

PLACE = {"nl": {"place": "Buurthuis"}, "en": {"place": "Community centre"}}


def plan(order=1, title="Deel", hand_over="De lijst", **fields):
    words = {"nl": {"title": title, "body": "", "discipline": "Sociologie", "hand_over": hand_over}}
    return LegPlan(order=order, words=words, **fields)


def cut(*orders, **fields):
    """Make a question and cut it into legs with these orders."""
    whole = make_question(**fields)
    made = legs.split(whole, plans=[plan(order) for order in orders], messages={}, by=make_user(), at=MONDAY)
    return whole, made


def place(leg):
    leg.refresh_from_db()
    proposal = placing.propose(leg, course=make_course(), note_to_course="", by=None, at=MONDAY)
    project = placing.accept(proposal, by=None, at=MONDAY)
    projects.start(project, by=None, at=MONDAY)
    return project


def hand_over(project):
    return returning.hand_over(project, words=RESULT_WORDS, on=MONDAY.date(), by=None, at=MONDAY)


def give_back(project):
    returning.give_back(project, words=PLACE, on=MONDAY.date(), form="meeting", by=None, at=MONDAY)


def states(whole):
    return [leg.status for leg in whole.legs.in_chain()]


@pytest.mark.django_db
def test_legs_of_the_first_turn_open_and_the_others_wait():
    district = make_district()

    whole, made = cut(1, 1, 2, districts=[district], email="asker@example.org")

    assert (whole.status, states(whole)) == (Status.IN_LEGS, [Status.OPEN, Status.OPEN, Status.WAITING])
    assert [leg.part for leg in made] == [(1, 3), (2, 3), (3, 3)]
    assert [list(leg.districts.all()) for leg in made] == [[district]] * 3
    assert not any(hasattr(leg, "contact") for leg in made)
    assert Letter.objects.get().to == "asker@example.org"
    assert set(Question.objects.seeking()) == set(made)


@pytest.mark.django_db
def test_a_later_leg_opens_when_all_of_the_former_turn_have_handed_over():
    whole, (one, other, last) = cut(1, 1, 2, email="asker@example.org")
    first, second = place(one), place(other)

    hand_over(first)
    assert states(whole)[2] == Status.WAITING
    Letter.objects.all().delete()
    hand_over(second)

    assert states(whole) == [Status.PLACED, Status.PLACED, Status.OPEN]
    assert list(Event.objects.filter(kind="leg.opened").order_by("pk").values_list("subject", flat=True)) == [
        f"question:{last.pk}"
    ]
    letter = Letter.objects.get()
    assert (letter.to, "deel 3 van 3" in letter.subject) == ("asker@example.org", True)


@pytest.mark.django_db
def test_the_whole_is_given_back_with_its_last_leg():
    whole, (one, two) = cut(1, 2)
    first = place(one)
    hand_over(first)
    second = place(two)
    give_back(first)
    hand_over(second)
    whole.refresh_from_db()
    assert whole.status == Status.IN_LEGS

    give_back(second)

    whole.refresh_from_db()
    assert (whole.status, whole.project, whole.ended_at) == (Status.GIVEN_BACK, second, MONDAY)
    assert [step.status for step in whole.steps.in_order()] == [Status.IN_LEGS, Status.GIVEN_BACK]


@pytest.mark.django_db
def test_a_leg_can_be_left_out_and_the_chain_goes_on():
    _whole, (one, two) = cut(1, 2, email="asker@example.org")
    proposal = placing.propose(one, course=make_course(), note_to_course="", by=None, at=MONDAY)

    legs.drop(one, messages={"nl": "Niet meer nodig"}, by=make_user(), at=MONDAY)

    one.refresh_from_db(), two.refresh_from_db(), proposal.refresh_from_db()
    assert (one.status, two.status) == (Status.WITHDRAWN, Status.OPEN)
    assert (proposal.status, two.part) == (ProposalStatus.TAKEN_BACK, (1, 1))
    assert "Niet meer nodig" in Letter.objects.filter(body__contains="lieten").get().body


@pytest.mark.django_db
def test_the_last_leg_and_one_with_students_stay():
    _whole, (one, two) = cut(1, 2)
    place(one)
    one.refresh_from_db()

    with pytest.raises(NotNow, match="project"):
        legs.drop(one, messages={}, by=None, at=MONDAY)
    legs.drop(two, messages={}, by=None, at=MONDAY)
    with pytest.raises(NotNow):
        legs.drop(two, messages={}, by=None, at=MONDAY)
    assert states(one.leg_of) == [Status.PLACED, Status.WITHDRAWN]


@pytest.mark.django_db
def test_another_leg_takes_the_turn_of_the_one_it_replaces():
    whole, (one, _two) = cut(1, 2)

    made = legs.replace(one, plan=plan(title="Anders", form=Form.MINOR), messages={}, by=None, at=MONDAY)

    assert (made.status, made.leg_order, made.form) == (Status.OPEN, 1, "minor")
    assert states(whole) == [
        Status.WITHDRAWN,
        Status.OPEN,
        Status.WAITING,
    ]
    assert made.part == (1, 2)


@pytest.mark.django_db
def test_a_question_is_put_together_again_until_students_begin():
    whole, (one, _two) = cut(1, 2)

    legs.join_again(whole, messages={}, by=None, at=MONDAY)

    assert (whole.status, states(whole)) == (Status.OPEN, [])
    one.refresh_from_db()
    assert (one.status, one.leg_of, one.part) == (Status.WITHDRAWN, whole, None)
    (again, _other) = legs.split(whole, plans=[plan(), plan(2)], messages={}, by=None, at=MONDAY)
    place(again)
    whole.refresh_from_db()
    with pytest.raises(NotNow):
        legs.join_again(whole, messages={}, by=None, at=MONDAY)


@pytest.mark.django_db
def test_withdrawing_the_whole_withdraws_its_legs():
    whole, _made = cut(1, 2)

    actions.withdraw(whole, at=MONDAY)

    assert (whole.status, states(whole)) == (Status.WITHDRAWN, [Status.WITHDRAWN, Status.WITHDRAWN])


@pytest.mark.django_db
def test_the_asker_does_not_send_students_home():
    whole, (one, _two) = cut(1, 2)
    place(one)

    with pytest.raises(NotNow, match="deel"):
        actions.withdraw(whole, at=MONDAY)

    whole.refresh_from_db()
    assert (whole.status, states(whole)) == (Status.IN_LEGS, [Status.PLACED, Status.WAITING])


@pytest.mark.django_db
def test_brokers_hear_when_a_leg_looks_for_a_course_again():
    make_user(Role.BROKER, email="broker@example.org", language="en")
    whole, (one, _two) = cut(1, 2)
    project = place(one)

    returning.stop(project, because="Ziek", language="nl", by=None, at=MONDAY)

    assert states(whole) == [Status.OPEN, Status.WAITING]
    letter = Letter.objects.get(to="broker@example.org")
    assert "part 1 of 2" in letter.body


@pytest.mark.django_db
def test_an_earlier_result_answers_a_leg_and_the_next_one_opens():
    whole, (one, _two) = cut(1, 2)

    legs.advise(one, result=make_result(), messages={}, by=None, at=MONDAY)

    assert states(whole) == [Status.ADVISED, Status.OPEN]


@pytest.mark.django_db
def test_a_chain_that_earlier_results_answer_whole_is_a_question_again():
    whole, made = cut(1, 1)
    for leg in made:
        legs.advise(leg, result=make_result(), messages={}, by=None, at=MONDAY)

    whole.refresh_from_db()
    assert (whole.status, states(whole)) == (Status.OPEN, [])


@pytest.mark.django_db
@pytest.mark.parametrize("outcome", [actions.open_question, actions.let_wait, actions.refer, actions.decline])
def test_a_leg_has_no_outcome_of_its_own(outcome):
    _whole, (_one, two) = cut(1, 2)

    with pytest.raises(NotNow, match="deel"):
        outcome(two, messages={"nl": "Nee"}, by=None, at=MONDAY)

    two.refresh_from_db()
    assert two.status == Status.WAITING


@pytest.mark.django_db
def test_a_question_in_legs_comes_back_by_its_legs_alone():
    whole, (one, _two) = cut(1, 2)

    with pytest.raises(NotNow):
        actions.open_question(whole, messages={}, by=None, at=MONDAY)
    with pytest.raises(NotNow):
        placing.propose(whole, course=make_course(), note_to_course="", by=None, at=MONDAY)
    with pytest.raises(NotNow):
        actions.merge(make_question(), into=one, messages={}, by=None, at=MONDAY)
    with pytest.raises(NotNow):
        legs.split(one, plans=[plan(), plan(2)], messages={}, by=None, at=MONDAY)


@pytest.mark.django_db
def test_what_was_handed_over_by_other_ways_opens_the_next_leg_within_a_minute():
    whole, (one, _two) = cut(1, 2)
    projects.hand_over(place(one), words=RESULT_WORDS, on=MONDAY.date(), by=None, at=MONDAY)

    for _ in range(2):
        legs.keep_up(MONDAY + timedelta(minutes=1))

    assert states(whole) == [Status.PLACED, Status.OPEN]
    assert Event.objects.filter(kind="leg.opened").count() == 1


@pytest.mark.django_db
def test_a_chain_counts_as_one_question():
    district = make_district()
    whole, (one, _two) = cut(1, 2, districts=[district])
    make_question(districts=[district])

    assert queries.districts_counted().get().asked == 2
    assert queries.standing() == queries.Standing(waiting=2, placed=0)
    place(one)
    assert queries.standing() == queries.Standing(waiting=1, placed=1)
    assert queries.desk_counts()["in-legs"] == 1
    assert whole in queries.public_questions(stand="working")
    assert whole not in queries.public_questions(stand="asked")


@pytest.mark.django_db
def test_a_thesis_is_the_whole_question_and_makes_no_record():
    question = make_question()

    legs.enlarge(question, form=Form.THESIS, by=None, at=MONDAY)

    question.refresh_from_db()
    assert (question.form, question.status, Question.objects.count()) == ("thesis", Status.OPEN, 1)
    whole, _made = cut(1, 2)
    with pytest.raises(NotNow):
        legs.enlarge(whole, form=Form.THESIS, by=None, at=MONDAY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("plans", "said"),
    [
        ([plan()], "twee tot zes"),
        ([plan(one) for one in range(1, 8)], "twee tot zes"),
        ([plan(1), plan(3)], "1, 2, 3"),
        ([plan(1), plan(2, title="")], "Deel 2"),
        ([plan(1, hand_over=""), plan(2)], "deel 1"),
    ],
)
def test_plans_that_make_no_chain_are_refused_in_words(plans, said):
    question = make_question()

    with pytest.raises(NotNow, match=said):
        legs.split(question, plans=plans, messages={}, by=None, at=MONDAY)

    question.refresh_from_db()
    assert (question.status, Question.objects.count()) == (Status.OPEN, 1)


@given(st.lists(st.integers(1, 6), min_size=2, max_size=6))
def test_turns_are_good_when_none_is_left_out(orders):
    whole = set(orders) == set(range(1, max(orders) + 1))

    assert wrong_with([plan(order) for order in orders]) == (None if whole else (Wrong.ORDER, 0))


@given(st.lists(st.integers(1, 6), min_size=2, max_size=6))
def test_plans_are_read_as_they_are_written(orders):
    told = [{"order": order, "form": "minor", "level": "hbo", "nl": {"title": "Deel"}} for order in orders]

    found = read(yaml.safe_dump({"legs": told}), levels=["hbo"])

    assert [(one.order, one.form, one.level, one.words) for one in found] == [
        (order, Form.MINOR, "hbo", {"nl": {"title": "Deel"}}) for order in orders
    ]


@pytest.mark.parametrize(
    "text",
    [
        "legs: [",
        "legs: {}",
        "[]",
        "legs: [1]",
        "legs: [{nl: {title: 3}}]",
        "legs: [{nl: {naam: x}}]",
        "legs: [{order: one, nl: {title: x}}]",
        "legs: [{order: true, nl: {title: x}}]",
        "legs: [{form: essay, nl: {title: x}}]",
        "legs: [{form: [course], nl: {title: x}}]",
        "legs: [{level: phd, nl: {title: x}}]",
        "legs: [{colour: red}]",
        "legs: [{nl: {body: x}}]",
        f"legs: [{{nl: {{title: {'x' * 141}}}}}]",
        "legs: &a [*a]",
        "!!python/object:os.system {}",
        "legs: [{order: 2027-02-30}]",
        f"legs: [{{order: {'9' * 5000}}}]",
        f"legs: [{{order: {'9' * 50}, nl: {{title: x}}}}]",
        "[" * 5000,
        'legs: [{nl: {title: "\\0"}}]',
    ],
)
def test_a_file_that_says_something_else_gets_a_sentence(text):
    with pytest.raises(Unreadable, match=r"[.:]"):
        read(text, levels=["hbo"])


def test_words_that_cannot_be_kept_are_cleaned():
    text = 'legs: [{nl: {title: "a\\0b\\nc\\u202e", body: "d\\ud800\\ne"}}]'

    assert read(text, levels=["hbo"])[0].words == {"nl": {"title": "ab c", "body": "d\ne"}}


@pytest.mark.django_db
def test_a_device_that_never_ends_is_no_file():
    with pytest.raises(CommandError, match="no ordinary file"):
        call_command("split", make_question().pk, "/dev/zero")


FILE = """
legs:
- {order: 1, nl: {title: Tellen, hand_over: De telling}}
- {order: 2, form: thesis, level: master, nl: {title: Duiden}, en: {title: Explain}}
"""


@pytest.mark.django_db
def test_the_command_cuts_and_shows_the_chain(tmp_path, capsys):
    question, file = make_question(), tmp_path / "parts.yaml"
    file.write_text(FILE)

    call_command("split", question.pk, str(file))
    capsys.readouterr()
    call_command("relay", question.pk, "--json")

    told = json.loads(capsys.readouterr().out)
    assert (told["question"], told["status"]) == (question.pk, "in-legs")
    assert [
        (leg["order"], leg["part"], leg["status"], leg["form"], leg["title"]) for leg in told["legs"]
    ] == [
        (1, 1, "open", "course", "Tellen"),
        (2, 2, "waiting", "thesis", "Explain"),
    ]
    with pytest.raises(CommandError, match="in parts"):
        call_command("split", question.pk, str(file))


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, -1, 999_999, 2**40])
def test_a_number_of_no_question_gets_a_sentence(number, tmp_path):
    file = tmp_path / "parts.yaml"
    file.write_text(FILE)

    for command in (["split", number, str(file)], ["relay", number]):
        with pytest.raises(CommandError, match="There is no question"):
            call_command(*command)


@pytest.mark.django_db
def test_the_page_of_a_chain_shows_each_leg_and_its_hand_over(client, own_index):
    whole, (one, two) = cut(1, 2, title="Een grote vraag")
    hand_over(place(one))

    page = client.get(f"/vragen/{whole.pk}/estafette/")

    assert [[leg.question for leg in turn.legs] for turn in page.context["relay"].turns] == [[one], [two]]
    for words in ("Een grote vraag", "deel 1 van 2", "deel 2 van 2", "F", "N"):
        assert words in page.content.decode()
    assert "F" in client.get(f"/vragen/{two.pk}/").content.decode()
    assert [leg.question for leg in client.get(f"/vragen/{two.pk}/").context["before"]] == [one]
    assert client.get(f"/vragen/{two.pk}/estafette/").status_code == 302
    assert client.get(f"/vragen/{make_question().pk}/estafette/").status_code == 404
    assert client.get(f"/en/questions/{whole.pk}/relay/").status_code == 200


@pytest.mark.django_db
def test_a_chain_takes_as_many_queries_however_long(client, own_index, django_assert_num_queries):
    short, _legs = cut(1, 2)
    long, made = cut(1, 1, 2, 2, 3, 3)
    place(made[0]), place(made[1])
    place(_legs[0])
    with CaptureQueriesContext(connection) as few:
        client.get(f"/vragen/{short.pk}/estafette/")

    with django_assert_num_queries(len(few)):
        client.get(f"/vragen/{long.pk}/estafette/")

    assert len(few) <= 20


@pytest.mark.django_db
def test_the_asker_follows_every_leg_with_one_code(client, own_index):
    whole, (one, _two) = cut(1, 2)
    hand_over(place(one))

    page = client.get(f"/en/follow/{code_of(whole.key, whole.code_digest)}/")

    assert [step.leg for step in page.context["steps"] if step.leg].count(one) == 3
    assert f"/en/questions/{whole.pk}/relay/" in page.content.decode()
