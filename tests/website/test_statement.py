# SPDX-License-Identifier: EUPL-1.2
"""What we say of our own accessibility: true to its file, in both languages, with a way to report."""

import re
from datetime import date

import pytest

from kennisstad.website.statement import STATUSES, statement
from tests.neighbourhoods.making import make_city
from tests.website.making import read


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_file_says_everything_in_both_languages(language):
    said = statement(language)

    assert said.status in STATUSES.values()
    assert said.drawn_up_on <= date(2026, 12, 31)
    assert said.tests
    assert all(test.what and test.how and test.on <= said.drawn_up_on for test in said.tests)
    assert all(fault.what and fault.effect and fault.plan for fault in said.faults)
    criteria = [number for fault in said.faults for number in fault.criteria]
    assert all(re.fullmatch(r"\d\.\d\.\d{1,2}", number) for number in criteria)


@pytest.mark.django_db
@pytest.mark.usefixtures("laid_out")
@pytest.mark.parametrize(
    ("address", "report", "language"),
    [
        ("/toegankelijkheid/", "/toegankelijkheid/melden/", "nl"),
        ("/en/accessibility/", "/en/accessibility/report/", "en"),
    ],
)
def test_the_page_says_what_stands_in_the_file_and_leads_to_the_form(client, address, report, language):
    make_city(phone="14 071")

    page = read(client.get(address))

    said = statement(language)
    words = page.one("main").text
    assert all(fault.what in words and fault.plan in words for fault in said.faults)
    assert "14 071" in words
    assert report in [link.attributes.get("href") for link in page.all("a")]


@pytest.mark.django_db
@pytest.mark.usefixtures("laid_out")
@pytest.mark.parametrize(
    ("address", "form"), [("/contact/", "/contact/schrijven/"), ("/en/contact/", "/en/contact/write/")]
)
def test_the_contact_page_leads_to_its_form_and_makes_no_statement(client, address, form):
    page = read(client.get(address))

    assert form in [link.attributes.get("href") for link in page.all("a")]
    assert statement("nl").faults[0].what not in page.one("main").text
