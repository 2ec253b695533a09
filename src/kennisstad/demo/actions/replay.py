# SPDX-License-Identifier: EUPL-1.2
"""Walk the road again: every step of the example's questions and projects, in the order of their days."""

from collections.abc import Sequence
from operator import itemgetter

from kennisstad.demo import files
from kennisstad.demo.actions.ground import Ground
from kennisstad.demo.actions.project_steps import course_of, deeds_of_project
from kennisstad.demo.actions.question_steps import deeds_of_question
from kennisstad.demo.actions.round_steps import deeds_of_round
from kennisstad.demo.actions.scene import Deed, Scene
from kennisstad.demo.days import Days, Way, way
from kennisstad.demo.models import ExampleRecord
from kennisstad.demo.road_files import ProjectEntry, QuestionEntry, RoadFile
from kennisstad.demo.round_file import RoundEntry
from kennisstad.projects.models import Project

WEEK = 7


def replay(road: RoadFile, rounds: Sequence[RoundEntry], ground: Ground, days: Days) -> dict[str, Project]:
    """Do again all that the road files and the file of rounds tell, the oldest first, and put it on record.

    Gives the projects by their keys in the files.
    """
    scene = Scene(ground, days)
    told = [deed for entry in rounds for deed in deeds_of_round(scene, entry)]
    for moment, do in sorted([*_deeds(scene, road), *told], key=itemgetter(0)):
        do(moment)
    ExampleRecord.objects.note(scene.questions.values())
    ExampleRecord.objects.note(scene.projects.values())
    ExampleRecord.objects.note(scene.rounds.values())
    return scene.projects


def _deeds(scene: Scene, road: RoadFile) -> list[Deed]:
    projects = {entry.key: entry for entry in road.projects}
    asked = {entry.taken_up[1]: entry for entry in road.questions if entry.taken_up}
    deeds: list[Deed] = []
    for question in road.questions:
        project = projects[question.taken_up[1]] if question.taken_up else None
        course = course_of(project) if project else _proposed_to(question)
        deeds += deeds_of_question(scene, question, _way_of(question, project), course)
    for project in road.projects:
        answered = asked.get(project.key)
        by = project.on_its_way_days_ago
        begun = _way_of(answered, project).accepted if answered else by + WEEK
        deeds += deeds_of_project(scene, project, answered, begun=begun)
    return deeds


def _way_of(question: QuestionEntry, project: ProjectEntry | None) -> Way:
    return way(question.sent_days_ago, project.on_its_way_days_ago if project else 1, question.key)


def _proposed_to(question: QuestionEntry) -> tuple[str, str]:
    """Give the course that a question waits for; nothing where it waits for none."""
    made = {one.question: (one.partner, one.course) for one in files.placements().proposals}
    return made.get(question.key, ("", ""))
