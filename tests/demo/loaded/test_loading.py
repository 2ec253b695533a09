# SPDX-License-Identifier: EUPL-1.2
"""What the example promises to whoever opens the site for the first time."""

import re
import stat
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.db.models import Count, Q

from kennisstad.accounts.models import HeldRole, Role, User
from kennisstad.agreement.models import Agreement, Commitment, Fact
from kennisstad.agreement.whole import version_record
from kennisstad.audit.models import Event
from kennisstad.citylab.models import Contact, Proposal, ProposalStatus, Question, Step, TermPair, Use
from kennisstad.demo import files
from kennisstad.demo.actions import load
from kennisstad.demo.actions.loading import keep_letters_here
from kennisstad.demo.road_files import road
from kennisstad.education.calendar.holding import free_days
from kennisstad.education.calendar.window import Form
from kennisstad.education.models import Course, Department, ImportRun
from kennisstad.education.models.run import Status as RunStatus
from kennisstad.education.queries import Place, ahead, calendar_years
from kennisstad.languages.models import Text
from kennisstad.mail.actions import post
from kennisstad.mail.models import Letter
from kennisstad.neighbourhoods.models import City
from kennisstad.partners.models import Expert, Partner
from kennisstad.progress.queries import standings
from kennisstad.progress.state import State
from kennisstad.projects.models import Project, Result
from kennisstad.schools.models import BookingContact
from kennisstad.website.models import HomePage, TextPage
from tests.demo.loaded.conftest import Example
from tests.demo.making import LOADED_AT


def test_there_is_what_was_promised(example: Example) -> None:
    assert example.loaded.fresh
    assert example.loaded.counts == {
        "districts": 10,
        "neighbourhoods": 54,
        "partners": 27,
        "research groups": 24,
        "courses": 132,
        "questions": 64,
        "projects": 44,
        "results": 32,
        "steps for newcomers": 32,
        "congress venues": 9,
        "figures for the press": 4,
        "ambassadors": 3,
        "offers to schools": 12,
        "schools": 30,
        "rounds": 1,
        "sign-ins": 9,
    }


def test_word_pairs_are_learned_from_its_texts(example: Example) -> None:
    pairs = set(TermPair.objects.learned().values_list("dutch_word", "english_word"))

    assert len(pairs) > 400
    assert {("wijk", "district"), ("mantelzorgers", "carers"), ("huurders", "tenants")} <= pairs


def test_every_question_stands_where_its_file_says(example: Example) -> None:
    told = Counter((entry.own_words, entry.state, entry.language) for entry in road().questions)

    found = Question.objects.filter(leg_of__isnull=True).values_list("words", "status", "language")
    assert Counter(found) == told


def test_every_project_stands_where_its_file_says(example: Example) -> None:
    told = {
        (
            entry.texts["nl"].title,
            entry.state,
            entry.carrier,
            _day(entry.start_days_ago),
            _day(-entry.ends_in_days),
        )
        for entry in road().projects
    }

    found = Project.objects.filter(texts__language="nl").values_list(
        "texts__title", "status", "carrier__key", "starts_on", "ends_on"
    )

    assert {(*row,) for row in found} == told


def test_a_question_is_worked_on_in_the_project_its_file_names(example: Example) -> None:
    titles = {entry.key: entry.texts["nl"].title for entry in road().projects}
    told = {(entry.own_words, titles[entry.project]) for entry in road().questions if entry.project}

    placed = Question.objects.filter(project__texts__language="nl", leg_of__isnull=True).values_list(
        "words", "project__texts__title"
    )

    assert set(placed) == told


def test_every_use_is_of_the_moment_its_file_names(example: Example) -> None:
    projects = {entry.key: entry for entry in road().projects}
    told = {
        (entry.own_words, used.months, used.answer)
        for entry in road().questions
        if entry.project
        for used in projects[entry.project].used
    }

    assert set(Use.objects.values_list("question__words", "months", "answer")) == told
    assert not Use.objects.filter(answered_at__gt=LOADED_AT).exists()


def test_whatever_is_worked_on_has_a_course_of_its_carrier(example: Example) -> None:
    taken_up = Proposal.objects.filter(status=ProposalStatus.ACCEPTED).select_related("question__project")

    assert len(taken_up) == 22
    assert [p for p in taken_up if p.question.project and p.course_id != p.question.project.course_id] == []


def test_the_university_has_calendars_and_next_year_is_expected(example: Example) -> None:
    partner = Partner.objects.get(key="universiteit-leiden")
    humanities = Department.objects.get(texts__name="Faculteit der Geesteswetenschappen")
    years = calendar_years(Place(partner.pk), [2026, 2027])
    own = calendar_years(Place(partner.pk, humanities.pk), [2023, 2026, 2027])

    # Of 2027 the courses file names the first semester and its blocks; its holidays are foretold.
    assert [(year.year, year.expected) for year in years.values()] == [(2026, False), (2027, False)]
    assert {term.kind for term in years[2027].terms if term.expected} == {"holiday"}
    assert [(year.year, year.expected) for year in own.values()] == [
        (2023, False),
        (2026, False),
        (2027, True),
    ]
    assert own[2023].source == "Universiteit Leiden, jaarindeling Geesteswetenschappen 2023-2024"
    assert {term.kind for term in years[2026].terms} == {"semester", "block", "holiday"}
    whole = Place(partner.pk)
    assert free_days({whole: years}, date(2026, 9, 1), date(2027, 12, 31)) == {
        whole: {date(2026, 10, 3), date(2027, 10, 3)}
    }
    exempt = Department.objects.filter(exempt=True).order_by("texts__name")
    names = exempt.filter(texts__language="nl").values_list("texts__name", flat=True)
    assert list(names) == ["Faculteit der Geneeskunde (LUMC)", "Leiden University College"]


def test_a_course_is_too_late_for_february_and_can_be_had_in_september_by_15_april(example: Example) -> None:
    honours = Course.objects.get(code="HON-2001")

    told = [
        (one.starts, one.closes, one.expected)
        for one in ahead(LOADED_AT.date()).windows
        if one.course_id == honours.pk
    ]

    assert told == [
        (date(2027, 2, 1), date(2026, 11, 13), False),
        (date(2027, 9, 6), date(2027, 4, 15), False),
        (date(2028, 9, 4), date(2028, 4, 13), True),
    ]
    forms = {one.form for one in ahead(LOADED_AT.date()).windows}
    assert forms == set(Form)


def test_every_text_is_there_in_both_languages(example: Example) -> None:
    one_sided = []
    for model in apps.get_models():
        if issubclass(model, Text):
            owner = next(field.name for field in model._meta.get_fields() if field.many_to_one)
            rows = model._default_manager.values(owner).annotate(n=Count("pk")).filter(n__lt=2)  # type: ignore[attr-defined]
            one_sided += [(model._meta.label, row[owner]) for row in rows]

    assert one_sided == []


@pytest.mark.parametrize("model", [Question, Project, Result, Course, Expert, Partner, Agreement, Fact])
def test_every_record_has_words(example: Example, model: Any) -> None:
    silent = model.objects.filter(texts__isnull=True)

    assert {getattr(one, "status", "") for one in silent} <= {"sent"}
    assert silent.count() == (12 if model is Question else 0)


def test_every_step_is_in_the_journal_in_the_order_of_its_days(example: Example) -> None:
    # Wagtail publishes pages and keeps images by its own clock.
    told_by_us = Event.objects.exclude(
        kind__in=["page.published", "page.unpublished", "page.removed", "pageimage.changed"]
    )
    # A newsletter is drawn from what happened, so that earlier ones are written when all of it is there.
    told_by_us = told_by_us.exclude(kind__startswith="issue.")
    moments = list(told_by_us.order_by("pk").values_list("at", flat=True))

    assert moments == sorted(moments)
    assert moments[-1] == LOADED_AT
    told = Event.objects.filter(Q(kind__startswith="question.") | Q(kind__startswith="leg.")).exclude(
        kind__in=["question.sharpened", "question.used"]
    )
    assert told.count() == Step.objects.count()


def test_people_can_sign_in_in_every_role_and_institution(example: Example) -> None:
    lines = [line.split("\t") for line in example.sign_ins.read_text("utf-8").splitlines()]

    assert all(authenticate(username=name, password=password) for name, password, _role in lines)
    assert [name for name, _password, _role in lines] == list(
        User.objects.order_by("pk").values_list("username", flat=True)
    )
    assert set(HeldRole.objects.values_list("user__username", "role", "partner__key")) == {
        ("makelaar", Role.BROKER, None),
        ("coordinator-universiteit", Role.COORDINATOR, "universiteit-leiden"),
        ("coordinator-hogeschool", Role.COORDINATOR, "hogeschool-leiden"),
        ("coordinator-lumc", Role.COORDINATOR, "lumc"),
        ("coordinator-mbo", Role.COORDINATOR, "mborijnland"),
        ("redacteur", Role.PARTNER_EDITOR, "hogeschool-leiden"),
        ("programma", Role.PROGRAMME_MANAGER, None),
        ("beheer", Role.ADMINISTRATOR, None),
        ("wijkregisseur", Role.NEIGHBOURHOOD_DIRECTOR, None),
    }


def test_sign_ins_are_for_the_owner_alone_and_not_to_be_guessed(example: Example) -> None:
    passwords = [line.split("\t")[1] for line in example.sign_ins.read_text("utf-8").splitlines()]

    assert stat.S_IMODE(example.sign_ins.stat().st_mode) == 0o600
    assert all(re.fullmatch(r"([a-z]+-){4}\d{4}", password) for password in passwords)
    assert len(set(passwords)) == 9
    assert list(example.sign_ins.parent.iterdir()) == [example.sign_ins]


def test_each_coordinator_answers_for_the_courses_that_were_asked(example: Example) -> None:
    asked = Course.objects.filter(proposals__isnull=False).distinct()
    named = Course.objects.filter(coordinators__isnull=False)

    assert set(named) == set(asked)
    institutions = {
        "lumc": "lumc",
        "mbo": "mborijnland",
        "hogeschool": "hogeschool-leiden",
        "universiteit": "universiteit-leiden",
    }
    assert set(named.values_list("coordinators__username", "partner__key")) == {
        (f"coordinator-{short}", key) for short, key in institutions.items()
    }


def test_each_coordinator_finds_one_proposal_to_answer(example: Example) -> None:
    waiting = Proposal.objects.made().values_list("course__partner__key", flat=True)

    assert sorted(waiting) == ["hogeschool-leiden", "lumc", "mborijnland", "universiteit-leiden"]


def test_courses_were_read_whole_and_take_questions(example: Example) -> None:
    runs = ImportRun.objects.values_list("partner__key", "version", "status")

    assert set(runs) == {
        ("universiteit-leiden", "6", RunStatus.FINISHED),
        ("lumc", "6", RunStatus.FINISHED),
        ("mborijnland", "6", RunStatus.FINISHED),
        ("hogeschool-leiden", "5", RunStatus.FINISHED),
    }
    assert [run.counts[kind].get("unfit", 0) for run in ImportRun.objects.all() for kind in run.counts] == [
        0
    ] * 16
    assert Course.objects.offered().count() == 132
    assert any(course.open_offering(LOADED_AT.date()) for course in Course.objects.offered().with_words())


def test_letters_stay_here_and_are_few(example: Example) -> None:
    assert {contact.email for contact in Contact.objects.all()} == {
        contact.email for contact in files.placements().contacts.values()
    }
    private = Letter.objects.filter(private=True)
    assert set(private.values_list("to", "status")) == {
        (contact.email, "kept") for kind in (Contact, BookingContact) for contact in kind.objects.all()
    }
    assert 3 < private.exclude(to__startswith="leraar-").count() < 20
    # The others went to the example's coordinators, one for each proposal, or are about their fieldwork.
    assert set(Letter.objects.filter(private=False).values_list("status", flat=True)) == {"kept"}
    about_fieldwork = Letter.objects.filter(private=False, body__contains="/veldwerk/")
    about_days = Letter.objects.filter(private=False, body__contains="/werkplek/dagen/")
    others = Letter.objects.filter(private=False).exclude(pk__in=about_fieldwork).exclude(pk__in=about_days)
    assert others.count() == Proposal.objects.count()
    assert 0 < about_fieldwork.count() < 6


def test_no_letter_of_the_example_waits_for_a_mail_server(example: Example, settings: Any) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:2525?from=city@example.org"
    words: dict[str, Any] = {"subject": "a", "body": "b", "language": "nl", "private": True, "at": LOADED_AT}
    post(to="vraagsteller-2@example.org", **words)
    post(to="somebody-else@example.org", **words)

    keep_letters_here()

    assert [*Letter.objects.filter(status="waiting").values_list("to", flat=True)] == [
        "somebody-else@example.org"
    ]


def test_the_site_speaks_of_the_city(example: Example) -> None:
    assert City.objects.get().name == "Leiden"
    assert all("Leiden" in home.intro for home in HomePage.objects.all())
    assert {page.locale.language_code for page in TextPage.objects.all()} == {"nl", "en"}


def test_sources_that_disagree_both_stand(example: Example) -> None:
    ends = Fact.objects.filter(agreement__key="leiden-2017", topic="end", texts__language="en")

    assert list(ends.order_by("-followed").values_list("followed", "texts__statement")) == [
        (True, "The agreement ran until the end of 2022."),
        (False, "The agreement ran until the end of 2021."),
    ]


def test_each_version_stands_as_its_file_says(example: Example) -> None:
    for told in files.agreements():
        found = version_record(Agreement.objects.get(key=told.key), with_hidden=True)
        bare = replace(found, parties=tuple(replace(one, name="") for one in found.parties))
        added = {one.commitment for one in files.progress().figures}
        mine, theirs = (
            replace(one, commitments=tuple(c for c in one.commitments if c.key not in added))
            for one in (told, bare)
        )
        assert theirs == mine


def test_the_example_shows_each_state_of_a_commitment(example: Example) -> None:
    commitments = {one.key: one for one in Commitment.objects.select_related("agreement")}

    found = standings(commitments.values(), LOADED_AT.date())

    states = {key: found[one.pk].state for key, one in commitments.items()}
    assert set(states.values()) == set(State)
    assert {
        key: states[key]
        for key in (
            "example-greener-gardens", "example-hours-for-a-question", "example-heritage-lesson",
            "healthy-2030", "homes-for-internationals", "symposium-city-phd", "city-of-science",
        )
    } == {
        "example-greener-gardens": State.REACHED,
        "example-hours-for-a-question": State.OVERDUE,
        "example-heritage-lesson": State.OVERDUE,
        "healthy-2030": State.EVIDENCE,
        "homes-for-internationals": State.UNDER_WAY,
        "symposium-city-phd": State.NO_EVIDENCE,
        "city-of-science": State.REACHED,
    }  # fmt: skip


def test_loading_again_changes_nothing(example: Example, tmp_path: Path) -> None:
    before = _all_counts()

    again = load(at=LOADED_AT + timedelta(days=400), passwords=tmp_path / "sign-ins.txt")

    assert (again.fresh, again.counts) == (False, example.loaded.counts)
    assert _all_counts() == before
    assert list(tmp_path.iterdir()) == []


def _day(ago: int) -> Any:
    return LOADED_AT.date() - timedelta(days=ago)


def _all_counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}
