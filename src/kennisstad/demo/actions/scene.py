# SPDX-License-Identifier: EUPL-1.2
"""Where the road is walked: what stands already, which day is which, and who was asked what so far."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from kennisstad.accounts.models import User
from kennisstad.citylab.models import Question
from kennisstad.demo.actions.ground import Ground
from kennisstad.demo.days import Days
from kennisstad.projects.models import Project
from kennisstad.rounds.models import Round

Deed = tuple[datetime, Callable[[datetime], object]]
"""When something was done, and how to do it again."""


@dataclass
class Scene:
    """Fills as questions are asked, projects begun and rounds prepared, by their keys in the files."""

    ground: Ground
    days: Days
    questions: dict[str, Question] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)

    @property
    def broker(self) -> User:
        return self.ground.users["makelaar"]

    def areas(self, codes: Iterable[str]) -> list[int]:
        return [self.ground.areas[code] for code in codes]

    def themes(self, keys: Iterable[str]) -> list[int]:
        return [self.ground.themes[key] for key in keys]
