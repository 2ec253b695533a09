# SPDX-License-Identifier: EUPL-1.2
"""The roads of many projects in few queries."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Prefetch, prefetch_related_objects

from kennisstad.citylab.models import Question
from kennisstad.citylab.road import road_of_project
from kennisstad.projects.models import Project
from kennisstad.web.road import Station


def roads_of(projects: Iterable[Project]) -> dict[int, list[Station]]:
    """Draw the road of each project for a list, with its question's part; four queries for all."""
    projects = list(projects)
    first_asked = Prefetch("questions", Question.objects.order_by("sent_at", "pk"))
    prefetch_related_objects(projects, first_asked, "questions__steps", "questions__uses", "givings_back")
    return {
        project.pk: in_one_line(road_of_project(project, next(iter(project.questions.all()), None)))
        for project in projects
    }


def in_one_line(road: Iterable[Station]) -> list[Station]:
    """Leave out what happens next: in a list it says the same many times."""
    return [replace(station, note="") for station in road]
