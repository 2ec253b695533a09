# SPDX-License-Identifier: EUPL-1.2
"""`kennisstad agreement report`: an account from the command line, and one sentence for every bad input."""

import hashlib
import json

import pytest
from django.core.management import CommandError, call_command

from kennisstad.progress import accounting
from kennisstad.progress.models import Account
from tests.making import MONDAY
from tests.progress.account_making import Year

pytestmark = pytest.mark.django_db
OF_2025 = ("--agreement", "new", "--from", "2025-01-01", "--until", "2025-12-31")


@pytest.fixture
def year() -> Year:
    return Year()


def run(capsys, *words: str) -> str:
    call_command("agreement_report", *words)
    return capsys.readouterr().out


def test_it_prints_the_figures_and_keeps_nothing(capsys, year):
    found = json.loads(run(capsys, *OF_2025))

    assert [one["key"] for one in found["commitments"]] == ["homes", "meet"]
    assert Account.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "head"), [("nl", "Soort,Thema,Afspraken"), ("en", "Kind,Theme,Commitments")]
)
def test_a_table_comes_in_either_language(capsys, year, language, head):
    assert run(capsys, *OF_2025, "--format", "csv", "--language", language).startswith(head)


@pytest.mark.parametrize(
    ("name", "begin"), [("2025.pdf", b"%PDF-"), ("2025.xlsx", b"PK"), ("2025.csv", b"Soort,")]
)
def test_the_ending_of_a_file_says_what_to_write_and_the_bytes_are_the_same(
    capsys, year, tmp_path, name, begin
):
    out, again = tmp_path / name, tmp_path / f"again-{name}"

    told = run(capsys, *OF_2025, "-o", str(out))
    run(capsys, *OF_2025, "-o", str(again))

    figures = run(capsys, *OF_2025).encode()
    assert told == f"Wrote {out}. The fingerprint of its figures is {hashlib.sha256(figures).hexdigest()}.\n"
    assert out.read_bytes().startswith(begin)
    assert out.read_bytes() == again.read_bytes()


def test_an_account_that_is_kept_is_written_with_its_introductions(capsys, year):
    account = accounting.draft(year.agreement, **year.days, by=None, at=MONDAY)
    accounting.introduce(account, words={"nl": "Een goed jaar."}, by=None, at=MONDAY)

    assert "Inleidingen,Het geheel," in run(capsys, "--account", str(account.pk), "--format", "csv")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--agreement", "new"], "Name a version and its days: --agreement KEY --from DAY --until DAY."),
        ([], "Name a version and its days: --agreement KEY --from DAY --until DAY."),
        (["--account", "7"], "There is no account 7."),
        (["--account", "7", *OF_2025], "Name an account by --account, or a version and two days. Not both."),
        (
            ["--agreement", "1999", *OF_2025[2:]],
            "There is no agreement 1999. Known are: old, new.",
        ),
        ([*OF_2025[:4], "--until", "31 december"], "31 december is not a day. Write it as 2027-04-15."),
        (
            [*OF_2025[:4], "--until", "2024-12-31"],
            "The period ends before it begins. Look at both days again.",
        ),
        (
            [*OF_2025[:2], "--from", "2020-01-01", *OF_2025[4:]],
            "This agreement began on 1 January 2023. Choose a later first day.",
        ),
        ([*OF_2025, "--format", "pdf"], "Name the file to write: -o report.pdf"),
        ([*OF_2025, "-o", "report.doc"], "Say what to write: --format pdf, xlsx, csv, json."),
        (
            [*OF_2025, "-o", "/nowhere/report.csv"],
            "/nowhere/report.csv cannot be written: No such file or directory.",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(year, words, sentence):
    with pytest.raises(CommandError) as refused:
        call_command("agreement_report", *words)

    assert str(refused.value) == sentence
