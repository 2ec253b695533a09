# SPDX-License-Identifier: EUPL-1.2
"""What we write to askers, coordinators and brokers: a file per letter and language, first the subject."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import Role, User
from kennisstad.citylab.following import code_of
from kennisstad.citylab.models import Interest, Proposal, Question
from kennisstad.mail.actions import write
from kennisstad.neighbourhoods.models import City
from kennisstad.neighbourhoods.queries import brokers_or_desk


def to_asker(letter: str, question: Question, *, at: datetime, **context: object) -> None:
    """Write to the asker, in the language of the question, when there is an address."""
    contact = getattr(question, "contact", None)
    if contact is None or not contact.email:
        return
    code = code_of(question.key, question.code_digest)
    with override(question.language):
        page = settings.SITE_ADDRESS + reverse("citylab:follow", args=[code])
    about = {"question": question, "text": question.text_in(question.language), "code": code, "page": page}
    _post(letter, contact.email, question.language, about | context, private=True, at=at)


def to_coordinators(letter: str, proposal: Proposal, *, at: datetime) -> None:
    """Write to who is named on the course, or else to all who coordinate for its institution."""
    course = proposal.course
    of_institution = User.objects.filter(roles__role=Role.COORDINATOR, roles__partner=course.partner_id)
    named = course.coordinators.filter(is_active=True)
    found = named if named.exists() else of_institution.filter(is_active=True)
    for user in found.exclude(email="").order_by("pk").distinct():
        to_user(letter, user, proposal=proposal, at=at)


def to_user(letter: str, user: User, *, proposal: Proposal, at: datetime) -> None:
    with override(user.language):
        page = settings.SITE_ADDRESS + reverse("workspace:proposal", args=[proposal.pk])
    context = {
        "proposal": proposal,
        "text": proposal.question.text_in(user.language),
        "course": proposal.course.text_in(user.language),
        "page": page,
    }
    _post(letter, user.email, user.language, context, private=False, at=at)


def to_brokers(letter: str, about: Interest | Proposal, *, at: datetime) -> None:
    """Write about a course and a question to every broker, or else to the desk of the city."""
    course, question = about.course, about.question
    for email, language in brokers_or_desk():
        given = {"interest": about, "proposal": about, "course": course.text_in(language)}
        _to_broker(letter, question, email, language, given, at)


def to_brokers_of(letter: str, question: Question, *, at: datetime) -> None:
    """Write about a question to every broker, or else to the desk of the city."""
    for email, language in brokers_or_desk():
        _to_broker(letter, question, email, language, {"part": question.part}, at)


def _to_broker(
    letter: str, question: Question, email: str, language: str, given: Mapping[str, object], at: datetime
) -> None:
    with override(language):
        page = settings.SITE_ADDRESS + reverse("workspace:question", args=[question.pk])
    context = {**given, "question": question, "text": question.text_in(language), "page": page}
    _post(letter, email, language, context, private=False, at=at)


def _post(
    letter: str, to: str, language: str, context: Mapping[str, object], *, private: bool, at: datetime
) -> None:
    template = f"citylab/emails/{{language}}/{letter}.txt"
    about = {**context, "city": City.objects.first()}
    write(template, about, to=to, language=language, private=private, at=at)
