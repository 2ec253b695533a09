# SPDX-License-Identifier: EUPL-1.2
"""The agreements through time, and how far their commitments are, theme by theme."""

from datetime import UTC, date, datetime

import pytest

from kennisstad.agreement.models import Fact, FactText, Kind, Party, Status
from kennisstad.progress.charts import LABELS, WIDEST, bars
from kennisstad.progress.models import Account
from tests.agreement.making import make_agreement, make_commitment, make_theme
from tests.making import MONDAY, make_partner
from tests.progress.making import serve, show
from tests.website.making import main

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_28_november")]


def make_fact(agreement, statement, on, *, followed=True):
    fact = Fact.objects.create(
        agreement=agreement,
        topic="history",
        source="A page",
        read_on=date(2026, 11, 20),
        on=on,
        followed=followed,
    )
    FactText.objects.create(fact=fact, language="nl", statement=statement)


def told(client):
    page = main(client.get("/en/agreement/timeline/"))
    return {one.one("h2").text: [li.text for li in one.all("li")] for one in page.all("section")}


def test_what_happened_is_told_year_by_year(client):
    one, other = make_partner("one"), make_partner("other")
    old = make_agreement("old", parties=[one, other], starts_on=date(2017, 7, 1), ends_on=date(2022, 12, 31))
    new = make_agreement("new", parties=[one], follows=old, signed_on=date(2022, 11, 11))
    amended = make_agreement("amended", follows=new, kind=Kind.AMENDMENT, starts_on=date(2025, 1, 1))
    Party.objects.create(agreement=old, partner=make_partner("third"), joined_on=date(2020, 12, 1))
    Party.objects.filter(partner=other).update(left_on=date(2020, 3, 1))
    make_fact(old, "Sinds 2012.", date(2012, 1, 1))
    make_fact(old, "Sinds 2011.", date(2011, 1, 1), followed=False)
    published = {"status": "published", "published_at": datetime(2026, 3, 2, 9, tzinfo=UTC)}
    for more in (published, {}):
        Account.objects.create(
            agreement=amended,
            starts_on=date(2025, 1, 1),
            ends_on=date(2025, 12, 31),
            gathered_at=MONDAY,
            figures={},
            **more,
        )

    assert told(client) == {
        "2012": ["Sinds 2012.A page"],
        "2017": ["1 July From this day stands: old en."],
        "2020": ["1 March Other left.", "1 December Third joined."],
        "2022": ["11 November Signed: new en."],
        "2023": ["1 January From this day stands: new en."],
        "2025": ["1 January The agreement was amended: amended en."],
        "2026": ["2 March The account of 1 January 2025 to 31 December 2025 was published."],
    }


def test_a_fact_in_the_other_language_is_marked(client):
    make_fact(make_agreement(), "Sinds 2012.", date(2012, 1, 1))

    page = main(client.get("/en/agreement/timeline/"))

    (marked,) = [one for one in page.all("span") if "lang" in one.attributes]
    assert (marked.text, marked.attributes["lang"]) == ("Sinds 2012.", "nl")


def test_what_is_still_to_come_and_drafts_are_not_told(client):
    new = make_agreement("new")
    later = make_agreement("later", follows=new, starts_on=date(2027, 1, 1))
    draft = make_agreement("draft", follows=later, status=Status.DRAFT, starts_on=date(2025, 1, 1))
    make_fact(draft, "Een concept.", date(2020, 1, 1))

    assert told(client) == {"2023": ["1 January From this day stands: new en."]}


def test_without_an_agreement_that_is_said(client):
    for address in ("timeline", "progress"):
        page = main(client.get(f"/en/agreement/{address}/"))
        assert len(page.texts("p", cls="none-yet")) == 1


def rows(table):
    return [[one.text for one in row.all() if one.tag in ("th", "td")] for row in table.all("tr")]


def make_states():
    agreement = make_agreement()
    health, heritage = make_theme(agreement, "health", place=1), make_theme(agreement, "heritage", place=2)
    make_theme(agreement, "empty", place=3)
    for _ in range(3):
        make_commitment(agreement, theme=health)
    serve(make_commitment(agreement, theme=health))
    show(make_commitment(agreement, theme=heritage))
    make_commitment(agreement, due_on=date(2025, 1, 1))


def test_each_theme_counts_its_commitments_by_state_in_a_table(client):
    make_states()

    (table,) = main(client.get("/en/agreement/progress/")).all("table")

    assert rows(table) == [
        [
            "Theme",
            "no evidence yet",
            "under way",
            "there is evidence",
            "target reached",
            "overdue",
            "together",
        ],
        ["health en", "3", "1", "0", "0", "0", "4"],
        ["heritage en", "0", "0", "1", "0", "0", "1"],
        ["empty en", "0", "0", "0", "0", "0", "0"],
        ["Without a theme", "0", "0", "0", "0", "1", "1"],
    ]


def test_each_chart_says_the_same_as_its_row_in_words_and_bars(client):
    make_states()

    page = main(client.get("/en/agreement/progress/"))

    charts = page.all("svg", cls="bars")
    assert [(one.attributes["role"], one.one("title").text) for one in charts] == [
        ("img", "How far the commitments of health en are"),
        ("img", "How far the commitments of heritage en are"),
        ("img", "How far the commitments without a theme are"),
    ]
    assert charts[0].one("desc").text == (
        "no evidence yet: 3; under way: 1; there is evidence: 0; target reached: 0; overdue: 0"
    )
    widths = [[float(bar.attributes["width"] or 0) for bar in one.all("rect")] for one in charts]
    assert widths == [[170.0, 56.67, 0, 0, 0], [0, 0, 56.67, 0, 0], [0, 0, 0, 0, 56.67]]
    assert "No commitment stands under this theme." in page.texts("p")


def test_numbers_in_a_drawing_have_a_point_in_dutch_too(client):
    make_states()

    page = main(client.get("/overeenkomst/voortgang/"))

    assert [bar.attributes["width"] for bar in page.all("svg", cls="bars")[0].all("rect")][1] == "56.67"


def test_bars_are_as_long_as_their_part_and_stand_under_each_other():
    found = bars({"one": 4, "two": 1, "three": 0}, most=4)

    assert [bar.width for bar in found] == [WIDEST, WIDEST / 4, 0]
    assert [bar.y for bar in found] == [6, 34, 62]
    assert found[0].number_x == LABELS + WIDEST + 6
    assert [bar.width for bar in bars({"one": 0}, most=0)] == [0]
