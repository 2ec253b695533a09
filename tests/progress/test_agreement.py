# SPDX-License-Identifier: EUPL-1.2
"""The agreements as a document: who, when, what, and where sources disagree."""

from datetime import date

import pytest

from kennisstad.agreement.models import AgreementText, Fact, FactText, Party
from tests.making import make_partner
from tests.website.making import main, make_agreement, make_theme

pytestmark = pytest.mark.django_db


def articles(client):
    return main(client.get("/en/agreement/")).all("article")


def make_fact(agreement, statement, *, topic="end", followed=True, source="A page"):
    fact = Fact.objects.create(
        agreement=agreement, topic=topic, source=source, read_on=date(2026, 11, 20), followed=followed
    )
    FactText.objects.create(fact=fact, language="en", statement=statement)


def test_the_newest_agreement_stands_first_with_its_period(client):
    make_agreement("2017", starts=2017, ends=2022)
    make_agreement("2023")

    newest, oldest = articles(client)

    assert (newest.attributes["id"], newest.texts("h2")) == ("2023", ["Agreement 2023 en"])
    assert newest.texts("p")[0] == "From 1 January 2023 to 31 December 2027. Signed on 1 January 2023."
    assert oldest.texts("h2") == ["Agreement 2017 en"]


def test_parties_say_when_they_joined_later_or_left(client):
    agreement = make_agreement(
        "2023", make_partner("first"), make_partner("later"), make_partner("gone", name="Gone")
    )
    Party.objects.filter(agreement=agreement, partner__key="later").update(joined_on=date(2024, 3, 1))
    Party.objects.filter(partner__key="gone").update(left_on=date(2025, 6, 30))

    (article,) = articles(client)

    assert article.one("ul", cls="parties").texts("li") == [
        "First",
        "Gone 1 January 2023 to 30 June 2025",
        "Later since 1 March 2024",
    ]


def test_themes_stand_in_their_order_with_mark_and_summary(client):
    agreement = make_agreement("2023")
    make_theme(agreement, "health", place=2)
    make_theme(agreement, "heritage", place=1)

    (article,) = articles(client)

    assert article.one("ul", cls="themes").texts("li") == ["heritage en Together.", "health en Together."]
    assert article.all("span", cls="theme")[0].classes == ["theme", "theme--canal"]


def test_a_fact_names_its_source_and_day(client):
    agreement = make_agreement("2023")
    Fact.objects.all().delete()
    make_fact(agreement, "Fifteen projects.", topic="projects", source="The city's page")

    (topic,) = articles(client)[0].all("div", cls="topic")

    assert topic.texts("p") == ["Fifteen projects.", "The city's page, read on 20 November 2026"]


def test_where_sources_disagree_both_are_shown_and_which_one_is_followed(client):
    agreement = make_agreement("2017", starts=2017, ends=2022)
    Fact.objects.all().delete()
    make_fact(agreement, "Until 2021.", followed=False, source="One")
    make_fact(agreement, "Until 2022.", source="Other")

    (topic,) = articles(client)[0].all("div", cls="topic--disagrees")

    assert topic.texts("p") == [
        "The sources do not agree.",
        "Until 2022.",
        "Other, read on 20 November 2026 · we follow this source",
        "Until 2021.",
        "One, read on 20 November 2026 · we do not follow this source",
    ]


def test_words_in_the_other_language_are_marked(client):
    make_agreement("2023")
    AgreementText.objects.filter(language="en").delete()

    (article,) = articles(client)

    assert article.one("h2").attributes["lang"] == "nl"
    assert article.one("div", cls="lead").attributes["lang"] == "nl"


def test_no_agreement_is_said_in_words(client):
    assert main(client.get("/en/agreement/")).texts(cls="none-yet") == ["No agreement has been entered yet."]
