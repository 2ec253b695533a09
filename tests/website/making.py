# SPDX-License-Identifier: EUPL-1.2
"""A whole road in one call, and a page read as a person's tools read it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

from django.core.files.base import ContentFile

from kennisstad.agreement.models import (
    Agreement,
    AgreementText,
    Fact,
    FactText,
    Mark,
    Party,
    Theme,
    ThemeText,
)
from kennisstad.citylab.models import Question, Status, Step, Use
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner
from kennisstad.projects.models import (
    GivingBack,
    GivingBackText,
    LogEntry,
    LogText,
    Milestone,
    MilestoneText,
    Project,
    Result,
    ResultFile,
    ResultLink,
)
from tests.making import MONDAY, make_project, make_question, make_result

EMPTY = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    inside: list[Any] = field(default_factory=list)

    def all(self, tag: str = "", *, cls: str = "") -> "list[Element]":
        """Give the elements inside, at any depth, with this tag and class."""
        found: list[Element] = []
        for one in self.inside:
            if isinstance(one, Element):
                fits = (not tag or one.tag == tag) and (not cls or cls in one.classes)
                found += [one] if fits else []
                found += one.all(tag, cls=cls)
        return found

    def one(self, tag: str = "", *, cls: str = "") -> "Element":
        (found,) = self.all(tag, cls=cls)
        return found

    def texts(self, tag: str = "", *, cls: str = "") -> list[str]:
        return [one.text for one in self.all(tag, cls=cls)]

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    @property
    def raw(self) -> str:
        return "".join(one.raw if isinstance(one, Element) else one for one in self.inside)

    @property
    def text(self) -> str:
        return " ".join(self.raw.split())


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(answer: Any) -> Element:
    """Read an answer's page; its elements must be closed in order."""
    return _Reader(answer.content.decode()).root


def main(answer: Any) -> Element:
    """Read what is between the head and the foot of a page."""
    return read(answer).one("main")


def make_agreement(
    key: str = "2023", *parties: Partner, starts: int = 2023, ends: int = 2027, status: str = "signed"
) -> Agreement:
    """Make a version that takes its place among those that are there, in the order of their first days."""
    tail = Agreement.objects.filter(followed_by__isnull=True).first()
    agreement = Agreement.objects.create(
        key=key,
        kind="successor" if tail else "first",
        status=status,
        follows=tail,
        starts_on=date(starts, 1, 1),
        ends_on=date(ends, 12, 31),
        signed_on=date(starts, 1, 1) if status == "signed" else None,
    )
    _put_in_order(agreement)
    for language in ("nl", "en"):
        AgreementText.objects.create(
            agreement=agreement,
            language=language,
            name=f"Agreement {key} {language}",
            summary=f"{key} {language}",
        )
    fact = Fact.objects.create(agreement=agreement, topic="end", source="A page", read_on=date(2026, 11, 1))
    FactText.objects.create(fact=fact, language="en", statement=f"It ends in {ends}.")
    for partner in parties:
        Party.objects.create(agreement=agreement, partner=partner, joined_on=agreement.starts_on)
    return agreement


def _put_in_order(agreement: Agreement) -> None:
    others = Agreement.objects.exclude(pk=agreement.pk)
    before = others.filter(starts_on__lt=agreement.starts_on).newest().first()
    if after := others.filter(starts_on__gte=agreement.starts_on).oldest().first():
        Agreement.objects.filter(pk=after.pk).update(follows=agreement, kind="successor")
        agreement.follows, agreement.kind = before, "successor" if before else "first"
        agreement.save()


def make_theme(agreement: Agreement | None = None, key: str = "city-lab", *, place: int = 1) -> Theme:
    theme = Theme.objects.create(
        agreement=agreement or make_agreement(), key=key, mark=Mark.CANAL, place=place
    )
    for language in ("nl", "en"):
        ThemeText.objects.create(
            theme=theme, language=language, name=f"{key} {language}", summary="Together."
        )
    return theme


def make_road(
    number: int = 0,
    *,
    district: Area | None = None,
    carrier: Partner | None = None,
    theme: Theme | None = None,
    title: str = "",
) -> Project:
    """Make a question that was asked, worked on, answered, given back and used."""
    title = title or f"Road {number}"
    start = date(2026, 9, 1) - timedelta(days=number)
    project = make_project(carrier, title=title, status="given-back", starts_on=start)
    project.partners.add(project.carrier)
    project.districts.set([district] if district else [])
    project.themes.set([theme] if theme else [])
    question = make_question(
        words=f"Own words {number}",
        status=Status.GIVEN_BACK,
        districts=[district] if district else [],
        project=project,
        show_words=True,
    )
    result = make_result(project)
    question.texts.update(title=f"Question {number}")
    result.texts.update(title=f"Result {number}")
    _make_plan_and_log(project)
    _make_end(question, result)
    return project


def _make_plan_and_log(project: Project) -> None:
    milestone = Milestone.objects.create(project=project, due_on=date(2026, 10, 1))
    entry = LogEntry.objects.create(project=project, on=date(2026, 9, 20))
    for language in ("nl", "en"):
        MilestoneText.objects.create(milestone=milestone, language=language, title=f"Talk {language}")
        LogText.objects.create(entry=entry, language=language, words=f"Began {language}")


def _make_end(question: Question, result: Result) -> None:
    for status in (Status.SENT, Status.PLACED, Status.GIVEN_BACK):
        Step.objects.create(question=question, status=status, at=MONDAY)
    Use.objects.create(question=question, months=3, answer="used", why="Secret.", answered_at=MONDAY)
    giving = GivingBack.objects.create(project=result.project, on=date(2026, 11, 10), form="meeting")
    for language in ("nl", "en"):
        GivingBackText.objects.create(giving_back=giving, language=language, place=f"School {language}")
    ResultLink.objects.create(result=result, address="https://example.org/report", label="The report")
    make_file(result)


def make_file(
    result: Result, *, label: str = "The counts", media_type: str = "text/csv", content: bytes = b"a,b\n1,2\n"
) -> ResultFile:
    file = ResultFile(result=result, label=label, media_type=media_type, size_bytes=len(content))
    file.content.save("name", ContentFile(content))
    return file
