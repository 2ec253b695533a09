# SPDX-License-Identifier: EUPL-1.2
"""`kennisstad newsletter`: what an editor does, without a browser."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kennisstad.accounts.models import Role
from kennisstad.mail.models import Letter
from kennisstad.newsletter.models import Issue, Rhythm
from tests.making import make_user
from tests.newsletter.writing import make_issue

pytestmark = pytest.mark.django_db


def run(name: str, *words: str) -> str:
    out = StringIO()
    call_command(f"newsletter_{name}", *words, stdout=out)
    return out.getvalue()


def test_issues_are_listed_newest_first_for_people_and_programs():
    assert "There is no issue yet" in run("list")
    make_issue(number=1, status="sent")
    make_issue(number=2)

    assert [line.split()[:2] for line in run("list").splitlines()] == [["2", "draft"], ["1", "sent"]]
    assert [row["issue"] for row in json.loads(run("list", "--json"))] == [2, 1]


def test_a_draft_is_written_shown_planned_approved_and_dropped(settings):
    settings.NEWSLETTER_SOURCES = []
    make_user(Role.PROGRAMME_MANAGER, username="anna")
    Rhythm.objects.create(two_persons=True)
    assert run("draft").startswith("Issue 1 tells of ")
    make_issue(number=2)

    planned = run("plan", "2", "--at", "2099-01-15 10:30")
    approved = run("approve", "2", "--by", "anna")
    dropped = run("drop", "2")

    assert planned == "Issue 2 leaves at 2099-01-15 10:30 once somebody approved it.\n"
    assert approved == "Issue 2 is approved and leaves at 2099-01-15 10:30.\n"
    assert dropped.startswith("Issue 2 is not sent.")
    issue = Issue.objects.get(number=2)
    assert (issue.status, issue.due_at) == ("dropped", datetime(2099, 1, 15, 9, 30, tzinfo=UTC))


def test_an_issue_is_shown_as_it_stands_and_as_a_mail():
    make_issue(number=3)

    assert "  asked     Een vraag" in run("show", "3")
    assert run("show", "3", "--language", "en", "--text").startswith("Subject 3\n=========\n")
    assert run("show", "3", "--html").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("show", "9"), "There is no issue 9."),
        (("plan", "3"), "There is no rhythm to go by."),
        (("plan", "3", "--at", "tomorrow"), "tomorrow is no moment."),
        (("plan", "3", "--at", "2026-01-01 10:00"), "Choose a moment that is still to come."),
        (("approve", "3", "--by", "nobody"), "Nobody called nobody may approve the newsletter."),
        (("rhythm", "--days-ahead", "20"), "The draft must come after the issue before it"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(command, told):
    make_issue(number=3)

    with pytest.raises(CommandError, match=told.replace(".", r"\.")):
        run(*command)


def test_a_plan_is_taken_back():
    issue = make_issue(number=3, status="planned")

    assert run("take__back", "3") == "Issue 3 is a draft again.\n"

    issue.refresh_from_db()
    assert issue.status == "draft"


def test_a_test_goes_to_somebody_with_an_account_and_to_nobody_else():
    make_issue(number=3)
    make_user(email="anna@city.example")
    make_user(email="gone@city.example", is_active=False)

    said = run("test", "3", "Anna@city.example", "--language", "en")

    assert said == "No mail server is set: the test is kept at Mail.\n"
    assert Letter.objects.values_list("to", "subject").get() == ("anna@city.example", "Test: Subject 3")
    for address in ("reader@example.org", "gone@city.example", ""):
        with pytest.raises(CommandError, match="Nobody with an account has the address"):
            run("test", "3", address)


def test_breaks_are_added_shown_and_taken_away():
    assert run("breaks") == "There is no break to come.\n"
    assert run("breaks", "--add", "2099-07-10", "2099-08-20") == "2099-07-10 to 2099-08-20\n"
    for wrong in (["--add", "2099-07-10", "2099-07-09"], ["--add", "x", "y"], ["--remove", "2099-07-11"]):
        with pytest.raises(CommandError):
            run("breaks", *wrong)

    assert run("breaks", "--remove", "2099-07-10") == "There is no break to come.\n"


def test_the_rhythm_is_set_and_what_is_not_named_stays():
    assert run("rhythm").startswith("There is no rhythm")
    run("rhythm", "--first-on", "2026-12-04", "--two-persons")

    said = run("rhythm", "--hour", "8")

    assert Rhythm.objects.values_list("weeks", "hour", "two_persons").get() == (2, 8, True)
    rhythm, *moments = said.splitlines()
    assert rhythm == (
        "Every 2 weeks from 2026-12-04, at 8:00; the draft comes 3 days ahead. "
        "Sending an issue takes two persons."
    )
    assert moments
    assert all(line.endswith(" 08:00") for line in moments)
