# SPDX-License-Identifier: EUPL-1.2
"""Records for tests, each with one plain call."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.utils.translation import override

from kennisstad.accounts.models import HeldRole, Role, User
from kennisstad.citylab import legs
from kennisstad.citylab.following import new_code
from kennisstad.citylab.leg_plans import LegPlan
from kennisstad.citylab.models import (
    Contact,
    Judgement,
    LearnedModel,
    LearnedStatus,
    PairSource,
    Proposal,
    Question,
    QuestionText,
    Status,
    TermPair,
    Verdict,
)
from kennisstad.citylab.models.question import ENDED
from kennisstad.education.models import Course, CourseText, Level, Offering
from kennisstad.neighbourhoods.models import Area, Kind
from kennisstad.partners.models import (
    Authorship,
    Expert,
    ExpertKind,
    ExpertText,
    Partner,
    PartnerText,
    Researcher,
    Work,
)
from kennisstad.partners.models import Kind as PartnerKind
from kennisstad.projects.models import Project, ProjectText, Result, ResultText
from kennisstad.web.templatetags.web import in_words

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_numbers = count(1)


def make_user(*roles: Role, partner: Partner | None = None, **fields: Any) -> User:
    """Make somebody who holds these roles, those of an organisation for `partner`."""
    number = next(_numbers)
    values = {"username": f"user-{number}", "name": f"User {number}", "email": f"user-{number}@example.org"}
    user = User(**values | fields)
    user.set_unusable_password()
    user.save()
    for role in roles:
        of_one = role in (Role.COORDINATOR, Role.PARTNER_EDITOR)
        HeldRole.objects.create(user=user, role=role, partner=partner if of_one else None)
    return user


def make_partner(key: str = "", **fields: Any) -> Partner:
    key = key or f"partner-{next(_numbers)}"
    partner = Partner.objects.create(
        key=key, **{"name": key.title(), "kind": PartnerKind.KNOWLEDGE_INSTITUTION} | fields
    )
    for language in ("nl", "en"):
        PartnerText.objects.create(partner=partner, language=language, about=f"{key} {language}")
    return partner


def make_district(name: str = "Merenwijkdistrict", code: str = "") -> Area:
    number = next(_numbers)
    return Area.objects.create(
        kind=Kind.DISTRICT, name=name, code=code or f"WK{number:06}", slug=f"{name.lower()}-{number}"
    )


def make_course(
    partner: Partner | None = None,
    *,
    name: str = "Onderzoek in de wijk",
    description: str = "Studenten praten met bewoners.",
    name_en: str = "Research in the neighbourhood",
    coordinators: Iterable[User] = (),
    questions_until: date | None = date(2027, 1, 15),
    **fields: Any,
) -> Course:
    """Make a course that takes questions until 15 January and runs from February to June."""
    number = next(_numbers)
    course = Course.objects.create(
        partner=partner or make_partner(),
        **{"external_id": f"course-{number}", "code": f"C{number}"}
        | {"level": Level.BACHELOR, "takes_questions": True}
        | fields,
    )
    words = {"nl": (name, description), "en": (name_en, "Students talk with residents.")}
    for language, (called, described) in words.items():
        CourseText.objects.create(course=course, language=language, name=called, description=described)
    course.coordinators.set(coordinators)
    Offering.objects.create(
        course=course,
        external_id=f"offering-{number}",
        starts_on=date(2027, 2, 1),
        ends_on=date(2027, 6, 30),
        questions_from=date(2026, 9, 1) if questions_until else None,
        questions_until=questions_until,
        teams=12,
    )
    return course


def make_expert(
    *, name: str = "Een groep", about: str = "Wij weten veel.", works: str = "", **fields: Any
) -> Expert:
    """Make a research group that wants to be asked, with Dutch words."""
    values = {"key": f"expert-{next(_numbers)}", "partner": make_partner(), "kind": ExpertKind.GROUP}
    expert = Expert.objects.create(**values | fields)
    ExpertText.objects.create(expert=expert, language="nl", name=name, about=about, works=works)
    return expert


def make_question(
    *,
    words: str = "Waarom is het zo stil in onze straat?",
    title: str | None = "Hoe komt er meer leven in de straat?",
    body: str = "",
    status: Status = Status.OPEN,
    districts: Iterable[Area] = (),
    email: str = "",
    **fields: Any,
) -> Question:
    """Make a question in any state that needs no other record; with a Dutch and an English title."""
    key = uuid.uuid4()
    values = {
        "key": key,
        "code_digest": new_code(key)[1],
        "words": words,
        "language": "nl",
        "asker_kind": "resident",
        "status": status,
        "sent_at": MONDAY,
        "answered_at": None if status == Status.SENT else MONDAY,
        "ended_at": MONDAY if status in ENDED else None,
    }
    question = Question.objects.create(**values | fields)
    if title and status != Status.SENT:
        english = f"About question {question.pk}"
        QuestionText.objects.create(question=question, language="nl", title=title, body=body)
        QuestionText.objects.create(question=question, language="en", title=english, body="")
    question.districts.set(districts)
    if email:
        Contact.objects.create(question=question, email=email)
    return question


def make_legs(*districts: Area, orders: Sequence[int] = (1, 2), **fields: Any) -> list[Question]:
    """Cut a question into legs, which run in these turns."""
    said = {"nl": {"title": "Een deel", "body": "", "discipline": "Sociologie", "hand_over": "De lijst"}}
    plans = [LegPlan(order=order, words=said) for order in orders]
    whole = make_question(districts=districts, **fields)
    return legs.split(whole, plans=plans, messages={}, by=None, at=MONDAY)


def make_proposal(question: Question | None = None, course: Course | None = None) -> Proposal:
    question = question or make_question(status=Status.PROPOSED)
    return Proposal.objects.create(question=question, course=course or make_course(), made_at=MONDAY)


def make_pair(dutch: str = "fiets", english: str = "bicycl", **fields: Any) -> TermPair:
    """Make a learned pair of terms, or one from the dictionary when `source` says so."""
    learned = fields.get("source", PairSource.LEARNED) == PairSource.LEARNED
    values = {"weight": 0.8, "source": PairSource.LEARNED, "records": 3 if learned else 0}
    words = {"dutch_word": dutch, "english_word": english}
    return TermPair.objects.create(dutch=dutch, english=english, **values | words | fields)


def make_judgement(
    verdict: Verdict = Verdict.ACCEPTED, features: dict[str, float] | None = None, **fields: Any
) -> Judgement:
    """Make a decision on a course, each about a number of its own."""
    values = {"question": None, "kind": "course", "candidate": next(_numbers), "score": 0.5, "at": MONDAY}
    values |= {"cause": "subject"} if verdict == Verdict.DECLINED else {}
    values |= fields
    values["question"] = values["question"] or make_question(title=None)
    return Judgement.objects.create(verdict=verdict, features=features or {"words": 1.0}, **values)


def make_learned_model(*, in_use: bool = False, **fields: Any) -> LearnedModel:
    figures = {"log_loss": 0.5, "brier": 0.2, "auc": 0.75}
    measured = {"against": 0, "old": figures, "new": figures, "n": 8, "calibration_error": 0.1}
    table = [{"low": 0.4, "high": 0.6, "n": 8, "said": 0.5, "share": 0.6}]
    values = {
        "version": 1_000 + next(_numbers),
        "weights": {"words": 6.0},
        "bias": -4.0,
        "decisions": 32,
        "figures": measured | {"reliability": table},
        "trained_at": MONDAY,
    }
    used = {"status": LearnedStatus.IN_USE, "used_at": MONDAY} if in_use else {}
    return LearnedModel.objects.create(**values | used | fields)


def make_project(
    carrier: Partner | None = None, *, title: str = "Samen de straat op", **fields: Any
) -> Project:
    values = {"carrier": carrier or make_partner(), "starts_on": date(2026, 9, 1)}
    project = Project.objects.create(**values | fields)
    for language in ("nl", "en"):
        ProjectText.objects.create(project=project, language=language, title=title, summary="…")
    return project


def make_result(project: Project | None = None, *, title: str = "Een bank helpt") -> Result:
    project = project or make_project(status="handed-over")
    result = Result.objects.create(project=project, handed_over_on=date(2026, 11, 1))
    found = {"nl": "Mensen blijven staan waar een bank staat.", "en": "People stop where there is a bench."}
    for language, words in found.items():
        ResultText.objects.create(
            result=result,
            language=language,
            title=title if language == "nl" else "A bench helps",
            found=words,
            failed="De enquête leverde weinig op." if language == "nl" else "The survey brought little.",
            next_question="Wie zorgt voor de bank?" if language == "nl" else "Who looks after the bench?",
        )
    return result


def make_researcher(partner: Partner | None = None, **fields: Any) -> Researcher:
    number = next(_numbers)
    values = {"openalex_id": f"A{number}", "name": f"A. Voorbeeld {number}", "seen_at": MONDAY}
    return Researcher.objects.create(partner=partner or make_partner(), **values | fields)


def make_work(*people: Researcher, title: str = "Groen in de straat", **fields: Any) -> Work:
    """Make a work that stands with these people."""
    work = Work.objects.create(
        **{"openalex_id": f"W{next(_numbers)}", "title": title, "year": 2024, "language": "nl"} | fields
    )
    for person in people:
        Authorship.objects.create(researcher=person, work=work)
    return work


WORDS = {"nl": {"title": "Een titel", "body": "Meer"}, "en": {"title": "A title", "body": "More"}}
RESULT_WORDS = {
    language: {"title": "R", "asked": "", "found": "F", "advice": "", "failed": "X", "next_question": "N"}
    for language in ("nl", "en")
}


def in_english(day: date) -> str:
    """Write a day as pages do: with its year when that is not this one, whenever that is."""
    with override("en"):
        return in_words(day)
