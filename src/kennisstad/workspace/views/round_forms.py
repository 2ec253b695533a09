# SPDX-License-Identifier: EUPL-1.2
"""The forms about what takes part in a round, each with what can be chosen in it."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from kennisstad.accounts.models import User
from kennisstad.rounds.models import Round, RoundQuestion
from kennisstad.workspace.forms.round_parts import (
    AddCourseForm,
    AddQuestionForm,
    AskerLimitForm,
    DistrictLimitForm,
    PairForm,
)
from kennisstad.workspace.forms.round_teams import PutInForm
from kennisstad.workspace.queries import choices
from kennisstad.workspace.queries import rounds as reads

Askers = Sequence[tuple[str, Sequence[RoundQuestion]]]


def add_course_form(shown: Round, user: User, data: Any = None) -> AddCourseForm:
    by_partner: dict[str, choices.Choices] = {}
    for one in reads.offerings_for(shown, user):
        by_partner.setdefault(str(one.course.partner), []).append((one.pk, _label(one)))
    offerings = list(by_partner.items())
    return AddCourseForm(data, offerings=offerings, ident="add-course")


def add_question_form(data: Any = None) -> AddQuestionForm:
    return AddQuestionForm(data, questions=reads.seeking_questions(), ident="add-question")


def district_limit_form(data: Any = None) -> DistrictLimitForm:
    return DistrictLimitForm(data, districts=choices.districts(), ident="limit")


def asker_form(askers: Askers, data: Any = None) -> AskerLimitForm:
    named = [(own[0].pk, asker_in_words(own)) for _key, own in askers]
    return AskerLimitForm(data, askers=named, ident="limit-asker")


def asker_in_words(own: Sequence[RoundQuestion]) -> str:
    """Name an asker by the questions asked here; no more is needed, and nobody is named."""
    if not own:
        return gettext("An asker whose question takes part no more")
    places = get_text_list([str(one.place) for one in own], gettext("and"))
    said = ngettext("The asker of question %(places)s", "The asker of questions %(places)s", len(own))
    return said % {"places": places}


def put_in_form(shown: Round, data: Any = None) -> PutInForm:
    offered = [one.offering.course for one in reads.courses_of(shown)]
    courses = [(course.code, course.called) for course in offered]
    return PutInForm(data, courses=courses, ident="put-in")


def pair_form(shown: Round, ident: str, data: Any = None) -> PairForm:
    return PairForm(data, questions=reads.numbered_questions(shown), ident=ident)


def _label(offering: Any) -> str:
    return f"{offering.course.called} ({offering.starts_on:%d-%m-%Y} – {offering.ends_on:%d-%m-%Y})"
