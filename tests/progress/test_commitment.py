# SPDX-License-Identifier: EUPL-1.2
"""One commitment: who owes what, how far it is and why, and the chain of evidence."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kennisstad.agreement.models import Budget, Owner, Party, Status
from tests.agreement.making import make_agreement, make_article, make_commitment, make_figure, make_theme
from tests.making import make_partner, make_project, make_result
from tests.progress.making import assess, serve, show
from tests.website.making import main

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_28_november")]


def page_of(client, commitment):
    return main(client.get(f"/en/agreement/commitments/{commitment.key}/"))


def facts(page):
    rows = page.one("dl", cls="facts").all("div")
    return {row.one("dt").text: row.one("dd").text for row in rows}


def told(page):
    return page.all("p", cls="promise__state")[0].text


def make_homes(**fields):
    values = {"target": Decimal(600), "unit": "homes", "due_on": date(2026, 12, 31)}
    return make_commitment(key="homes", **values | fields)


def test_it_says_what_was_promised(client):
    one, other = make_partner("one"), make_partner("other")
    agreement = make_agreement(parties=[one, other])
    homes = make_homes(
        agreement=agreement,
        owners=[one, other],
        article=make_article(agreement, "4"),
        theme=make_theme(agreement, "campus"),
        baseline=Decimal("120.5"),
        baseline_on=date(2023, 1, 1),
    )
    homes.texts.filter(language="en").update(indicator="New homes", definition="Handed over.")
    Owner.objects.filter(partner=one).update(share=Decimal("0.625"))
    Party.objects.filter(partner=other).update(left_on=date(2025, 6, 30))
    Budget.objects.create(
        commitment=homes, amount=1_250_000, starts_on=date(2023, 1, 1), ends_on=date(2026, 12, 31)
    )

    page = page_of(client, homes)

    assert page.texts("h1") == ["We keep homes en."]
    assert facts(page) == {
        "Owed by": "One 62.5%Other (left on 30 June 2025)",
        "Due on": "31 December 2026",
        "Budget": "EUR 1,250,000 1 January 2023 to 31 December 2026",
        "What is counted": "New homes Handed over.",
        "Where it began": "120.5 homes 1 January 2023",
        "Target": "600 homes at least",
    }
    link = page.one("p", cls="kicker").one("a")
    assert link.attributes["href"] == f"/en/agreement/versions/{agreement.key}/#article-4"
    assert page.one("p", cls="kicker").texts("span") == ["article 4", "campus en"]


def test_a_budget_that_is_not_public_is_not_there(client):
    homes = make_homes()
    Budget.objects.create(
        commitment=homes,
        amount=77_123,
        starts_on=date(2023, 1, 1),
        ends_on=date(2026, 12, 31),
        is_public=False,
    )

    answer = client.get("/en/agreement/commitments/homes/")

    assert "Budget" not in facts(main(answer))
    assert b"77" not in main(answer).raw.encode()


def test_a_promise_made_elsewhere_says_where_and_when(client):
    walk = make_commitment(
        key="walk", source="The list", promised_on=date(2024, 5, 1), read_on=date(2026, 11, 20), falls=True,
        target=Decimal(3), unit="tons",
    )  # fmt: skip

    assert facts(page_of(client, walk)) == {
        "Owed by": "nobody in particular",
        "Promised on": "1 May 2024",
        "Due on": "no day was named",
        "Target": "3 tons at most",
        "Where we read it": "The list read on 20 November 2026",
    }


def test_with_nothing_linked_it_says_so_in_each_place(client):
    page = page_of(client, make_homes())

    assert told(page) == "no evidence yet No project, result or figure is linked to it yet."
    assert page.texts("li", cls="none-yet") == [
        "No project is linked to it yet.",
        "No result is linked to it yet.",
    ]
    assert page.texts("p", cls="none-yet") == ["No figure has been entered yet."]


def test_the_chain_leads_to_projects_results_and_figures(client):
    homes = make_homes()
    project = make_project(make_partner("hogeschool"), title="Who lives where", status="running")
    serve(homes, project)
    taken_away = make_project(title="Not this one")
    serve(homes, taken_away, unlinked_at=datetime(2026, 11, 25, tzinfo=UTC))
    result = make_result(make_project(make_partner("lumc"), status="handed-over"))
    show(homes, result)

    page = page_of(client, homes)

    links = [one.attributes["href"] for one in page.all("h3", cls="entry__title") for one in one.all("a")]
    assert links == [f"/en/projects/{project.pk}/", f"/en/results/{result.pk}/"]
    assert page.all("p", cls="entry__facts")[0].texts("span") == ["running", "Hogeschool"]
    assert told(page) == "there is evidence 1 project works on it. 1 result shows it."


def test_each_figure_has_its_passport_and_none_takes_the_place_of_another(client):
    homes = make_homes()
    make_figure(homes, "412.50", on=date(2025, 5, 1))
    make_figure(homes, "430", on=date(2026, 5, 1), source="The register")
    wrong = make_figure(homes, "999", on=date(2026, 6, 1), withdrawn_at=datetime(2026, 11, 23, 9, tzinfo=UTC))
    wrong.texts.filter(language="en").update(why_withdrawn="Counted twice.")

    page = page_of(client, homes)

    figures = page.all("li", cls="passport")
    assert [[one.text for one in figure.all() if one.tag in ("h3", "p")] for figure in figures] == [
        [
            "999 homes 1 June 2026",
            "Withdrawn on 23 November 2026; it counts no more. Counted twice.",
            "Counted (en).",
            "The yearly count",
        ],
        ["430 homes 1 May 2026", "Counted (en).", "The register"],
        [
            "412.5 homes 1 May 2025",
            "Stale: older than 12 months.",
            "Counted (en).",
            "The yearly count",
        ],
    ]
    assert told(page) == (
        "there is evidence The newest figure is 430 homes, of 1 May 2026; the target is 600."
    )


def test_a_newest_figure_that_is_stale_is_said_where_it_counts(client):
    homes = make_homes(fresh_for_months=1)
    make_figure(homes, "600", on=date(2026, 5, 1), entered_at=datetime(2026, 5, 2, tzinfo=UTC))

    assert told(page_of(client, homes)) == (
        "target reached The figure of 1 May 2026 (600 homes) is at the target of 600. "
        "That figure is older than 1 month."
    )


def test_an_assessment_stands_beside_what_is_derived(client):
    homes = make_homes()
    make_figure(homes, "600", on=date(2026, 5, 1))
    assess(homes, "not-kept", "Nobody lives there.")

    page = page_of(client, homes)

    assert told(page).startswith("target reached ")
    said = page.all("div", cls="judged")[0]
    assert said.texts("p") == [
        "Assessed as not kept. Said as programme manager, on 23 November 2026.",
        "Nobody lives there.",
    ]


def test_an_assessment_that_was_taken_back_stays_in_the_history_alone(client):
    homes = make_homes()
    assess(homes, "at-risk", "Slow.", at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    assess(homes, "", "Faster again.", at=datetime(2026, 4, 1, 12, tzinfo=UTC))

    page = page_of(client, homes)

    assert page.all("p", cls="promise__state")[0].text.startswith("no evidence yet")
    history = page.one("ol", cls="story").all("li")
    assert [one.texts("p") for one in history] == [
        [
            "1 April 2026 no evidence yet No project, result or figure is linked to it yet.",
            "The assessment before this was taken back. Said as programme manager, on 1 April 2026.",
            "Faster again.",
        ],
        [
            "1 March 2026 no evidence yet No project, result or figure is linked to it yet.",
            "Assessed as at risk. Said as programme manager, on 1 March 2026.",
            "Slow.",
        ],
        ["1 January 2023 no evidence yet No project, result or figure is linked to it yet."],
    ]
    assert len(page.all("div", cls="judged")) == 2


def test_the_history_tells_each_change_with_its_reason(client):
    homes = make_homes(due_on=date(2025, 12, 31))
    make_figure(homes, "600", on=date(2026, 5, 1), entered_at=datetime(2026, 5, 2, 12, tzinfo=UTC))

    history = page_of(client, homes).one("ol", cls="story").texts("li")

    assert history == [
        "2 May 2026 target reached The figure of 1 May 2026 (600 homes) is at the target of 600.",
        "1 January 2026 overdue The day was 31 December 2025; no figure is at the target.",
        "1 January 2023 no evidence yet No project, result or figure is linked to it yet.",
    ]


def test_it_leads_to_what_it_carries_on_and_what_carries_it_on(client):
    old = make_agreement("old", starts_on=date(2017, 7, 1), ends_on=date(2022, 12, 31))
    new = make_agreement("new", follows=old)
    before, dropped = make_commitment(old, key="before"), make_commitment(old, key="dropped")
    after = make_commitment(new, key="after", carries_on=before)
    draft = make_agreement("draft", follows=new, status=Status.DRAFT, starts_on=date(2027, 1, 1))
    make_commitment(draft, key="secret", carries_on=after)

    notes = {
        one.key: [note.texts("p") for note in page_of(client, one).all("div", cls="note")]
        for one in (before, dropped, after)
    }

    replaced = "The version in which this stands was replaced on 1 January 2023 by: new en"
    assert notes == {
        "before": [[replaced, "There it is carried on as: We keep after en."]],
        "dropped": [[replaced, "There it is not carried on."]],
        "after": [["It carries on: We keep before en."]],
    }


@pytest.mark.parametrize("key", ["nothing", "x" * 3000])
def test_what_is_not_there_is_said_so(client, key):
    assert client.get(f"/en/agreement/commitments/{key}/").status_code == 404


def test_in_dutch_it_is_dutch(client):
    homes = make_homes()
    make_figure(homes, "1412.5", on=date(2026, 5, 1))

    page = main(client.get("/overeenkomst/afspraken/homes/"))

    assert told(page) == (
        "doel gehaald Het cijfer van 1 mei 2026 (1.412,5 homes) is beter dan het doel van 600."
    )
