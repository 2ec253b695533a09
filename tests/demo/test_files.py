# SPDX-License-Identifier: EUPL-1.2
"""The example's own files: they fit together, their days can have happened, and they name nobody."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kennisstad.agreement.exchange.checking import faults
from kennisstad.agreement.exchange.record import VersionRecord
from kennisstad.agreement.models import Mark
from kennisstad.campus.campus_file import read as read_campus
from kennisstad.citylab.models.question import PUBLIC
from kennisstad.demo import files
from kennisstad.demo.road_files import ProjectEntry, QuestionEntry, road
from kennisstad.demo.year_file import coming_year
from kennisstad.lib.files import read_text
from kennisstad.partners.models import ExpertKind, Kind
from kennisstad.projects.models import Form
from kennisstad.years import year_file
from tests.demo.making import LOADED_AT

DISTRICTS = {f"WK05460{number}" for number in range(10)}
QUESTIONS = {question.key: question for question in road().questions}
PROJECTS = {project.key: project for project in road().projects}
THEMES = {theme.key for theme in files.agreements()[-1].themes}
PARTNERS = {partner.key for partner in files.partners()}

FIELDS_OF: dict[str, set[str]] = {
    "sent": set(),
    "open": {"texts", "message"},
    "waiting": {"texts", "message"},
    "proposed": {"texts"},
    "placed": {"texts", "project"},
    "given-back": {"texts", "project"},
    "advised": {"texts", "message", "advised_with"},
    "referred": {"texts", "message", "referred_to"},
    "merged": {"texts", "message", "merged_into"},
    "declined": {"texts", "message"},
    "withdrawn": {"texts"},
    "in-legs": {"texts", "message"},
}
"""What a question in a state says; one that went to a course may have the message with which it opened."""
RESULTS_OF: dict[str, set[str]] = {
    "planned": {"starts_in_days"},
    "running": {"started_days_ago"},
    "handed-over": {"started_days_ago", "result"},
    "given-back": {"started_days_ago", "result", "given_back"},
    "closed": {"started_days_ago", "result", "given_back"},
    "stopped": {"started_days_ago", "stopped_because"},
}


def test_nothing_is_named_twice() -> None:
    for entries in (road().questions, road().projects, files.partners(), files.experts(), files.agreements()):
        assert [key for key, count in Counter(e.key for e in entries).items() if count > 1] == []
    assert len(QUESTIONS) == 64
    assert len(PROJECTS) == 44


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.key)
def test_a_question_says_what_its_state_needs(question: QuestionEntry) -> None:
    said = {name for name in set().union(*FIELDS_OF.values()) if getattr(question, name) is not None}

    assert said - {"message"} == FIELDS_OF[question.state] - {"message"}
    assert "message" in said or "message" not in FIELDS_OF[question.state]
    assert set(question.themes) <= THEMES
    assert set(question.districts) <= DISTRICTS
    assert all(len(words.title) <= 90 for words in (question.texts or {}).values())


@pytest.mark.parametrize("project", PROJECTS.values(), ids=lambda project: project.key)
def test_a_project_says_what_its_state_needs(project: ProjectEntry) -> None:
    said = {name for name in set().union(*RESULTS_OF.values()) if getattr(project, name) is not None}

    assert said == RESULTS_OF[project.state]
    assert set(project.partners) <= PARTNERS
    assert set(project.themes) <= THEMES
    assert set(project.districts) <= DISTRICTS
    assert project.given_back is None or project.given_back.form in Form.values
    assert not project.used or project.given_back is not None


def test_questions_and_projects_point_at_what_there_is() -> None:
    assert {q.project for q in QUESTIONS.values() if q.project} <= PROJECTS.keys()
    assert all(PROJECTS[q.advised_with].result for q in QUESTIONS.values() if q.advised_with)
    assert all(QUESTIONS[q.merged_into].state in PUBLIC for q in QUESTIONS.values() if q.merged_into)
    returned = {"given-back", "closed"}
    assert all(
        (PROJECTS[q.project].state in returned) == (q.state == "given-back")
        for q in QUESTIONS.values()
        if q.project
    )


@pytest.mark.parametrize("project", PROJECTS.values(), ids=lambda project: project.key)
def test_the_days_of_a_project_follow_each_other(project: ProjectEntry) -> None:
    ends = [project.result.days_ago] if project.result else []
    ends += [project.given_back.days_ago] if project.given_back else []
    days = [project.start_days_ago, *ends]

    assert days == sorted(days, reverse=True)
    assert -project.ends_in_days < project.start_days_ago
    asked = [q.sent_days_ago for q in QUESTIONS.values() if q.project == project.key]
    assert all(sent - project.on_its_way_days_ago >= 3 for sent in asked)
    if asked and project.given_back:
        # A few days more than the months take: that is how long the asker thought about it.
        assert all(project.given_back.days_ago >= used.months * 31 + 4 for used in project.used)


def test_courses_are_found_for_all_that_was_placed() -> None:
    placements = files.placements()

    assert {p.question for p in placements.proposals} == {
        q.key for q in QUESTIONS.values() if q.state == "proposed"
    }
    assert placements.projects.keys() <= PROJECTS.keys()
    assert {q.project for q in QUESTIONS.values() if q.project} <= placements.projects.keys()
    assert placements.contacts.keys() <= QUESTIONS.keys()


def test_kinds_and_marks_are_known() -> None:
    assert {partner.kind for partner in files.partners()} <= set(Kind.values)
    assert {expert.kind for expert in files.experts()} <= set(ExpertKind.values)
    assert {expert.partner for expert in files.experts()} <= PARTNERS
    assert {theme.mark for one in files.agreements() for theme in one.themes} <= set(Mark.values)
    assert {party.partner for one in files.agreements() for party in one.parties} <= PARTNERS


def test_the_themes_went_from_four_to_five_to_three() -> None:
    assert [(one.key, len(one.themes), one.follows) for one in files.agreements()] == [
        ("leiden-2017", 4, ""),
        ("leiden-2020", 5, "leiden-2017"),
        ("leiden-2023", 3, "leiden-2020"),
    ]
    for before, after in pairwise(files.agreements()):
        assert {theme.key for theme in before.themes} == {step.old for step in after.steps}


@pytest.mark.parametrize("told", files.agreements(), ids=lambda told: told.key)
def test_a_version_has_no_faults_and_only_known_organisations(told: VersionRecord) -> None:
    assert faults(told) == []
    assert {owner.partner for one in told.commitments for owner in one.owners} <= PARTNERS
    assert all(article.is_summary for article in told.articles)


def test_every_promise_names_its_source_and_an_example_says_that_it_is_one() -> None:
    promises = [one for told in files.agreements() for one in told.commitments]

    assert all(one.source for one in promises)
    examples = {one.key for one in promises if one.source.startswith("Voorbeeld")}
    assert examples == {one.key for one in promises if one.key.startswith("example-")}
    assert all(one.read_on for one in promises if one.key not in examples)
    judged = [*files.progress().figures, *files.progress().assessments]
    assert {one.commitment for one in judged} <= examples


def test_ties_name_what_there_is() -> None:
    promises = {one.key for told in files.agreements() for one in told.commitments}

    assert {tie.commitment for tie in files.progress().ties} <= promises
    assert all(PROJECTS[tie.project].result for tie in files.progress().ties if tie.evidence)


def test_the_first_agreement_has_the_four_themes_with_which_it_began() -> None:
    marks = {theme.key: theme.mark for theme in files.agreements()[0].themes}

    assert marks == {"campus": "moss", "international": "heather", "education": "ochre", "city-lab": "canal"}


def test_the_road_lies_in_the_time_of_the_newest_agreement() -> None:
    assert LOADED_AT.date() - timedelta(days=road().began_days_ago) >= files.agreements()[-1].starts_on


def test_themes_sort_the_road() -> None:
    public = [question for question in QUESTIONS.values() if question.state in PUBLIC]
    results = [project for project in PROJECTS.values() if project.result]

    def under(entries: Iterable[QuestionEntry | ProjectEntry]) -> dict[str, int]:
        """Count what is under a theme or under two."""
        return dict(Counter(" and ".join(entry.themes) for entry in entries))

    health, green, heritage = (theme.key for theme in files.agreements()[-1].themes)
    both = (f"{health} and {green}", f"{health} and {heritage}")
    names = (health, green, heritage, *both, "")
    assert under(public) == dict(zip(names, (29, 9, 3, 1, 1, 3), strict=True))
    assert under(PROJECTS.values()) == dict(zip(names, (25, 8, 6, 1, 1, 3), strict=True))
    assert under(results) == dict(zip(names, (20, 6, 2, 1, 1, 2), strict=True))
    assert PROJECTS["pb-dementie-winkels"].themes == QUESTIONS["b-dementie-winkels"].themes == (health,)


def test_what_is_about_none_of_the_themes_is_under_none() -> None:
    entries = [*QUESTIONS.values(), *PROJECTS.values()]

    assert {entry.key for entry in entries if not entry.themes} == {
        "a-first-lab-bench", "a-lab-next-door", "a-vijf-winkels-noord", "b-mbo-stage-wijk",
        "pa-jonge-bedrijven-blijven", "pa-winkelstraat-tellen", "pb-mbo-in-de-mors",
    }  # fmt: skip


def test_a_project_is_about_what_was_asked() -> None:
    asked = {q.taken_up[1]: q for q in QUESTIONS.values() if q.taken_up}

    assert {key: PROJECTS[key].themes for key in asked} == {key: q.themes for key, q in asked.items()}


BOTH = "voorbeeld / example"
"""What says in either language that something is an example, where there is one field for both."""


def test_what_has_one_field_for_both_languages_does_for_both() -> None:
    campus = read_campus(read_text(files.DATA / "campus.yaml"))
    named = [row.fields["name"] for row in campus.rows if "Voorbeeld" in row.fields.get("source", "")]
    past = year_file.read(read_text(files.DATA / "year-2022.yaml"))
    owners = [day.owner for day in (*past.days, *coming_year().days) if day.owner]
    examples = [one for one in files.agreements()[-1].commitments if one.key.startswith("example-")]

    assert len(named) == 10
    assert [name for name in (*named, *owners) if not name.endswith(f" ({BOTH})")] == []
    assert {one.source for one in (*examples, *files.progress().figures)} == {BOTH.capitalize()}
    assert [one.unit for one in examples] == ["m²", "min", ""]
    assert {one.unit for one in files.progress().figures} == {"m²", "min"}


def _written() -> list[Any]:
    return [pytest.param(path, id=path.name) for path in sorted(files.DATA.rglob("*.*"))]


@pytest.mark.parametrize("path", _written())
def test_no_file_holds_an_address_or_number_of_somebody(path: Path) -> None:
    text = path.read_text("utf-8")

    assert set(re.findall(r"[\w.+-]+@([\w.-]+\w)", text)) <= {"example.org"}
    assert re.findall(r"(?<![\w.,:-])(?:\+31|0031|0[1-9])[ -]?\d(?:[ -]?\d){6,8}(?![\d.])", text) == []


def test_own_words_are_whole_lines_again() -> None:
    first = QUESTIONS["a-fietsen-kinderen"].own_words

    assert first.startswith("Wij knappen met vrijwilligers oude kinderfietsen op en geven ze weg, want")
    assert "\n" not in first
