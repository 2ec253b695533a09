# SPDX-License-Identifier: EUPL-1.2
"""What was done in a project of the example, from its beginning to the last "was it used?"."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial

from kennisstad.accounts.models import User
from kennisstad.citylab import placing, returning
from kennisstad.citylab.models import Question
from kennisstad.demo import files
from kennisstad.demo.actions.scene import Deed, Scene
from kennisstad.demo.days import moment_later, scatter
from kennisstad.demo.road_files import (
    GivenBack,
    LogLine,
    MilestoneEntry,
    ProjectEntry,
    QuestionEntry,
    ResultEntry,
    UsedEntry,
)
from kennisstad.projects import actions
from kennisstad.projects.actions import Words
from kennisstad.projects.models import Project

WEEK = 7


def deeds_of_project(
    scene: Scene, entry: ProjectEntry, question: QuestionEntry | None, *, begun: int
) -> Iterator[Deed]:
    """Give what happened in a project.

    Args:
        question: the one it answers, in whole or in part, if any.
        begun: so many days ago it was put on the books.
    """
    moment = partial(scene.days.moment, key=entry.key)
    yield moment(begun, 9), partial(_begin, scene, entry, question)
    if entry.state != "planned":
        yield moment(entry.start_days_ago, 9), partial(_start, scene, entry)
    for number, milestone in enumerate(entry.milestones):
        if (done := milestone.done_days_ago) is not None:
            yield moment(done, 14), partial(_reach, scene, entry, number, done)
    for line in entry.log:
        yield moment(line.days_ago, 15), partial(_log, scene, entry, line)
    if entry.state == "stopped":
        yield moment(max(1, _last_note(entry) - WEEK), 16), partial(_stop, scene, entry)
    if entry.result:
        yield moment(entry.result.days_ago, 16), partial(_hand_over, scene, entry, entry.result)
    if entry.given_back:
        yield from _return_deeds(scene, entry, entry.given_back, question)


def _return_deeds(
    scene: Scene, entry: ProjectEntry, given: GivenBack, question: QuestionEntry | None
) -> Iterator[Deed]:
    returned = scene.days.moment(given.days_ago, 19, entry.key)
    yield returned, partial(_give_back, scene, entry, given)
    if entry.state == "closed":
        yield scene.days.moment(max(0, given.days_ago - WEEK), 17, entry.key), partial(_close, scene, entry)
    if question:
        for used in entry.used:
            asked = moment_later(returned, used.months) + timedelta(days=1 + scatter(entry.key, 3))
            yield min(asked, scene.days.at), partial(_say_used, scene, question, used)


def _last_note(entry: ProjectEntry) -> int:
    """Give how many days ago anything was last noted or reached."""
    done = [one.done_days_ago for one in entry.milestones if one.done_days_ago is not None]
    return min([entry.start_days_ago, *done, *(line.days_ago for line in entry.log)])


def _begin(scene: Scene, entry: ProjectEntry, question: QuestionEntry | None, at: datetime) -> None:
    asked = scene.questions[question.taken_up[0]] if question and question.taken_up else None
    project = _accept(scene, entry, asked, at) if asked else _begin_unasked(scene, entry, at)
    scene.projects[entry.key] = project
    for said in entry.milestones:
        due, words = scene.days.day(-said.due_in_days), _both("title", said)
        actions.add_milestone(project, words=words, due_on=due, by=_worker(scene, entry), at=at)


def _begin_unasked(scene: Scene, entry: ProjectEntry, at: datetime) -> Project:
    course = scene.ground.courses.get(course_of(entry))
    return actions.begin(
        words=_words(entry),
        carrier_id=scene.ground.partners[entry.carrier],
        course_id=course.pk if course else None,
        starts_on=scene.days.day(entry.start_days_ago),
        ends_on=scene.days.day(-entry.ends_in_days),
        partners=_partners(scene, entry),
        districts=scene.areas(entry.districts),
        themes=scene.themes(entry.themes),
        by=_worker(scene, entry),
        at=at,
    )


def _accept(scene: Scene, entry: ProjectEntry, question: Question, at: datetime) -> Project:
    """Let the course take the question up, and say of the project what the question could not."""
    worker, ends_on = _worker(scene, entry), scene.days.day(-entry.ends_in_days)
    project = placing.accept(question.proposals.made().get(), by=worker, at=at)
    # The courses on file are of this year and the next: what ran before them has days of its own.
    project.starts_on, project.ends_on = scene.days.day(entry.start_days_ago), ends_on
    project.save(update_fields=["starts_on", "ends_on"])
    actions.describe(
        project,
        words=_words(entry),
        partners=_partners(scene, entry),
        districts=scene.areas(entry.districts),
        themes=scene.themes(entry.themes),
        ends_on=ends_on,
        by=worker,
        at=at,
    )
    return project


def course_of(entry: ProjectEntry) -> tuple[str, str]:
    """Give the institution and the code of the course that does this project; no code where none does."""
    return entry.carrier, files.placements().projects.get(entry.key, "")


def _worker(scene: Scene, entry: ProjectEntry) -> User:
    return scene.ground.answers_for(entry.carrier)


def _words(entry: ProjectEntry) -> Words:
    return {language: asdict(words) for language, words in entry.texts.items()}


def _both(field: str, said: MilestoneEntry | LogLine) -> Words:
    return {"nl": {field: said.nl}, "en": {field: said.en}}


def _partners(scene: Scene, entry: ProjectEntry) -> list[int]:
    return [scene.ground.partners[key] for key in entry.partners]


def _start(scene: Scene, entry: ProjectEntry, at: datetime) -> None:
    actions.start(scene.projects[entry.key], by=_worker(scene, entry), at=at)


def _log(scene: Scene, entry: ProjectEntry, line: LogLine, at: datetime) -> None:
    project, on = scene.projects[entry.key], scene.days.day(line.days_ago)
    actions.log(project, words=_both("words", line), on=on, by=_worker(scene, entry), at=at)


def _reach(scene: Scene, entry: ProjectEntry, number: int, ago: int, at: datetime) -> None:
    milestone = scene.projects[entry.key].milestones.order_by("pk")[number]
    actions.reach(milestone, on=scene.days.day(ago), by=_worker(scene, entry), at=at)


def _hand_over(scene: Scene, entry: ProjectEntry, result: ResultEntry, at: datetime) -> None:
    gone = result.data_deleted_in_days
    returning.hand_over(
        scene.projects[entry.key],
        words={language: asdict(words) for language, words in result.texts.items()},
        on=scene.days.day(result.days_ago),
        data_deleted_on=None if gone is None else scene.days.day(-gone),
        by=_worker(scene, entry),
        at=at,
    )


def _give_back(scene: Scene, entry: ProjectEntry, given: GivenBack, at: datetime) -> None:
    returning.give_back(
        scene.projects[entry.key],
        words={language: {"place": place} for language, place in given.place.items()},
        on=scene.days.day(given.days_ago),
        form=given.form,
        by=_worker(scene, entry),
        at=at,
    )


def _close(scene: Scene, entry: ProjectEntry, at: datetime) -> None:
    actions.close(scene.projects[entry.key], by=_worker(scene, entry), at=at)


def _stop(scene: Scene, entry: ProjectEntry, at: datetime) -> None:
    because = (entry.stopped_because or {}).get("nl", "")
    project = scene.projects[entry.key]
    returning.stop(project, because=because, language="nl", by=_worker(scene, entry), at=at)


def _say_used(scene: Scene, question: QuestionEntry, used: UsedEntry, at: datetime) -> None:
    returning.say_used(
        scene.questions[question.key],
        answer=used.answer,
        why=used.why[question.language],
        language=question.language,
        at=at,
    )
