# SPDX-License-Identifier: EUPL-1.2
"""Look for who could help with a question, as the broker's desk does."""

from datetime import date

from kennisstad.citylab.finding import Matches, asked_by, matches
from kennisstad.citylab.matching.score import PRIOR, Model
from kennisstad.citylab.models import Question


def matches_for(question: Question, *, today: date, model: Model = PRIOR) -> Matches:
    return matches(asked_by(question), today=today, model=model, about=question)
