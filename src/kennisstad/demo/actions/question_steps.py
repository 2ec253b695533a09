# SPDX-License-Identifier: EUPL-1.2
"""What was done with a question of the example, from sending in to a proposal."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from functools import partial
from uuid import uuid4

from kennisstad.citylab import actions, legs, placing
from kennisstad.citylab.leg_plans import LegPlan
from kennisstad.citylab.models.question import PUBLIC
from kennisstad.citylab.stepping import Messages
from kennisstad.demo import files
from kennisstad.demo.actions.scene import Deed, Scene
from kennisstad.demo.days import Way, scatter
from kennisstad.demo.road_files import QuestionEntry
from kennisstad.projects.models import Result

TO_A_COURSE = ("proposed", "placed", "given-back")
TURN_TO = {"nl": "U kunt hiermee terecht bij", "en": "You can turn to"}


def deeds_of_question(
    scene: Scene, entry: QuestionEntry, way: Way, course: tuple[str, str]
) -> Iterator[Deed]:
    """Give what happened to a question; a project that takes it up tells the rest.

    Args:
        course: the institution and code of the course it was proposed to, where it was.
    """
    moment = partial(scene.days.moment, key=entry.key)
    yield moment(entry.sent_days_ago, 8 + scatter(entry.key, 14)), partial(_send, scene, entry)
    if entry.state == "sent":
        return
    yield moment(way.answered, 10), partial(_sharpen, scene, entry)
    if entry.state == "withdrawn":
        yield moment(way.proposed, 20), partial(_withdraw, scene, entry)
        return
    yield moment(way.answered, 11), partial(_answer, scene, entry)
    if entry.state in TO_A_COURSE or entry.taken_up:
        yield moment(way.proposed, 14), partial(_propose, scene, entry, course)


def _send(scene: Scene, entry: QuestionEntry, at: datetime) -> None:
    contact = files.placements().contacts.get(entry.key)
    scene.questions[entry.key] = actions.send_in(
        key=uuid4(),
        words=entry.own_words,
        language=entry.language,
        asker_kind=entry.asker,
        at=at,
        districts=scene.areas(entry.districts),
        size=entry.size or "",
        asker_hours=entry.asker_hours,
        needed_by=None if entry.needed_in_days is None else scene.days.day(-entry.needed_in_days),
        contact=asdict(contact) if contact else None,
    )


def _sharpen(scene: Scene, entry: QuestionEntry, at: datetime) -> None:
    actions.sharpen(
        scene.questions[entry.key],
        words={language: asdict(words) for language, words in (entry.texts or {}).items()},
        themes=scene.themes(entry.themes),
        districts=scene.areas(entry.districts),
        show_words=entry.state in PUBLIC,
        minutes=entry.minutes,
        by=scene.broker,
        at=at,
    )


def _withdraw(scene: Scene, entry: QuestionEntry, at: datetime) -> None:
    actions.withdraw(scene.questions[entry.key], at=at)


def _answer(scene: Scene, entry: QuestionEntry, at: datetime) -> None:
    """Give the outcome; what went to a course had to be open first."""
    outcome = _OUTCOMES.get(entry.state, _open)
    outcome(scene, entry, _messages(entry), at)


def _open(scene: Scene, entry: QuestionEntry, messages: Messages, at: datetime) -> None:
    actions.open_question(scene.questions[entry.key], messages=messages, by=scene.broker, at=at)


def _wait(scene: Scene, entry: QuestionEntry, messages: Messages, at: datetime) -> None:
    actions.let_wait(scene.questions[entry.key], messages=messages, by=scene.broker, at=at)


def _advise(scene: Scene, entry: QuestionEntry, messages: Messages, at: datetime) -> None:
    result = Result.objects.get(project=scene.projects[str(entry.advised_with)])
    actions.advise(scene.questions[entry.key], result=result, messages=messages, by=scene.broker, at=at)


def _refer(scene: Scene, entry: QuestionEntry, messages: Messages, at: datetime) -> None:
    actions.refer(scene.questions[entry.key], messages=messages, by=scene.broker, at=at)


def _merge(scene: Scene, entry: QuestionEntry, messages: Messages, at: datetime) -> None:
    into = scene.questions[str(entry.merged_into)]
    actions.merge(scene.questions[entry.key], into=into, messages=messages, by=scene.broker, at=at)


def _decline(scene: Scene, entry: QuestionEntry, messages: Messages, at: datetime) -> None:
    actions.decline(scene.questions[entry.key], messages=messages, by=scene.broker, at=at)


def _split(scene: Scene, entry: QuestionEntry, messages: Messages, at: datetime) -> None:
    plans = [
        LegPlan(
            order=leg.order,
            level=leg.level,
            words={language: asdict(words) for language, words in leg.texts.items()},
        )
        for leg in entry.legs
    ]
    made = legs.split(scene.questions[entry.key], plans=plans, messages=messages, by=scene.broker, at=at)
    scene.questions.update(zip([leg.key for leg in entry.legs], made, strict=True))


_OUTCOMES: Mapping[str, Callable[[Scene, QuestionEntry, Messages, datetime], None]] = {
    "waiting": _wait,
    "advised": _advise,
    "referred": _refer,
    "merged": _merge,
    "declined": _decline,
    "in-legs": _split,
}


def _messages(entry: QuestionEntry) -> dict[str, str]:
    """Give what the broker wrote; where it refers to another desk, that desk's name at the end."""
    messages = {str(language): words for language, words in (entry.message or {}).items()}
    for language, desk in (entry.referred_to or {}).items():
        messages[language] = f"{messages[language]} {TURN_TO[language]}: {desk}."
    return messages


def _propose(scene: Scene, entry: QuestionEntry, course: tuple[str, str], at: datetime) -> None:
    written = {one.question: one.note for one in files.placements().proposals}
    placing.propose(
        scene.questions[entry.taken_up[0] if entry.taken_up else entry.key],
        course=scene.ground.courses[course],
        note_to_course=written.get(entry.key, ""),
        by=scene.broker,
        at=at,
    )
