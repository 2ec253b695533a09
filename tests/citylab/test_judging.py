# SPDX-License-Identifier: EUPL-1.2
"""What is decided about a candidate is kept in numbers, and what does not fit is put aside."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey
from django.utils.translation import override

from kennisstad.audit.actions import record
from kennisstad.audit.models import Event
from kennisstad.citylab import judging, placing
from kennisstad.citylab.judging import NOTHING_SEEN, Seen
from kennisstad.citylab.models import CandidateKind, DeclineCause, Judgement, Status, Verdict
from kennisstad.web.refusals import NotNow
from tests.citylab.looking import matches_for
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
TODAY = MONDAY.date()
SEEN = Seen({"words": 0.8}, 0.6, 2)


def changed(*records):
    for one in records:
        record("test.changed", subject=one, by_id=None, at=MONDAY)


def proposed(question, course=None):
    course = course or make_course()
    return placing.propose(question, course=course, note_to_course="", seen=SEEN, by=None, at=MONDAY)


def kept():
    return list(Judgement.objects.in_order().values_list("verdict", "cause", "features", "score"))


def put_aside(question, course, **fields):
    values = {"kind": CandidateKind.COURSE, "candidate": course.pk, "seen": SEEN, "by": None, "at": MONDAY}
    judging.not_relevant(question, **values | fields)


# -- proposals


def test_what_was_seen_when_a_course_was_asked_stands_until_it_answers():
    question = make_question()
    proposal = proposed(question)
    assert kept() == [("proposed", "", {"words": 0.8}, 0.6)]

    placing.accept(proposal, by=make_user(), at=MONDAY)

    assert kept() == [("accepted", "", {"words": 0.8}, 0.6)]
    assert Judgement.objects.get().model_version == 2


def test_every_decline_is_a_decision_of_its_own_with_its_cause():
    question, course = make_question(), make_course()
    for cause in (DeclineCause.SUBJECT, DeclineCause.TIME):
        placing.decline_proposal(proposed(question, course), reason="…", cause=cause, by=None, at=MONDAY)

    assert [row[:2] for row in kept()] == [("declined", "subject"), ("declined", "time")]


def test_a_proposal_that_was_taken_back_teaches_nothing():
    placing.take_back(proposed(make_question()), by=make_user(), at=MONDAY)

    assert kept() == []


def test_only_answered_decisions_that_tell_of_fit_count():
    make_judgement(Verdict.PROPOSED)
    make_judgement(Verdict.DECLINED, cause=DeclineCause.ROOM)
    make_judgement(score=None)
    telling = [make_judgement(), make_judgement(Verdict.DECLINED), make_judgement(Verdict.NOT_RELEVANT)]

    assert list(Judgement.objects.telling().in_order()) == telling


# -- never who


def test_who_asks_changes_nothing_of_what_is_kept():
    course = make_course(name="Eenzaamheid en ouderen")
    title = "Wat helpt tegen eenzaamheid van ouderen?"
    askers = [{"email": "a@example.org"}, {"asker_kind": "municipality"}, {}]
    questions = [make_question(title=title, **asker) for asker in askers]
    changed(course, *questions)

    seen = [judging.seen(one, "course", course.pk, today=TODAY) for one in questions]

    assert seen[0].score is not None
    assert seen == [seen[0]] * 3
    people = [field for field in Judgement._meta.get_fields() if isinstance(field, ForeignKey)]
    assert [field.name for field in people] == ["question"]


def test_what_is_seen_is_what_orders_the_candidates():
    courses = [make_course(name=name) for name in ("Eenzaamheid en ouderen", "Ouderen")]
    question = make_question(title="Wat helpt tegen eenzaamheid van ouderen?")
    changed(*courses)

    found = matches_for(question, today=TODAY).courses

    seen = [judging.seen(question, "course", one.record.pk, today=TODAY) for one in found]
    assert [one.score for one in seen] == [one.score for one in found]
    assert 1 >= seen[0].features["words"] > seen[1].features["words"] > 0


def test_what_cannot_be_read_is_kept_without_numbers_and_names_the_model_in_use():
    learned = make_learned_model(in_use=True)
    course, question = make_course(name="Ouderen"), make_question(title="Ouderen")

    assert judging.seen(question, "course", 999, today=TODAY) == NOTHING_SEEN
    changed(course)
    assert judging.seen(question, "course", course.pk, today=TODAY).model_version == learned.version


# -- put aside


def test_what_was_put_aside_is_not_found_for_this_question_until_it_is_put_back():
    courses = [make_course(name=f"Ouderen {n}", name_en=f"Elderly {n}") for n in range(2)]
    question, other = make_question(title="Ouderen"), make_question(title="Ouderen")
    changed(*courses)
    put_aside(question, courses[0])

    def found(one):
        return {match.record for match in matches_for(one, today=TODAY).courses}

    assert (found(question), found(other)) == ({courses[1]}, set(courses))
    with override("en"):
        assert [(one.number, one.name) for one in judging.put_aside(question)] == [
            (courses[0].pk, "Elderly 0")
        ]

    judging.put_back(question, kind=CandidateKind.COURSE, candidate=courses[0].pk, by=None, at=MONDAY)

    assert (found(question), judging.put_aside(question), kept()) == (set(courses), [], [])


def test_pressed_twice_it_is_put_aside_and_put_back_once_and_the_journal_says_so():
    question, course, broker = make_question(), make_course(), make_user()
    for _ in range(2):
        put_aside(question, course, by=broker)
    assert kept() == [("not-relevant", "", {"words": 0.8}, 0.6)]
    for _ in range(2):
        judging.put_back(question, kind=CandidateKind.COURSE, candidate=course.pk, by=broker, at=MONDAY)

    name, subject = f"course:{course.pk}", f"question:{question.pk}"
    assert list(Event.objects.order_by("pk").values_list("kind", "subject", "actor", "facts")) == [
        ("candidate.put-aside", subject, broker.pk, {"candidate": name}),
        ("candidate.put-back", subject, broker.pk, {"candidate": name}),
    ]


def test_a_course_that_has_the_question_before_it_is_not_put_aside():
    question = make_question(status=Status.PROPOSED)
    course = make_proposal(question).course

    with pytest.raises(NotNow):
        put_aside(question, course)

    assert kept() == []


def test_what_is_no_longer_there_is_not_listed():
    question, withdrawn = make_question(), make_course(withdrawn_at=MONDAY)
    put_aside(question, withdrawn)
    put_aside(question, make_result(), kind=CandidateKind.RESULT, candidate=999)
    put_aside(question, make_result(), kind=CandidateKind.RESEARCHER, candidate=1)

    assert judging.put_aside(question) == []


@pytest.mark.parametrize("kind", ["question", "martian", ""])
def test_only_what_can_help_can_be_judged(kind):
    assert judging.findable(kind, make_question().pk) is None


# -- truths


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": Verdict.DECLINED, "cause": ""},
        {"verdict": Verdict.ACCEPTED, "cause": "subject"},
        {"score": 1.1},
        {"score": -0.1},
    ],
    ids=str,
)
def test_database_refuses_a_judgement_that_cannot_be(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_judgement(**fields)


@pytest.mark.parametrize("verdict", [Verdict.PROPOSED, Verdict.NOT_RELEVANT])
def test_what_stands_stands_once(verdict):
    question = make_question()
    make_judgement(verdict, question=question, candidate=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_judgement(verdict, question=question, candidate=1)
