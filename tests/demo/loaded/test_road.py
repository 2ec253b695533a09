# SPDX-License-Identifier: EUPL-1.2
"""What the files tell of questions and projects stands on the site, word for word and day for day."""

from datetime import date, timedelta
from typing import Any

from kennisstad.citylab.models import Proposal, Question, QuestionText, StepText
from kennisstad.citylab.models.question import PUBLIC
from kennisstad.demo import files
from kennisstad.demo.road_files import road
from kennisstad.projects.models import (
    GivingBackText,
    LogText,
    MilestoneText,
    Project,
    ProjectText,
    ResultText,
)
from tests.demo.loaded.conftest import Example
from tests.demo.making import LOADED_AT

LANGUAGES = files.LANGUAGES
TODAY = LOADED_AT.date()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ahead(days: int | None) -> date | None:
    return None if days is None else ago(-days)


def rows(model: Any, *fields: str, **conditions: Any) -> set[Any]:
    return set(model.objects.filter(**conditions).values_list(*fields))


def test_questions_stand_there_as_they_were_asked(example: Example) -> None:
    told = {
        (q.own_words, q.asker, q.minutes, ago(q.sent_days_ago), ahead(q.needed_in_days), q.state in PUBLIC)
        for q in road().questions
        if q.sent_days_ago
    }

    fields = ("words", "asker_kind", "minutes", "sent_at__date", "needed_by", "show_words")
    assert rows(Question, *fields, sent_at__date__lt=TODAY, leg_of__isnull=True) == told


def test_questions_are_sharpened_in_both_languages(example: Example) -> None:
    told = {
        (q.own_words, language, words.title, words.body)
        for q in road().questions
        for language, words in (q.texts or {}).items()
    }

    fields = ("question__words", "language", "title", "body")
    assert rows(QuestionText, *fields, question__leg_of__isnull=True) == told


def test_questions_and_projects_are_where_and_about_what_the_files_say(example: Example) -> None:
    questions, projects = road().questions, road().projects

    assert rows(Question, "words", "districts__code", districts__isnull=False, leg_of__isnull=True) == {
        (q.own_words, code) for q in questions for code in q.districts
    }
    assert rows(Question, "words", "themes__key", themes__isnull=False, leg_of__isnull=True) == {
        (q.own_words, key) for q in questions if q.state != "sent" for key in q.themes
    }
    for field, name in {
        "districts__code": "districts",
        "themes__key": "themes",
        "partners__key": "partners",
    }.items():
        found = rows(Project, "texts__title", field, texts__language="nl", **{f"{name}__isnull": False})
        assert found == {(p.texts["nl"].title, key) for p in projects for key in getattr(p, name)}


def test_askers_read_what_the_broker_wrote(example: Example) -> None:
    desks = {"nl": "U kunt hiermee terecht bij", "en": "You can turn to"}
    told = {
        (q.own_words, lang, words + (f" {desks[lang]}: {q.referred_to[lang]}." if q.referred_to else ""))
        for q in road().questions
        for lang, words in (q.message or {}).items()
    }

    assert rows(StepText, "step__question__words", "language", "message") == told


def test_askers_are_led_to_the_answer_or_the_like_question(example: Example) -> None:
    questions = {q.key: q for q in road().questions}
    projects = {p.key: p for p in road().projects}

    assert rows(Question, "words", "merged_into__words", merged_into__isnull=False) == {
        (q.own_words, questions[q.merged_into].own_words) for q in road().questions if q.merged_into
    }
    advised = rows(Question, "words", "advised_with__project__texts__title", advised_with__isnull=False)
    assert advised == {
        (q.own_words, projects[q.advised_with].texts[language].title)
        for q in road().questions
        if q.advised_with
        for language in LANGUAGES
    }


def test_coordinators_read_what_was_proposed_to_them(example: Example) -> None:
    questions = {q.key: q.own_words for q in road().questions}

    assert rows(
        Proposal, "question__words", "course__partner__key", "course__code", "note", status="made"
    ) == {(questions[p.question], p.partner, p.course, p.note) for p in files.placements().proposals}


def test_projects_tell_what_they_do_and_by_when(example: Example) -> None:
    projects = road().projects

    assert rows(ProjectText, "language", "title", "summary") == {
        (language, words.title, words.summary) for p in projects for language, words in p.texts.items()
    }
    assert rows(MilestoneText, "language", "title", "milestone__due_on", "milestone__done_on") == {
        (
            language,
            getattr(m, language),
            ahead(m.due_in_days),
            None if m.done_days_ago is None else ago(m.done_days_ago),
        )
        for p in projects
        for m in p.milestones
        for language in LANGUAGES
    }
    assert rows(LogText, "language", "words", "entry__on") == {
        (language, getattr(line, language), ago(line.days_ago))
        for p in projects
        for line in p.log
        for language in LANGUAGES
    }


def test_projects_are_done_by_the_courses_of_the_file(example: Example) -> None:
    codes = files.placements().projects

    assert rows(Project, "texts__title", "course__code", texts__language="nl") == {
        (p.texts["nl"].title, codes.get(p.key)) for p in road().projects
    }


def test_results_say_what_was_found_and_where_it_came_back(example: Example) -> None:
    projects = road().projects
    words = ("title", "asked", "found", "advice", "failed", "next_question")

    assert rows(ResultText, "language", *words, "result__handed_over_on", "result__data_deleted_on") == {
        (
            language,
            *(getattr(said, name) for name in words),
            ago(p.result.days_ago),
            ahead(p.result.data_deleted_in_days),
        )
        for p in projects
        if p.result
        for language, said in p.result.texts.items()
    }
    assert rows(GivingBackText, "language", "place", "giving_back__on", "giving_back__form") == {
        (language, place, ago(p.given_back.days_ago), p.given_back.form)
        for p in projects
        if p.given_back
        for language, place in p.given_back.place.items()
    }


def test_a_stopped_project_says_why(example: Example) -> None:
    assert rows(Project, "stopped_because", status="stopped") == {
        (p.stopped_because["nl"],) for p in road().projects if p.stopped_because
    }


def test_a_question_that_is_too_large_runs_as_a_relay_and_the_next_part_looks_for_a_course(
    example: Example,
) -> None:
    told = next(entry for entry in road().questions if entry.legs)
    whole = Question.objects.get(words=told.own_words)
    first, second = whole.legs.in_chain()

    assert (first.status, second.status) == ("placed", "open")
    assert str(first.project) == _title_of(told.legs[0].project)
    assert first.has_handed_over
    assert rows(QuestionText, "language", "title", "hand_over", question__leg_of=whole) == {
        (language, words.title, words.hand_over) for leg in told.legs for language, words in leg.texts.items()
    }


def _title_of(key: str | None) -> str:
    return next(entry.texts["nl"].title for entry in road().projects if entry.key == key)


def test_askers_say_how_large_it_is_and_how_many_hours_they_have(example: Example) -> None:
    told = {(q.own_words, q.size or "", q.asker_hours) for q in road().questions}

    assert rows(Question, "words", "size", "asker_hours", leg_of__isnull=True) == told
    assert len([hours for _words, _size, hours in told if hours]) > 5
