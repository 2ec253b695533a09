# SPDX-License-Identifier: EUPL-1.2
"""The programme manager gathers, introduces and publishes an account at the desk."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from kennisstad.accounts.models import Role
from kennisstad.progress import accounting
from kennisstad.progress.models import Account, IntroductionText
from tests.making import MONDAY, make_user
from tests.progress.account_making import FIRST, LAST, Year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> Year:
    return Year()


@pytest.fixture
def manager(client):
    user = make_user(Role.PROGRAMME_MANAGER)
    client.force_login(user)
    return user


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def address(name: str, *args: object) -> str:
    return reverse(f"workspace:{name}", args=args)


def draft(year: Year) -> Account:
    return accounting.draft(year.agreement, **year.days, by=None, at=MONDAY)


def test_a_period_is_chosen_and_leads_to_its_draft(client, manager, year):
    given = {"agreement": year.agreement.pk, "starts_on": "2025-01-01", "ends_on": "31-12-2025"}

    answer = client.post(address("accounts"), given)

    account = Account.objects.get()
    assert answer.headers["Location"] == address("account", account.pk)
    assert (account.starts_on, account.ends_on, account.made_by) == (FIRST, LAST, manager)


@pytest.mark.parametrize(
    ("given", "status", "sentence"),
    [
        ({"ends_on": "2024-12-31"}, 400, "De laatste dag ligt vóór de eerste."),
        ({"ends_on": "2098-12-31"}, 400, "Deze dag moet nog komen."),
        ({"starts_on": ""}, 400, "Eerste dag"),
        (
            {"starts_on": "2022-01-01"},
            409,
            "Deze overeenkomst begon op 1 januari 2023. Kies een latere eerste dag.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, manager, year, given, status, sentence):
    whole = {"agreement": year.agreement.pk, "starts_on": "2025-01-01", "ends_on": "2025-12-31"} | given

    answer = client.post(address("accounts"), whole)

    page = soup(answer)
    assert (answer.status_code, Account.objects.count()) == (status, 0)
    assert sentence in " ".join(page.select_one(".error-summary").get_text(" ").split())
    assert page.select_one("input[name=ends_on]")["value"] == whole["ends_on"]


def test_a_draft_is_read_introduced_and_published(client, manager, year):
    account = draft(year)

    words = {"theme": "health", "words_nl": "Over zorg.", "words_en": "About care."}
    client.post(address("account_introduce", account.pk), words)
    page = soup(client.get(address("account", account.pk)))
    client.post(address("account_publish", account.pk))

    filled = [area.get_text().strip() for area in page.select("textarea") if area.get_text().strip()]
    assert filled == ["Over zorg.", "About care."]
    assert page.find(id="theme-health").get_text() == "health nl"
    account.refresh_from_db()
    assert account.status == "published"
    public = client.get(reverse("progress:account", args=[account.pk]))
    assert "Over zorg." in soup(public).get_text()


def test_an_introduction_can_be_emptied(client, manager, year):
    account = draft(year)
    accounting.introduce(account, words={"nl": "Weg ermee."}, by=None, at=MONDAY)

    client.post(address("account_introduce", account.pk), {"theme": "", "words_nl": "", "words_en": ""})

    assert IntroductionText.objects.count() == 0


def test_an_introduction_that_is_too_long_stays_in_its_form(client, manager, year):
    account, long = draft(year), "a" * 5001

    answer = client.post(address("account_introduce", account.pk), {"theme": "health", "words_nl": long})

    page = soup(answer)
    assert answer.status_code == 400
    opened = page.select("details[open] textarea[lang=nl]")
    assert [area.get_text().strip() for area in opened] == [long]
    assert IntroductionText.objects.count() == 0


def test_a_published_account_is_frozen_at_the_desk_too(client, manager, year):
    account = draft(year)
    accounting.publish(account, by=None, at=MONDAY)

    statuses = [
        client.post(address(f"account_{step}", account.pk)).status_code
        for step in ("regather", "publish", "discard", "introduce")
    ]

    assert statuses == [409, 409, 409, 409]
    assert soup(client.get(address("account", account.pk))).select("form[action*=opnieuw]") == []


def test_gathered_anew_and_thrown_away(client, manager, year):
    account = draft(year)

    client.post(address("account_regather", account.pk))
    account.refresh_from_db()
    assert account.gathered_at != MONDAY
    answer = client.post(address("account_discard", account.pk))

    assert (answer.headers["Location"], Account.objects.count()) == (address("accounts"), 0)


def test_the_files_of_a_draft_are_at_the_desk(client, manager, year):
    account = draft(year)

    assert client.get(address("account_file", account.pk, "json")).json() == account.figures
    assert client.get(address("account_file", account.pk, "doc")).status_code == 404
    assert client.get(address("accounts")).status_code == 200
