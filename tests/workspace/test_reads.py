# SPDX-License-Identifier: EUPL-1.2
"""Every page asks the database the same number of times, however full the city is."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kennisstad.accounts.models import HeldRole, Role
from kennisstad.agreement.models import Theme, ThemeStep, ThemeText
from kennisstad.audit.actions import record
from kennisstad.citylab import actions, interests, judging, pairs, placing
from kennisstad.citylab.judging import NOTHING_SEEN
from kennisstad.citylab.models import CandidateKind, Question, Status, TermPair
from kennisstad.education.models import Calendar, Department, Offering
from kennisstad.fieldwork.models import SharedVisit
from kennisstad.neighbourhoods.models import City as CityRecord
from kennisstad.newsletter.models import Break
from kennisstad.progress import actions as progress
from kennisstad.progress.models import ReportDay, Verdict
from kennisstad.projects import actions as projects
from kennisstad.projects.models import GivingBack, ResultFile, ResultLink
from tests.agreement.making import make_commitment, make_figure, make_theme
from tests.fieldwork.making import make_fieldwork, make_limit, make_neighbourhood, make_pause
from tests.making import (
    MONDAY,
    make_course,
    make_district,
    make_judgement,
    make_learned_model,
    make_pair,
    make_partner,
    make_project,
    make_proposal,
    make_question,
    make_researcher,
    make_result,
    make_user,
    make_work,
)
from tests.newsletter.making import make_delivery, make_reader
from tests.newsletter.writing import make_issue, make_item
from tests.welcome.making import make_ambassador, make_message
from tests.workspace.test_mail import make_letter
from tests.workspace.world import City

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
TITLE = "Wat helpt tegen eenzaamheid bij ouderen?"

READS = {
    "home": 41,
    "desk": 12,
    "question": 77,
    "proposals": 13,
    "proposal": 15,
    "projects": 12,
    "project": 38,
    "project_new": 13,
    "courses": 12,
    "parts": 17,
    "terms": 9,
    "pairs": 10,
    "learning": 11,
    "learned_model": 9,
    "course": 37,
    "messages": 11,
    "message": 13,
    "mail": 10,
    "letter": 9,
    "journal": 10,
    "people": 12,
    "person": 12,
    "researchers": 10,
    "researcher": 11,
    "own_research": 9,
    "calendars": 9,
    "calendar": 15,
    "set_calendar": 15,
    "fieldwork": 17,
    "school_offers": 11,
    "school_offer_new": 10,
    "school_offer": 15,
    "school_cancel": 13,
    "norms": 9,
    "study_new": 10,
    "area": 20,
    "one_fieldwork": 15,
    "agreements": 11,
    "agreement": 36,
    "agreement_new": 8,
    "agreement_map": 23,
    "commitments": 18,
    "commitment": 25,
    "commitment_new": 15,
    "owed": 22,
    "days": 13,
    "report_days": 9,
    "ambassadors": 13,
    "newsletters": 12,
    "issue": 15,
    "issue_item": 13,
    "issue_preview": 16,
    "newsletter_rhythm": 10,
    "readers": 19,
    "reader": 12,
}
"""Reads of each page for somebody who holds every role: three for who signed in, four for what stands around
every page. Pages of one record, and the home page of all roles at once, read more than lists."""


class FullCity(City):
    """One of everything, with everything in it; `grow` adds as much again to each list."""

    def __init__(self) -> None:
        super().__init__()
        city = CityRecord.objects.create(
            name="Leiden",
            municipality_code="GM0546",
            desk_name="Loket",
            postcode_first=2311,
            postcode_last=2334,
        )
        city.texts.create(language="nl")
        self.theme = Theme.objects.create(agreement=self.agreement, key="lab", mark="canal", place=1)
        ThemeText.objects.create(theme=self.theme, language="nl", name="De stad als lab", summary="…")
        self.user = make_user(*Role, partner=self.ours)
        self.course.coordinators.add(self.user)
        self.course.texts.update(name=TITLE)
        record("made", subject=self.course, by_id=self.user.pk, at=MONDAY)
        self.result = make_result(make_project(self.ours, course=self.course, status="handed-over"))
        self.grow()

    def grow(self) -> None:
        self._grow_lists()
        self._grow_question()
        self._grow_project(self.project)
        self._grow_project(self.result.project)
        self._grow_course()
        self._grow_calendars()
        self._grow_agreements()

    def _grow_lists(self) -> None:
        districts = [make_district()]
        for status in (Status.SENT, Status.OPEN):
            make_question(status=status, districts=districts, title=TITLE)
        make_proposal(course=self.course)
        interests.ask_for(
            make_question(title=TITLE), course=self.course, note_to_broker="", by=self.user, at=MONDAY
        )
        project = make_project(self.ours, course=self.course)
        project.districts.set(districts)
        milestone(project)
        make_letter(private=True)
        self._grow_ledger(project)
        for state in ("asked", "reading", "stopped"):
            make_reader(status=state)
        make_delivery(self.reader, status="sent")
        make_ambassador(state="confirmed")
        make_message()
        self._grow_newsletter()
        pair = make_pair(dutch=f"woord{TermPair.objects.count()}", english="word")
        pairs.strike_out(pair, by=make_user(), at=MONDAY)
        make_work(self.researcher, make_researcher(self.ours))
        HeldRole.objects.create(user=make_user(), role=Role.COORDINATOR, partner=self.ours)
        like, result, course = make_question(title=TITLE), make_result(title=TITLE), make_course(name=TITLE)
        for one in (like, result.project, course):
            record("made", subject=one, by_id=self.user.pk, at=MONDAY)

    def _grow_newsletter(self) -> None:
        make_issue(items=["asked", "agenda"])
        for section in ("asked", "agenda", "own"):
            make_item(self.issue, section)
            make_item(self.issue, section, dropped=True)
        Break.objects.create(begins_on=date(2091, 7, 1), ends_on=date(2091, 8, 1))

    def _grow_ledger(self, project) -> None:
        street = make_neighbourhood(self.district)
        make_limit(street)
        make_pause(street)
        make_pause(self.district, starts_on=date(2091, 1, 1), ends_on=date(2091, 3, 1))
        make_fieldwork(street, project=project, ends_on=date(2091, 1, 1))
        elsewhere = make_fieldwork(self.district, partner=self.ours, ends_on=date(2091, 1, 1))
        again = make_fieldwork(street, project=self.result.project, ends_on=date(2091, 1, 1))
        for other in (elsewhere, again):
            SharedVisit.objects.create(first=self.work, second=other, proposed_at=MONDAY)

    def _grow_question(self) -> None:
        question = Question.objects.get(pk=self.question.pk)
        words = {"title": TITLE, "body": ""}
        actions.sharpen(
            question,
            words={"nl": words, "en": words},
            themes=[self.theme.pk],
            districts=[make_district().pk],
            show_words=True,
            minutes=1,
            by=self.user,
            at=MONDAY,
        )
        if question.status == Status.SENT:
            actions.open_question(question, messages={"nl": "Wij zoeken."}, by=self.user, at=MONDAY)
        made = placing.propose(question, course=make_course(), note_to_course="", by=self.user, at=MONDAY)
        placing.decline_proposal(made, reason="Vol", by=self.user, at=MONDAY)
        aside = {"kind": CandidateKind.COURSE, "candidate": made.course_id, "seen": NOTHING_SEEN}
        judging.not_relevant(question, **aside, by=self.user, at=MONDAY)
        make_judgement(question=question)
        make_learned_model()
        interests.ask_for(question, course=make_course(), note_to_broker="Ja", by=self.user, at=MONDAY)

    def _grow_project(self, project) -> None:
        milestone(project)
        projects.log(project, words={"nl": {"words": "Iets"}}, on=MONDAY.date(), by=None, at=MONDAY)
        project.districts.add(make_district())
        project.themes.add(self.theme)
        GivingBack.objects.create(project=project, on=MONDAY.date(), form="meeting").texts.create(
            language="nl", place="Buurthuis"
        )
        if project == self.result.project:
            make_question(status=Status.PLACED, project=project)
            ResultLink.objects.create(result=self.result, address="https://example.org", label="x")
            ResultFile.objects.create(
                result=self.result, content="x", label="x", media_type="x", size_bytes=1
            )

    def _grow_agreements(self) -> None:
        themes = [make_theme(version, place=9) for version in (self.agreement, self.draft)]
        ThemeStep.objects.create(old=themes[0], new=themes[1])
        make_project(self.ours).themes.add(themes[0])
        partner = make_partner()
        for version in (self.agreement, self.draft):
            version.parties.create(partner=partner, joined_on=MONDAY, left_on=MONDAY)
            version.facts.create(topic=f"t{partner.pk}", source="x", read_on=MONDAY).texts.create(
                language="nl", statement="Iets"
            )
            make_commitment(version, owners=[self.ours, partner], theme=themes[0], due_on=date(2024, 1, 1))
        figure = make_figure(self.commitment, source=partner.key)
        figure.texts.update(why_withdrawn="Fout")
        by = {"by": None, "at": MONDAY}
        progress.serve(self.commitment, make_project(self.ours), **by)
        progress.show_result(self.commitment, make_result(), **by)
        progress.assess(self.commitment, verdict=Verdict.KEPT, words={"nl": {"because": "Ja"}}, **by)
        day = date(2091, 1, 1) + timedelta(days=partner.pk)
        ReportDay.objects.create(on=day, remind_on=day)

    def _grow_course(self) -> None:
        person = make_user(Role.COORDINATOR, partner=self.ours)
        self.course.coordinators.add(person)
        Offering.objects.create(
            course=self.course, external_id=person.username, starts_on="2099-01-01", ends_on="2099-06-01"
        )

    def _grow_calendars(self) -> None:
        number = Calendar.objects.count() + 1
        faculty = Department.objects.create(partner=self.ours, external_id=f"faculty-{number}")
        faculty.texts.create(language="nl", name="Faculteit")
        for year in (2025, 2026, 2027):
            said = {"partner": self.ours, "year": year, "version": number, "origin": "form"}
            calendar = Calendar.objects.create(**said, made_at=MONDAY)
            term = calendar.terms.create(kind="block", starts_on=f"{year}-09-07", ends_on=f"{year}-10-23")
            term.texts.create(language="nl", name="Blok 1")


def milestone(project) -> None:
    projects.add_milestone(project, words={"nl": {"title": "Iets"}}, due_on=MONDAY.date(), by=None, at=MONDAY)


PAGES = {
    "home": lambda city: {},
    "desk": lambda city: {},
    "question": lambda city: {"pk": city.question.pk},
    "proposals": lambda city: {},
    "proposal": lambda city: {"pk": city.proposal.pk},
    "projects": lambda city: {},
    "project": lambda city: {"pk": city.result.project.pk},
    "project_new": lambda city: {},
    "courses": lambda city: {},
    "course": lambda city: {"pk": city.course.pk},
    "parts": lambda city: {"pk": city.leg.leg_of_id},
    "terms": lambda city: {},
    "pairs": lambda city: {},
    "learning": lambda city: {},
    "learned_model": lambda city: {"pk": city.learned.pk},
    "messages": lambda city: {},
    "message": lambda city: {"pk": city.message.pk},
    "mail": lambda city: {},
    "letter": lambda city: {"pk": city.letter.pk},
    "journal": lambda city: {},
    "people": lambda city: {},
    "person": lambda city: {"pk": city.person.pk},
    "researchers": lambda city: {},
    "researcher": lambda city: {"pk": city.researcher.pk},
    "own_research": lambda city: {},
    "calendars": lambda city: {},
    "calendar": lambda city: {"pk": city.ours.pk},
    "set_calendar": lambda city: {"pk": city.ours.pk, "year": 2026},
    "school_offers": lambda city: {},
    "school_offer_new": lambda city: {},
    "school_offer": lambda city: {"pk": city.school_offer.pk},
    "school_cancel": lambda city: {"pk": city.school_offer.pk, "booking": city.booking.pk},
    "fieldwork": lambda city: {},
    "norms": lambda city: {},
    "study_new": lambda city: {},
    "area": lambda city: {"pk": city.district.pk},
    "one_fieldwork": lambda city: {"pk": city.work.pk},
    "agreements": lambda city: {},
    "agreement": lambda city: {"pk": city.draft.pk},
    "agreement_new": lambda city: {},
    "agreement_map": lambda city: {"pk": city.draft.pk},
    "commitments": lambda city: {},
    "commitment": lambda city: {"pk": city.commitment.pk},
    "commitment_new": lambda city: {"pk": city.draft.pk},
    "owed": lambda city: {},
    "report_days": lambda city: {},
    "ambassadors": lambda city: {},
    "newsletters": lambda city: {},
    "issue": lambda city: {"pk": city.issue.pk},
    "issue_item": lambda city: {"pk": city.issue.pk, "item": city.issue.items.earliest("pk").pk},
    "issue_preview": lambda city: {"pk": city.issue.pk},
    "newsletter_rhythm": lambda city: {},
    "readers": lambda city: {},
    "reader": lambda city: {"pk": city.reader.pk},
}


def reads_of(desk, name, city) -> int:
    """Count the reads of a page that was seen before: the first time the index catches up."""
    if desk.see(name, **PAGES[name](city)).status_code == 403:
        return 0
    with CaptureQueriesContext(connection) as captured:
        assert desk.see(name, **PAGES[name](city)).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", PAGES)
def test_reads_do_not_grow_with_the_city(desk_of, name):
    city = FullCity()
    desk = desk_of(city.user)
    few = reads_of(desk, name, city)
    for _ in range(3):
        city.grow()

    assert (few, reads_of(desk, name, city)) == (READS[name], READS[name])


@pytest.mark.parametrize("role", [*Role, "named"])
def test_reads_do_not_grow_for_who_holds_one_role_either(desk_of, role):
    city = FullCity()
    user = make_user(*([role] if role in Role.values else []), partner=city.ours)
    city.course.coordinators.add(user)
    desk = desk_of(user)
    few = {name: reads_of(desk, name, city) for name in PAGES}
    for _ in range(3):
        city.grow()

    assert {name: reads_of(desk, name, city) for name in PAGES} == few
    assert any(few.values())
