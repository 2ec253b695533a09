# SPDX-License-Identifier: EUPL-1.2
"""How matching learns, at the desk: what counts, how well it foretold, and buttons to change it."""

import pytest
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.audit.actions import record
from kennisstad.citylab.matching.score import PRIOR
from kennisstad.citylab.models import Judgement, LearnedModel, Status, Verdict
from kennisstad.education.models import Course
from kennisstad.workspace.queries.learning import weights_of
from kennisstad.workspace.wording import FEATURES
from tests.making import (
    MONDAY,
    make_course,
    make_judgement,
    make_learned_model,
    make_proposal,
    make_question,
    make_result,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]


@pytest.fixture
def desk(desk_of):
    return desk_of(make_user(Role.BROKER))


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_without_a_learned_model_the_page_shows_the_weights_set_by_hand(desk):
    with override("en"):
        page = desk.see("learning")

    assert "Not yet calibrated." in text_of(page)
    assert "It never uses who the asker is" in text_of(page)
    assert [(one.by_hand, one.learned) for one in page.context["weights"]] == sorted(
        ((weight, weight) for weight in PRIOR.weights.values()), reverse=True
    )


def test_a_model_that_learned_enough_is_calibrated(desk):
    make_learned_model(in_use=True, decisions=100)

    with override("en"):
        assert "Not yet calibrated." not in text_of(desk.see("learning"))


def test_a_model_shows_its_figures_and_its_weights_in_words(desk):
    learned = make_learned_model(weights={**PRIOR.weights, "words": 6.0})

    with override("nl"):
        page = desk.see("learned_model", pk=learned.pk)

    words = page.context["weights"][0]
    with override("nl"):
        assert words.in_words.endswith("minder dan met de hand gezet")
    assert "0,500" in text_of(page)


def test_every_feature_that_is_weighed_has_words():
    assert PRIOR.weights.keys() <= FEATURES.keys()
    assert sum(one.share for one in weights_of(PRIOR)) in range(97, 104)


def test_buttons_put_a_model_in_use_and_go_back(desk_of):
    desk = desk_of(make_user(Role.ADMINISTRATOR))
    question = make_question()
    for number in range(40):
        make_judgement([Verdict.ACCEPTED, Verdict.DECLINED][number % 2], question=question)
    learned = make_learned_model(weights=dict(PRIOR.weights), bias=PRIOR.bias)

    assert desk.press("use_model", pk=learned.pk).status_code == 302
    assert LearnedModel.objects.in_use().get() == learned
    assert desk.press("go_back", pk=learned.pk).status_code == 302
    assert not LearnedModel.objects.in_use().exists()


def test_a_model_that_may_not_be_used_says_why(desk):
    answer = desk.press("use_model", pk=make_learned_model().pk)

    assert (answer.status_code, len(answer.context["wrong"].non_field_errors())) == (409, 1)


# -- not relevant


def test_a_course_group_or_result_is_put_aside_and_put_back(desk):
    course, result = make_course(name="Ouderen"), make_result(title="Ouderen")
    question = make_question(title="Ouderen")
    for one in (course, result.project):
        record("test.changed", subject=one, by_id=None, at=MONDAY)
    kinds = {"course": course.pk, "result": result.pk}

    for kind, candidate in kinds.items():
        assert desk.press("not_relevant", pk=question.pk, kind=kind, candidate=candidate).status_code == 302

    page = desk.see("question", pk=question.pk)
    assert (page.context["found"].courses, page.context["found"].results) == ([], [])
    assert {(one.kind, one.number) for one in page.context["put_aside"]} == set(kinds.items())
    assert all(one.score is not None for one in Judgement.objects.all())

    for kind, candidate in kinds.items():
        desk.press("put_back", pk=question.pk, kind=kind, candidate=candidate)
    found = desk.see("question", pk=question.pk).context["found"]
    assert [one.record for one in found.courses + found.results] == [course, result]


def test_a_course_that_takes_no_questions_any_more_is_put_back(desk):
    course, question = make_course(name="Ouderen"), make_question(title="Ouderen")
    at = {"pk": question.pk, "kind": "course", "candidate": course.pk}
    desk.press("not_relevant", **at)
    Course.objects.update(takes_questions=False)

    assert desk.press("put_back", **at).status_code == 302

    assert not Judgement.objects.exists()
    assert desk.press("put_back", **at | {"candidate": 10**30}).status_code == 404


def test_each_button_says_for_which_candidate_and_stands_outside_other_forms(desk):
    course, question = make_course(name="Ouderen", name_en="Elderly people"), make_question(title="Ouderen")
    record("test.changed", subject=course, by_id=None, at=MONDAY)

    with override("en"):
        page = text_of(desk.see("question", pk=question.pk))
        address = f"/not-relevant/course/{course.pk}/"

    assert address in page
    button = page.split(address)[1].split("</button>")[0]
    assert button.split(">", 1)[1].startswith("Not relevant<span")
    assert ": Elderly people" in button
    assert page.count('id="put-aside-form"') == 1


@pytest.mark.parametrize(("kind", "number"), [("question", 1), ("course", 0), ("course", 2**63)])
def test_what_cannot_be_judged_is_not_found(desk, kind, number):
    question = make_question()

    assert desk.press("not_relevant", pk=question.pk, kind=kind, candidate=number).status_code == 404
    assert Judgement.objects.count() == 0


def test_a_course_that_was_asked_is_kept_in_view_and_the_page_says_why(desk):
    proposal = make_proposal(make_question(status=Status.PROPOSED))

    answer = desk.press("not_relevant", pk=proposal.question.pk, kind="course", candidate=proposal.course.pk)

    assert (answer.status_code, Judgement.objects.count()) == (409, 0)


# -- deciding teaches


@pytest.mark.parametrize(("cause", "kept"), [("room", "room"), ("", "other")])
def test_what_a_coordinator_ticks_is_kept_and_the_words_are_not(desk_of, desk, cause, kept):
    course = make_course(name="Ouderen")
    coordinator = make_user(Role.COORDINATOR, partner=course.partner)
    question = make_question(title="Ouderen")
    record("test.changed", subject=course, by_id=None, at=MONDAY)
    desk.press("propose", {"courses": course.pk}, pk=question.pk)
    proposal = question.proposals.get()

    desk_of(coordinator).press("decline", {"reason": "Onze groep is vol.", "cause": cause}, pk=proposal.pk)

    judged = Judgement.objects.get()
    assert (judged.verdict, judged.cause, judged.score is not None) == ("declined", kept, True)
    assert "vol" not in str(vars(judged))
