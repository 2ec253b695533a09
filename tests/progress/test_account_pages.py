# SPDX-License-Identifier: EUPL-1.2
"""An account as everybody reads it: the list, the page, its projects, its files."""

import csv
import hashlib
import io
import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from pypdf import PdfReader

from kennisstad.progress import accounting
from kennisstad.progress.account_files import FORMATS
from kennisstad.progress.models import Account
from tests.agreement.making import make_commitment
from tests.making import MONDAY, make_project
from tests.progress.account_making import FIRST, Year

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pango")]
DUTCH, ENGLISH = "/overeenkomst/jaarverslagen/", "/en/agreement/accounts/"
WORDS = {"nl": "Een goed jaar.", "en": "A good year."}


@pytest.fixture
def year() -> Year:
    return Year()


@pytest.fixture
def account(year: Year) -> Account:
    drafted = accounting.draft(year.agreement, **year.days, by=None, at=MONDAY)
    accounting.introduce(drafted, words=WORDS, by=None, at=MONDAY)
    accounting.introduce(drafted, theme="health", words={"nl": "Over zorg."}, by=None, at=MONDAY)
    accounting.publish(drafted, by=None, at=MONDAY)
    return drafted


def page(client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(tag) -> str:
    return " ".join(tag.get_text(" ").split())


def table(soup: BeautifulSoup, caption: str, nth: int = 0) -> list[list[str]]:
    found = [one for one in soup.select("table") if words(one.caption) == caption]
    return [[words(cell) for cell in row.select("th, td")] for row in found[nth].select("tr")]


def test_the_page_says_how_it_stands_under_each_theme(client, account):
    soup = page(client, f"{ENGLISH}{account.pk}/")

    assert words(soup.h1) == "Account of 1 January 2025 to 31 December 2025"
    assert [words(head) for head in soup.select("main h2")] == [
        "The whole in short", "health en", "heritage en", "Without a theme", "Take it with you",
    ]  # fmt: skip
    whole = soup.find(id="whole").parent
    assert [words(said) for said in whole.find_all("p", limit=5)] == [
        "2 commitments: 1 without evidence yet and 1 with evidence.",
        "1 question was asked, 1 project ran, 1 result was handed over and 1 time an answer was given back.",
        "1 of 2 districts was reached.",
        "White spots: Zuid. Here nothing was asked, nothing ran and nothing was given back.",
        "Set aside, as far as it is public: EUR 1,200.00.",
    ]
    assert table(soup, "Commitments by theme, as they stood on the last day") == [
        ["Theme", "No evidence yet", "There is evidence", "Together"],
        ["health en", "0", "1", "1"],
        ["heritage en", "0", "0", "0"],
        ["Without a theme", "1", "0", "1"],
        ["The whole", "1", "1", "2"],
    ]


def test_the_page_tells_of_each_commitment_project_result_and_district(client, account, year):
    soup = page(client, f"{ENGLISH}{account.pk}/")
    section = soup.find(id="theme-health").parent

    number = year.commitment.article.number
    assert table(section, "Commitments, as they stood on the last day")[1] == [
        f"We keep homes en. Article {number}",
        "Leiden",
        "There is evidence Assessed as at risk by a programme manager on 2 June 2025: Too little land.",
        "7 homes on 1 May 2025 (The yearly count). Counted (en). Entered on 2 June 2025."
        " The target is 10 homes. Budget: EUR 1,200.00, 1 January 2025 to 31 December 2025.",
    ]
    assert table(section, "Projects that ran in the period")[1] == [
        "=HYPERLINK(1)", "Leiden", "result handed over", "1 September 2019",
    ]  # fmt: skip
    assert table(section, "Results handed over in the period")[1] == ["A bench helps", "1 March 2025"]
    assert table(section, "Districts that were reached")[1] == ["Noord", "0", "1", "1"]
    assert "White spots: Zuid." in words(section)


def test_what_has_no_theme_is_named_when_there_is_any_and_leaves_no_spot_white(client, account, year):
    before = page(client, f"{ENGLISH}{account.pk}/").find(id="theme-none").parent
    year.free.delete()
    year.question.delete()
    after = accounting.draft(year.agreement, **year.days, by=None, at=MONDAY)
    accounting.publish(after, by=None, at=MONDAY)

    assert "White spots" not in words(before)
    assert page(client, f"{ENGLISH}{after.pk}/").find(id="theme-none") is None


def test_it_says_when_its_figures_were_frozen_and_how_to_check_them(client, account):
    frozen = page(client, f"{ENGLISH}{account.pk}/").select_one(".account__frozen")

    assert words(frozen) == (
        "The figures were frozen on 23 November 2026 at 10:00. What changed later is not in this account."
        f" Their fingerprint (SHA-256 of the JSON file) is: {account.digest}"
    )
    file = client.get(f"{ENGLISH}{account.pk}/json").content
    assert hashlib.sha256(file).hexdigest() == account.digest


def test_introductions_stand_in_the_readers_language_or_are_marked(client, account):
    soup = page(client, f"{ENGLISH}{account.pk}/")

    assert soup.find("p", string="A good year.").parent.get("lang") is None
    assert soup.find("p", string="Over zorg.").parent["lang"] == "nl"


def test_nothing_hidden_is_on_the_page_or_in_a_file(client, account):
    for kind in ("", "json", "csv-en", "csv-nl"):
        assert b"999" not in client.get(f"{ENGLISH}{account.pk}/{kind}").content.replace(
            account.digest.encode(), b""
        )


def test_charts_have_a_name_and_words(client, account):
    soup = page(client, f"{ENGLISH}{account.pk}/")

    charts = [(svg["role"], words(svg.title), words(svg.desc)) for svg in soup.select("svg.account__bar")]
    assert charts == [
        ("img", "health en", "1 commitment: 1 with evidence."),
        ("img", "Without a theme", "1 commitment: 1 without evidence yet."),
    ]


def test_every_table_has_a_caption_and_heads(client, account):
    for found in page(client, f"{ENGLISH}{account.pk}/").select("table"):
        assert words(found.caption)
        assert {head["scope"] for head in found.select("thead th")} == {"col"}
        assert all(row.select("th[scope=row]") for row in found.select("tbody tr"))


def test_the_list_shows_what_was_published(client, account, year):
    accounting.draft(year.agreement, starts_on=FIRST, ends_on=date(2025, 6, 30), by=None, at=MONDAY)

    rows = page(client, DUTCH).select("[data-row]")

    assert [words(row) for row in rows] == [
        "Van 1 januari 2025 tot en met 31 december 2025 new nl bekendgemaakt op 23 november 2026"
    ]
    assert rows[0].a["href"] == f"{DUTCH}{account.pk}/"


def test_drafts_and_unknown_files_are_nobodys(client, account, year):
    draft = accounting.draft(year.agreement, starts_on=FIRST, ends_on=date(2025, 6, 30), by=None, at=MONDAY)

    for rest in ("", "json", "pdf-nl", "projecten/health/"):
        assert client.get(f"{DUTCH}{draft.pk}/{rest}").status_code == 404
    assert client.get(f"{DUTCH}{account.pk}/pdf-fr").status_code == 404
    assert client.get(f"{DUTCH}{account.pk}/projecten/ageing/").status_code == 404


def test_a_newer_account_of_the_same_days_is_named(client, account, year):
    second = accounting.draft(year.agreement, **year.days, by=None, at=MONDAY)
    accounting.publish(second, by=None, at=MONDAY.replace(day=24))

    link = page(client, f"{ENGLISH}{account.pk}/").find("a", string="Read the newer account")

    assert link["href"] == f"{ENGLISH}{second.pk}/"
    assert page(client, f"{ENGLISH}{second.pk}/").find("a", string="Read the newer account") is None


def test_a_long_list_of_projects_has_pages_of_its_own(client, year):
    for number in range(60):
        make_project(title=f"P{number:02}", starts_on=date(2025, 1, 2), status="running").themes.set(
            [year.health]
        )
    account = accounting.draft(year.agreement, **year.days, by=None, at=MONDAY)
    accounting.publish(account, by=None, at=MONDAY)

    soup = page(client, f"{ENGLISH}{account.pk}/")
    section = soup.find(id="theme-health").parent
    assert len(table(section, "Projects that ran in the period")) == 1 + 25
    assert "36 more projects ran." in words(section)
    link = section.find("a", string="All projects of this theme")
    assert len(page(client, link["href"]).select("[data-row]")) == 50
    assert len(page(client, f"{link['href']}?page=2").select("[data-row]")) == 11


@pytest.mark.parametrize(
    ("kind", "head", "row"),
    [
        ("csv-nl", "Soort", ["Projecten", "health nl; heritage nl", "'=HYPERLINK(1)", "Leiden"]),
        ("csv-en", "Kind", ["Projects", "health en; heritage en", "'=HYPERLINK(1)", "Leiden"]),
    ],
)
def test_csv_is_one_table_in_which_nothing_is_a_formula(client, account, kind, head, row):
    answer = client.get(f"{DUTCH}{account.pk}/{kind}")

    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0][0] == head
    found = next(one for one in rows if one[0] == row[0])
    assert [cell for cell in found if cell in row] == row
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="kennisstad-2025-01-01-2025-12-31-{kind[-2:]}.csv"'
    )


ENGLISH_SHEETS = (
    "Totals|Commitments|Figures|Projects|Results|Times given back|Questions|Districts|White spots"
)
DUTCH_SHEETS = "Totalen|Afspraken|Cijfers|Projecten|Resultaten|Keer teruggebracht|Vragen|Wijken|Witte plekken"


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("xlsx-en", [*ENGLISH_SHEETS.split("|"), "Introductions", "About"]),
        ("xlsx-nl", [*DUTCH_SHEETS.split("|"), "Inleidingen", "Waarover"]),
    ],
)
def test_a_workbook_has_a_sheet_for_each_kind(client, account, year, kind, names):
    book = load_workbook(io.BytesIO(client.get(f"{DUTCH}{account.pk}/{kind}").content))

    assert book.sheetnames == names
    projects = list(book.worksheets[3].iter_rows(min_row=2))
    assert [[cell.value for cell in row][1:4] for row in projects] == [
        [year.project.pk, "=HYPERLINK(1)", "Leiden"]
    ]
    assert {cell.data_type for row in projects for cell in row} <= {"s", "n", "d"}


def test_totals_in_the_workbook_are_those_of_the_page(client, account):
    book = load_workbook(io.BytesIO(client.get(f"{ENGLISH}{account.pk}/xlsx-en").content))
    heads, *rows = book["Totals"].iter_rows(values_only=True)

    assert [row[: heads.index("no evidence yet")] for row in rows] == [
        ("health en", 1, 1, 1, 1, 1, 0),
        ("heritage en", 0, 0, 1, 1, 1, 0),
        ("Without a theme", 1, 0, 0, 0, 0, 1),
        ("The whole", 2, 1, 1, 1, 1, 1),
    ]


def test_json_holds_both_languages(client, account):
    read = json.loads(client.get(f"{DUTCH}{account.pk}/json").content)

    assert read == account.figures
    assert read["commitments"][0]["sentence"] == {"en": "We keep homes en.", "nl": "We keep homes nl."}


@pytest.mark.parametrize(
    ("kind", "language", "said"),
    [
        (
            "pdf-nl",
            "nl",
            ["Verslag van 1 januari 2025 tot en met 31 december 2025", "Een goed jaar.", "Zuid"],
        ),
        ("pdf-en", "en", ["Account of 1 January 2025 to 31 December 2025", "A good year.", "Zuid"]),
    ],
)
def test_the_document_is_tagged_and_in_its_language(client, account, kind, language, said):
    reader = PdfReader(io.BytesIO(client.get(f"{DUTCH}{account.pk}/{kind}").content))

    text = " ".join(" ".join(one.extract_text() for one in reader.pages).split())
    assert [part for part in said if part not in text] == []
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == said[0]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_account_gives_the_same_bytes(client, account, settings, kind):
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    }
    first = client.get(f"{DUTCH}{account.pk}/{kind}").content

    assert client.get(f"{ENGLISH}{account.pk}/{kind}").content == first


@pytest.mark.parametrize("more", [0, 9])
def test_the_page_takes_seven_queries_however_much_there_is(client, year, django_assert_num_queries, more):
    for _ in range(more):
        make_commitment(year.agreement, theme=year.health, owners=[year.partner])
        make_project(starts_on=date(2025, 1, 2), status="running").themes.set([year.health])
    account = accounting.draft(year.agreement, **year.days, by=None, at=MONDAY)
    accounting.introduce(account, words=WORDS, by=None, at=MONDAY)
    accounting.publish(account, by=None, at=MONDAY)

    with django_assert_num_queries(7):
        client.get(f"{ENGLISH}{account.pk}/")
