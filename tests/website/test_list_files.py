# SPDX-License-Identifier: EUPL-1.2
"""What was chosen as a table, a feed and a calendar; the same at the command line."""

import csv
import io
import json
from datetime import date
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from icalendar import Calendar

from kennisstad.projects.models import Milestone, MilestoneText, ProjectText
from tests.making import make_partner, make_project
from tests.neighbourhoods.making import make_district
from tests.website.making import make_agreement, make_road, make_theme, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_ADDRESS = "https://stad.example"


def make_two():
    """A road that went its whole way, and a project elsewhere whose title is a formula."""
    north, theme = make_district(1, "Noord"), make_theme(make_agreement(), "lab")
    road = make_road(1, district=north, theme=theme, carrier=make_partner("sol", name="SOL"), title="Benches")
    other = make_project(title="=1+1", starts_on=date(2025, 9, 1))
    other.districts.add(make_district(2, "Zuid"))
    return road, other


def table(answer):
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_table_holds_what_was_chosen_in_the_readers_language(client):
    road, _other = make_two()

    (row,) = table(client.get("/en/projects/projects.csv?district=wk054601"))

    assert row == {
        "number": str(road.pk),
        "title": "Benches",
        "language of the words": "en",
        "how far": "given back in the neighbourhood",
        "districts": "Noord",
        "themes": "lab en",
        "carried by": "SOL",
        "partners": "SOL",
        "level of the course": "",
        "begins on": "2026-08-31",
        "result expected by": "",
        "ended on": "",
        "summary": "…",
        "address": f"https://stad.example/en/projects/{road.pk}/",
    }
    assert table(client.get("/projecten/projecten.csv?district=wk054601"))[0]["thema's"] == "lab nl"


LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")


@pytest.mark.parametrize("kind", ["projects", "results"])
def test_a_table_and_the_words_beside_it_name_the_licence(client, settings, kind):
    make_two()
    settings.DATA_LICENCE = LICENCE

    told = client.get(f"/en/{kind}/{kind}.csv")
    others = [client.get(f"/en/{kind}/{name}") for name in ("rss.xml", "agenda.ics")]
    page = read(client.get(f"/en/{kind}/"))

    assert told["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert [answer.get("Link") for answer in others] == [None, None]
    links = [one for one in page.all("a") if "license" in one.attributes.get("rel", "")]
    assert [(one.text, one.attributes["href"]) for one in links] == [LICENCE]


def test_a_city_may_give_no_licence(client, settings):
    make_two()
    settings.DATA_LICENCE = LICENCE
    with_one = client.get("/en/projects/projects.csv").content
    settings.DATA_LICENCE = None

    without = client.get("/en/projects/projects.csv")

    assert "Link" not in without
    assert without.content == with_one
    assert "Licence of the table" not in client.get("/en/projects/").content.decode()


def test_no_cell_of_a_table_is_a_formula(client):
    make_two()

    rows = table(client.get("/en/projects/projects.csv?sort=name"))

    assert [row["title"] for row in rows] == ["Benches", "'=1+1"]


def test_the_table_of_results_tells_what_was_found(client):
    road, _other = make_two()

    (row,) = table(client.get("/en/results/results.csv"))

    assert (row["title"], row["what was found"]) == ("Result 1", "People stop where there is a bench.")
    assert (row["handed over on"], row["number of the project"]) == ("2026-11-01", str(road.pk))


def test_the_feed_holds_the_newest_with_lasting_names(client):
    road, other = make_two()

    answer = client.get("/en/projects/rss.xml")

    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = ElementTree.fromstring(answer.content)[0]
    assert (channel.findtext("title"), channel.findtext("language")) == ("Projects", "en")
    entries = [
        (one.findtext("title"), one.findtext("guid"), one.findtext("pubDate")) for one in channel.iter("item")
    ]
    assert entries == [
        ("Benches", f"https://stad.example/en/projects/{road.pk}/", "Mon, 31 Aug 2026 00:00:00 +0200"),
        ("=1+1", f"https://stad.example/en/projects/{other.pk}/", "Mon, 01 Sep 2025 00:00:00 +0200"),
    ]
    chosen = ElementTree.fromstring(client.get("/en/projects/rss.xml?district=wk054602").content)[0]
    assert chosen.findtext("title") == "Projects: Zuid"
    assert chosen.findtext("link") == "https://stad.example/en/projects/?district=wk054602"


def test_the_calendar_holds_the_days_that_anybody_may_know(client):
    road, other = make_two()
    for project, done in ((other, None), (road, date(2026, 10, 1))):
        step = Milestone.objects.create(project=project, due_on=date(2027, 3, 1), done_on=done)
        MilestoneText.objects.create(milestone=step, language="en", title="First talk")
    road.questions.update(ended_at="2026-11-30T12:00Z")

    answer = client.get("/en/projects/agenda.ics")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    days = [
        (str(one["summary"]), one["dtstart"].dt) for one in Calendar.from_ical(answer.content).walk("VEVENT")
    ]
    assert days == [
        ("Benches: Talk en", date(2026, 10, 1)),
        ("Benches: given back as a meeting, School en", date(2026, 11, 10)),
        ("Benches: we ask whether it was used", date(2027, 2, 28)),
        ("=1+1: First talk", date(2027, 3, 1)),
        ("Benches: we ask whether it was used", date(2027, 11, 30)),
        ("Benches: we ask whether it was used", date(2029, 11, 30)),
    ]
    chosen = client.get("/en/results/agenda.ics?district=wk054602").content
    assert Calendar.from_ical(chosen).walk("VEVENT") == []


@pytest.mark.parametrize("file", ["projects/projects.csv", "projects/rss.xml", "projects/agenda.ics"])
def test_a_file_that_did_not_change_is_not_sent_again(client, file):
    make_two()
    first = client.get(f"/en/{file}")

    again = client.get(f"/en/{file}", headers={"If-None-Match": first["ETag"]})
    ProjectText.objects.update(title="Other words")
    changed = client.get(f"/en/{file}", headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content, changed.status_code) == (200, 304, b"", 200)
    assert dict(first.cookies) == {}


@pytest.mark.parametrize("file", ["projects.csv", "rss.xml", "agenda.ics"])
def test_a_file_of_what_cannot_be_chosen_is_refused_on_a_page(client, file):
    answer = client.get(f"/en/projects/{file}?district=nowhere")

    assert answer.status_code == 400
    assert read(answer).one("p", cls="lead").text == "Under “District” there is no “nowhere”."


@pytest.mark.parametrize("count", [2, 40])
def test_files_take_as_many_queries_however_much_there_is(client, count, django_assert_num_queries):
    district = make_district(1)
    for number in range(count):
        make_road(number, district=district)

    for file, number in (("projects.csv", 5), ("rss.xml", 4), ("agenda.ics", 9)):
        with django_assert_num_queries(number, info=file):
            client.get(f"/en/projects/{file}?district=wk054601")


def test_the_page_leads_to_the_files_of_its_own_choice(client):
    make_two()

    page = read(client.get("/en/projects/?district=wk054602&sort=name"))

    links = [one.attributes["href"] for one in page.one("section", cls="take-along").one("ul").all("a")]
    assert links == [
        f"/en/projects/{file}?district=wk054602" for file in ("projects.csv", "rss.xml", "agenda.ics")
    ]
    (feed,) = [one for one in page.all("link") if one.attributes.get("type") == "application/rss+xml"]
    assert feed.attributes["href"] == links[1]


def run(*words, capsys):
    call_command(*words)
    return capsys.readouterr().out


def test_the_command_line_lists_by_the_same_choices_and_words(client, capsys):
    road, other = make_two()

    listed = run("project_list", "--district", "wk054601", "--language", "en", capsys=capsys)
    assert listed == f"{road.pk}: Benches  (given back in the neighbourhood; SOL)\n"
    written = run("project_list", "--year", "2025", "--csv", capsys=capsys)
    assert written.encode() == client.get("/projecten/projecten.csv?year=2025").content.removeprefix(
        b"\xef\xbb\xbf"
    )
    (record,) = json.loads(run("project_list", "--year", "2025", "--json", capsys=capsys))
    assert (record["project"], record["districts"], record["starts_on"]) == (other.pk, ["Zuid"], "2025-09-01")
    (result,) = json.loads(run("result_list", "--theme", "lab", "--json", "--language", "en", capsys=capsys))
    assert (result["title"], result["themes"]) == ("Result 1", ["lab en"])
    assert run("result_list", "--district", "wk054602", capsys=capsys) == "Nothing fits this choice.\n"


def test_the_command_line_refuses_a_choice_in_a_sentence():
    with pytest.raises(CommandError, match="Bij “Wijk” is er geen “nergens”"):
        call_command("project_list", "--district", "nergens")
