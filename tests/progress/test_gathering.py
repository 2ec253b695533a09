# SPDX-License-Identifier: EUPL-1.2
"""The account of a period, gathered from records."""

from datetime import date

import pytest

from kennisstad.agreement.models import Party
from kennisstad.citylab.models import Status as QuestionStatus
from kennisstad.progress.gathering import gather, that_ran
from kennisstad.projects.models import GivingBack
from tests.agreement.making import make_commitment, make_figure
from tests.making import MONDAY, make_district, make_legs, make_project, make_question
from tests.progress.account_making import AFTER, FIRST, JUNE, LAST, Year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> Year:
    return Year()


def test_all_that_happened_stands_under_the_themes_of_this_version(year):
    found = gather(year.agreement, **year.days)

    place = {"themes": ["health", "heritage"], "districts": ["WK000001"]}
    assert {
        name: found[name] for name in ("themes", "districts", "projects", "results", "givings", "questions")
    } == {
        "themes": [
            {"key": "health", "mark": "canal", "name": {"en": "health en", "nl": "health nl"}},
            {"key": "heritage", "mark": "canal", "name": {"en": "heritage en", "nl": "heritage nl"}},
        ],
        "districts": [{"code": "WK000001", "name": "Noord"}, {"code": "WK000002", "name": "Zuid"}],
        "projects": [
            {
                **place,
                "id": year.project.pk,
                "title": {"en": "=HYPERLINK(1)", "nl": "=HYPERLINK(1)"},
                "carrier": "Leiden",
                "status": "handed-over",
                "starts_on": "2019-09-01",
                "ended_on": None,
            }
        ],
        "results": [
            {
                **place,
                "id": year.result.pk,
                "project": year.project.pk,
                "title": {"en": "A bench helps", "nl": "Een bank helpt"},
                "handed_over_on": "2025-03-01",
            }
        ],
        "givings": [
            {**place, "id": year.back.pk, "project": year.project.pk, "on": "2025-04-01", "form": "walk"}
        ],
        "questions": [{"id": year.question.pk, "themes": [""], "districts": ["WK000001"]}],
    }


def test_a_commitment_tells_who_owes_it_how_far_it_was_and_what_was_said_and_measured(year):
    Party.objects.create(
        agreement=year.agreement, partner=year.partner, joined_on=FIRST, left_on=date(2025, 9, 1)
    )

    kept, free = gather(year.agreement, **year.days)["commitments"]

    assert kept == {
        "key": "homes",
        "themes": ["health"],
        "article": year.commitment.article.number,
        "sentence": {"en": "We keep homes en.", "nl": "We keep homes nl."},
        "indicator": {},
        "owners": [{"key": "leiden", "name": "Leiden", "share": None, "left_on": "2025-09-01"}],
        "due_on": None,
        "unit": "homes",
        "target": "10",
        "state": "evidence",
        "projects": 1,
        "results": 1,
        "assessment": {
            "verdict": "at-risk",
            "role": "programme-manager",
            "on": "2025-06-02",
            "because": {"en": "Too little land.", "nl": "Te weinig grond."},
        },
        "figures": [
            {
                "value": "7",
                "unit": "homes",
                "measured_on": "2025-05-01",
                "entered_on": "2025-06-02",
                "source": "The yearly count",
                "definition": {"en": "Counted (en).", "nl": "Counted (nl)."},
            }
        ],
        "budget": {
            "amount": "1200.00",
            "currency": "EUR",
            "starts_on": "2025-01-01",
            "ends_on": "2025-12-31",
        },
    }
    # Its budget is hidden, and nothing was linked to it.
    assert (free["themes"], free["state"], free["budget"], free["figures"]) == ([""], "no-evidence", None, [])


def test_what_came_after_the_period_or_was_taken_back_is_no_part_of_it(year):
    make_commitment(year.agreement, key="later", source="Symposium", promised_on=date(2026, 1, 1))
    make_figure(year.commitment, "12", on=date(2026, 1, 1), entered_at=AFTER)
    make_figure(year.commitment, "99", on=date(2025, 7, 1), entered_at=JUNE, withdrawn_at=MONDAY)
    make_question(status=QuestionStatus.DECLINED, sent_at=JUNE, answered_at=JUNE)
    make_question(sent_at=MONDAY)
    GivingBack.objects.create(project=year.project, on=date(2026, 1, 1), form="walk")

    found = gather(year.agreement, **year.days)

    assert [one["key"] for one in found["commitments"]] == ["homes", "meet"]
    assert [one["value"] for one in found["commitments"][0]["figures"]] == ["7"]
    assert found["commitments"][0]["state"] == "evidence"
    assert len(found["questions"]) == len(found["givings"]) == 1


def test_a_question_in_parts_is_one_question(year):
    make_legs(year.north, sent_at=JUNE)

    assert len(gather(year.agreement, **year.days)["questions"]) == 2


def test_what_was_measured_in_the_period_counts_though_it_was_told_afterwards(year):
    make_figure(year.commitment, "11", on=LAST, entered_at=AFTER)

    kept = gather(year.agreement, **year.days)["commitments"][0]

    assert ([one["value"] for one in kept["figures"]], kept["state"]) == (["7", "11"], "reached")


def test_an_older_figure_is_told_when_it_is_the_one_that_counts(year):
    make_figure(year.free, "3", on=date(2024, 1, 1), entered_at=JUNE)
    make_figure(year.free, "4", on=date(2024, 2, 1), entered_at=JUNE)
    make_figure(year.commitment, "5", on=date(2024, 2, 1), entered_at=JUNE)

    found = gather(year.agreement, **year.days)["commitments"]

    assert [[one["value"] for one in kept["figures"]] for kept in found] == [["7"], ["4"]]


@pytest.mark.parametrize(
    ("fields", "ran"),
    [
        ({"starts_on": LAST}, True),
        ({"starts_on": date(2026, 1, 1)}, False),
        ({"starts_on": date(2020, 1, 1), "status": "planned"}, False),
        ({"starts_on": date(2020, 1, 1), "status": "closed", "ended_on": FIRST}, True),
        ({"starts_on": date(2020, 1, 1), "status": "closed", "ended_on": date(2024, 12, 31)}, False),
    ],
)
def test_a_project_ran_when_it_had_begun_and_not_ended(fields, ran):
    project = make_project(**{"status": "running"} | fields)

    assert list(that_ran(FIRST, LAST)) == ([project] if ran else [])


@pytest.mark.parametrize(("day", "ran"), [(FIRST, True), (date(2024, 12, 31), False)])
def test_what_was_given_back_and_never_closed_ran_until_it_was_given_back(day, ran):
    project = make_project(status="given-back", starts_on=date(2020, 1, 1))
    GivingBack.objects.create(project=project, on=day, form="walk")

    assert list(that_ran(FIRST, LAST)) == ([project] if ran else [])


def test_a_neighbourhood_counts_as_its_district(year):
    street = make_district("Straat", "BU00000101")
    type(street).objects.filter(pk=street.pk).update(kind="neighbourhood", parent=year.south)
    year.project.districts.add(street)

    found = gather(year.agreement, **year.days)

    assert found["projects"][0]["districts"] == ["WK000001", "WK000002"]


def test_the_number_of_queries_does_not_grow(year, django_assert_max_num_queries):
    for number in range(3):
        project = make_project(status="running", starts_on=date(2025, 2, 1))
        project.themes.set([year.health])
        commitment = make_commitment(year.agreement, theme=year.health, owners=[year.partner])
        make_figure(commitment, str(number), on=date(2025, 2, 1), entered_at=JUNE)

    with django_assert_max_num_queries(37):
        gather(year.agreement, **year.days)


def test_the_same_records_give_the_same_account(year):
    assert gather(year.agreement, **year.days) == gather(year.agreement, **year.days)
