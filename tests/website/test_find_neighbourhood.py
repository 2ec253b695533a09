# SPDX-License-Identifier: EUPL-1.2
"""A resident finds the district by postcode, and whatever else is typed gets a clear page."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kennisstad.audit.models import Event
from kennisstad.neighbourhoods.models import PostcodeArea
from kennisstad.web.models import Allowance
from tests.neighbourhoods.making import make_city, make_district
from tests.website.making import main

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_out")]
NO_NAME = "We know no district or neighbourhood called “%s”. Write your postcode."
NOT_ONE = "This is not a postcode. Write four digits, and the two letters if you like: 1234 AB."


@pytest.fixture(autouse=True)
def merenwijk():
    make_city()
    district = make_district(8, "Merenwijk")
    PostcodeArea.objects.create(pc4=2317, area=district, source="example")
    return district


def look_for(client, typed):
    return client.get("/en/neighbourhoods/find/", {"postcode": typed})


@pytest.mark.parametrize("typed", ["2317", "2317 AB", " 2317ab ", "merenwijk", "MERE"])
def test_a_postcode_or_name_leads_to_the_district(client, typed):
    answer = look_for(client, typed)

    assert (answer.status_code, answer["Location"]) == (302, "/en/neighbourhoods/wk054608/")


@pytest.mark.parametrize(
    ("typed", "status", "problem"),
    [
        ("", 400, "You typed nothing yet. Write your postcode, such as 1234 AB."),
        ("   ", 400, "You typed nothing yet. Write your postcode, such as 1234 AB."),
        ("SW1A 1AA", 400, NOT_ONE),
        ("0317 AB", 400, NOT_ONE),
        ("23170", 400, NOT_ONE),
        ("2317\0AB", 400, NOT_ONE),
        ("２３１７", 400, NOT_ONE),
        ("'; DROP TABLE --", 400, NO_NAME % "'; DROP TABLE --"),
        ("Atlantis", 400, NO_NAME % "Atlantis"),
        ("9" * 10_000, 400, NOT_ONE),
        ("1012 AB", 404, "Postcode 1012 is not in Leiden."),
        ("2333", 404, "We do not know yet in which district this postcode lies."),
    ],
)
def test_whatever_else_is_typed_gets_a_clear_page_with_all_districts(client, typed, status, problem):
    answer = look_for(client, typed)
    page = main(answer)

    assert (answer.status_code, page.texts("h1")) == (status, ["We did not find your district"])
    assert page.one("ul", cls="field__errors").texts("li") == [problem]
    assert page.one("ul", cls="names").texts("li") == ["Merenwijk"]
    assert len(page.one("input").attributes["value"]) <= 100


def test_a_problem_is_told_in_the_language_of_the_page(client):
    page = main(client.get("/wijken/zoeken/", {"postcode": "1012"}))

    assert page.texts("h1") == ["Wij hebben uw wijk niet gevonden"]
    assert page.one("ul", cls="field__errors").texts("li") == ["Postcode 1012 ligt niet in Leiden."]


def test_without_a_question_there_is_the_form_alone(client):
    answer = client.get("/en/neighbourhoods/find/")

    assert answer.status_code == 200
    assert main(answer).texts("h1") == ["Find your district"]
    assert main(answer).all("ul", cls="field__errors") == []


def test_a_postcode_in_two_districts_lets_the_resident_choose(client):
    PostcodeArea.objects.create(pc4=2317, area=make_district(9, "Mors"), share=0.9, source="example")

    answer = look_for(client, "2317")

    assert answer.status_code == 200
    assert main(answer).one("ul", cls="choices").texts("li") == ["Mors", "Merenwijk"]


def test_what_somebody_typed_is_kept_nowhere(client, caplog):
    before = Event.objects.count()

    for typed in ("2317 AB", "1012 AB", "2333 ZZ"):
        answer = look_for(client, typed)
        assert (answer["Cache-Control"], dict(answer.cookies)) == ("no-store", {})

    assert [line for line in caplog.messages if any(pc4 in line for pc4 in ("2317", "1012", "2333"))] == []
    assert (Event.objects.count(), Allowance.objects.count()) == (before, 0)


@pytest.mark.parametrize("address", ["/en/neighbourhoods/", "/en/neighbourhoods/find/"])
def test_the_form_stands_where_somebody_looks_for_a_district(client, address):
    form = main(client.get(address)).one("form")

    assert form.attributes["action"] == "/en/neighbourhoods/find/"
    assert form.one("input").attributes["name"] == "postcode"


def test_it_takes_few_queries(client, django_assert_max_num_queries):
    look_for(client, "1012")
    with django_assert_max_num_queries(12):
        look_for(client, "1012")


def shown(*arguments):
    out = StringIO()
    call_command("neighbourhood_show", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("said", ["2317 AB", "wk054608", "Merenwijk"])
def test_the_command_says_the_same_in_words(said):
    assert shown(said).splitlines()[:2] == ["Merenwijk", "  Nobody has asked anything here yet."]


def test_the_command_tells_programs():
    (row,) = json.loads(shown("2317", "--json"))

    assert (row["code"], row["asked"], row["last_given_back"]) == ("WK054608", 0, None)
    assert row["address"].endswith("/en/neighbourhoods/wk054608/")


@pytest.mark.parametrize("said", ["1012", "nowhere-at-all", "", "2333"])
def test_the_command_refuses_in_a_sentence(said):
    with pytest.raises(CommandError, match=r"\.$|AB"):
        shown(said)
