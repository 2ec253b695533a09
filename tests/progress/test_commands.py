# SPDX-License-Identifier: EUPL-1.2
"""Commitments on the command line: linked, measured, assessed, listed."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from kennisstad.progress.models import Assessment, Evidence, ReportDay, Serving
from tests.agreement.making import make_agreement, make_commitment
from tests.making import MONDAY, make_partner, make_project, make_result

pytestmark = pytest.mark.django_db
FIGURE = ("commitment_figure", "green", "--value", "12.5", "--on", "2026-06-30", "--source", "Telling")


@pytest.fixture(autouse=True)
def it_is_monday(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)


@pytest.fixture
def green():
    owner, left = make_partner("museum"), make_partner("left")
    agreement = make_agreement("now", parties=[owner, left])
    agreement.parties.filter(partner=left).update(left_on=date(2026, 1, 1))
    return make_commitment(agreement, key="green", owners=[owner, left], unit="m2", due_on=date(2026, 1, 1))


def run(*words, capsys):
    call_command(*map(str, words))
    return capsys.readouterr().out


def refused(*words) -> str:
    with pytest.raises(CommandError) as caught:
        call_command(*map(str, words))
    return str(caught.value)


def test_projects_and_results_are_linked_and_taken_away(green, capsys):
    project, result = make_project(), make_result()

    for words in (("--project", project.pk), ("--result", result.pk)):
        assert "is linked to green." in run("commitment_link", "green", *words, capsys=capsys)
        assert "linked to the commitment already" in refused("commitment_link", "green", *words)
        assert "is no longer linked" in run("commitment_link", "green", *words, "--away", capsys=capsys)
        assert "is not linked" in refused("commitment_link", "green", *words, "--away")

    assert Serving.objects.get().unlinked_at == Evidence.objects.get().unlinked_at == MONDAY


def test_a_figure_is_added_with_its_passport(green, capsys):
    said = run(*FIGURE, "--definition", "Geteld", capsys=capsys)

    assert said == "12.5 m2 of 2026-06-30 stands with green.\n"
    figure = green.figures.get()
    assert (str(figure.value), figure.unit, figure.measured_on, figure.source) == (
        "12.5000", "m2", date(2026, 6, 30), "Telling",
    )  # fmt: skip


def test_an_assessment_is_given_and_taken_back(green, capsys):
    said = [
        run("commitment_assess", "green", "kept", "--because", "Het staat er.", capsys=capsys),
        run("commitment_assess", "green", "--take-back", "--because-en", "A mistake.", capsys=capsys),
    ]

    assert said == ["green is assessed as kept.\n", "green has no assessment any more.\n"]
    assert list(Assessment.objects.order_by("pk").values_list("verdict", flat=True)) == ["kept", ""]


def test_the_list_tells_how_far_each_is(green, capsys):
    make_commitment(green.agreement, key="blue")

    told = json.loads(run("commitment_list", "--json", "--agreement", "now", capsys=capsys))
    overdue = run("commitment_list", "--overdue", capsys=capsys)

    assert [row["commitment"] for row in told] == ["green", "blue"]
    assert told[0] == {
        "commitment": "green", "agreement": "now", "sentence": "We keep green en.", "state": "overdue",
        "assessed": "", "due_on": "2026-01-01", "owners": ["left", "museum"], "left": ["left"],
    }  # fmt: skip
    assert overdue == f"{'green':<50}{'overdue':<14}We keep green en.  (left: left)\n"


def test_an_empty_list_says_so(capsys):
    assert run("commitment_list", capsys=capsys) == "There is no such commitment.\n"


def test_a_report_day_is_set_and_taken_off(capsys):
    said = run("report_day", "2027-03-01", "--remind-on", "2027-02-01", capsys=capsys)
    assert (said, ReportDay.objects.get().remind_on) == ("2027-03-01 is set.\n", date(2027, 2, 1))
    assert run("report_day", "2027-03-01", "--remove", capsys=capsys) == "2027-03-01 is taken off.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("commitment_link", "nothing", "--project", "1"), "There is no commitment"),
        (("commitment_link", "green", "--project", "999"), "There is no project 999"),
        (("commitment_link", "green", "--result", "999"), "There is no result 999"),
        (("commitment_link", "green", "--result", "x"), "is no whole number"),
        (FIGURE, "Say --definition in Dutch"),
        ((*FIGURE, "--definition", "x" * 2001), "at most 2000 characters"),
        ((*FIGURE, "--definition", "x", "--unit", "y" * 41), "at most 40 characters"),
        ((*FIGURE, "--definition", "x", "--unit", "km"), "is counted in “m2”"),
        ((*FIGURE[:4], *FIGURE[6:], "--definition", "x"), "A figure needs a date"),
        ((*FIGURE[:5], "2030-01-01", *FIGURE[6:], "--definition", "x"), "has not come yet"),
        ((*FIGURE[:3], "NaN", *FIGURE[4:]), "is too large, or has more than 4 decimals"),
        ((*FIGURE[:3], "0.12345", *FIGURE[4:]), "more than 4 decimals"),
        ((*FIGURE[:3], "twelve", *FIGURE[4:]), "is no number"),
        (("commitment_assess", "green", "--because", "x"), "Say how far it is, or --take-back."),
        (("commitment_assess", "green", "kept"), "Say --because in Dutch"),
        (("commitment_assess", "green", "--take-back", "--because", "x"), "no assessment that counts"),
        (("commitment_list", "--agreement", "nothing"), "There is no agreement"),
        (("report_day", "2027-03-01", "--remove"), "2027-03-01 is no report day."),
        (("report_day", "2020-03-01", "--remind-on", "2020-02-01"), "This day has passed"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(green, words, sentence):
    assert sentence in refused(*words)
    assert (green.figures.count(), Assessment.objects.count(), ReportDay.objects.count()) == (0, 0, 0)
