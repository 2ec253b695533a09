# SPDX-License-Identifier: EUPL-1.2
"""The newcomer's path: the right steps, the right days, and nothing kept."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from icalendar import Calendar

from kennisstad.audit.models import Event
from tests.welcome.making import make_step

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 12, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def titles(answer):
    return [str(one.step) for phase in answer.context["phases"] for one in phase.steps]


def test_before_you_say_who_you_are_there_is_only_a_choice(client):
    make_step()

    answer = client.get("/en/welcome/path/")

    assert (answer.status_code, answer.context["phases"]) == (200, [])
    assert "Set-Cookie" not in answer


def test_each_kind_and_passport_gets_its_own_steps_phase_by_phase(client):
    make_step(title="Leave", phase="leaving")
    make_step(title="Second", place=2)
    make_step(title="First", place=1)
    make_step(title="Business", for_student=False)
    make_step(title="Visa", passport="other", place=3)

    assert titles(client.get("/en/welcome/path/?kind=student")) == ["First", "Second", "Visa", "Leave"]
    assert titles(client.get("/en/welcome/path/?kind=student&passport=eu")) == ["First", "Second", "Leave"]
    assert "Business" in titles(client.get("/en/welcome/path/?kind=employee"))


def test_the_day_of_arrival_gives_each_step_its_last_day_in_words(client):
    make_step()

    answer = client.post("/en/welcome/path/?kind=student", {"arrival": "2027-01-15"})

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "By Wednesday 20 January 2027</strong>, within 5 days of arrival" in answer.content.decode()
    assert "(8 days left)" in answer.content.decode()


def test_nothing_of_the_days_is_kept(client):
    make_step()

    client.post("/welkom/route/?kind=student", {"arrival": "2027-01-15"})

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Fill in the day on which you arrive"),
        ({"arrival": "1800-01-01"}, "very long ago"),
        ({"arrival": "9999-12-31"}, "too far ahead"),
        ({"arrival": "2027-02-30"}, "There is no such day"),
        ({"arrival": "\x00"}, "There is no such day"),
        ({"arrival": "9" * 10_000}, "There is no such day"),
        ({"arrival": "2027-01-15", "departure": "2027-01-14"}, "before the day of arrival"),
        ({"departure": "9999-12-31"}, "too far ahead"),
    ],
)
@pytest.mark.parametrize("address", ["/en/welcome/path/", "/en/welcome/path/calendar/"])
def test_a_day_that_cannot_be_gets_a_sentence_and_the_form_back(client, address, sent, said):
    make_step()

    answer = client.post(f"{address}?kind=student", sent)

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert titles(answer) == ["Register"]
    if sent.get("arrival", "").startswith("20"):
        assert f'value="{sent["arrival"]}"' in answer.content.decode()


@pytest.mark.parametrize("query", ["kind=martian", "kind=%00", "kind=student&passport=mars"])
def test_somebody_who_is_not_on_the_list_gets_the_form_back(client, query):
    assert client.get(f"/welkom/route/?{query}").status_code == 400
    assert client.post(f"/welkom/route/agenda/?{query}", {"arrival": "2027-01-15"}).status_code == 400


def test_a_form_from_another_site_is_refused(client):
    answer = client.post("/welkom/route/", {}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


def test_the_file_for_a_diary_has_each_last_day_under_a_lasting_name(client):
    make_step("register")
    make_step("insurance", due=4, unit="month", title="Insure")
    make_step("language", counted_from="none", due=None)

    def events(arrival):
        answer = client.post("/en/welcome/path/calendar/?kind=student", {"arrival": arrival})
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert "no-store" in answer["Cache-Control"]
        found = Calendar.from_ical(answer.content).walk("VEVENT")
        return {str(one["uid"]).partition("@")[0]: (one["dtstart"].dt, str(one["summary"])) for one in found}

    assert events("2027-01-15") == {
        "newcomer-register": (date(2027, 1, 20), "Register"),
        "newcomer-insurance": (date(2027, 5, 15), "Insure"),
    }
    assert events("2027-01-16").keys() == events("2027-01-15").keys()


def test_looking_at_the_files_address_leads_to_the_path(client):
    answer = client.get("/en/welcome/path/calendar/?kind=student")

    assert (answer.status_code, answer["Location"]) == (302, "/en/welcome/path/?kind=student")


@pytest.mark.parametrize("count", [1, 20])
def test_the_path_reads_the_same_however_long(client, count, django_assert_num_queries):
    for _ in range(count):
        make_step()

    with django_assert_num_queries(QUERIES):
        client.get("/welkom/route/?kind=student")


QUERIES = 4


def test_the_command_shows_and_writes_the_path(capsys, tmp_path):
    make_step("register")

    call_command("newcomer_path", "--who=student", "--arrival=2027-01-15")
    assert capsys.readouterr().out == (
        "Coming in\n  Register (Wednesday 20 January 2027 · within 5 days of arrival)\n"
    )
    file = tmp_path / "path.ics"
    call_command("newcomer_path", "--who=student", "--arrival=2027-01-15", f"--ics={file}", "--language=nl")
    assert "SUMMARY:Register (nl)" in file.read_text()


@pytest.mark.parametrize(
    "given",
    [["--arrival=9999-12-31"], ["--arrival=2027-02-30"], ["--arrival=2027-01-15", "--ics=/nowhere/x"]],
)
def test_the_command_says_what_cannot_be(given):
    with pytest.raises(CommandError):
        call_command("newcomer_path", "--who=student", *given)
