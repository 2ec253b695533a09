# SPDX-License-Identifier: EUPL-1.2
"""What changed between two versions, word by word and as a page."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.agreement.models import Party, ThemeStep
from kennisstad.progress.changes import Change, Piece, has_changed, pieces
from tests.agreement.making import make_agreement, make_article, make_commitment, make_theme
from tests.making import make_partner
from tests.website.making import main

texts = st.lists(st.sampled_from(["the", "city", "builds", "homes", "\n", "  ", "“for”"]), max_size=12).map(
    " ".join
)


@given(texts, texts)
def test_the_pieces_make_up_both_texts(old, new):
    found = pieces(old, new)

    assert "".join(one.words for one in found if one.change != Change.ADDED) == old
    assert "".join(one.words for one in found if one.change != Change.DROPPED) == new
    assert has_changed(found) == (old != new)


def test_whole_words_are_dropped_and_added():
    assert pieces("We build five hundred homes.", "We build more homes.") == [
        Piece(Change.KEPT, "We build "),
        Piece(Change.DROPPED, "five hundred "),
        Piece(Change.ADDED, "more "),
        Piece(Change.KEPT, "homes."),
    ]


def test_texts_with_little_in_common_are_told_one_after_the_other():
    assert pieces("Naturalis joins the agreement of 2017.", "The city and the region gain most.") == [
        Piece(Change.DROPPED, "Naturalis joins the agreement of 2017."),
        Piece(Change.ADDED, "The city and the region gain most."),
    ]


def test_long_texts_are_compared_in_reasonable_time():
    old = " ".join(f"word{number % 97}" for number in range(20_000))
    found = pieces(old, old.replace("word13 ", "other "))

    assert "".join(one.words for one in found if one.change != Change.ADDED) == old


def make_two():
    stays, leaves, joins = make_partner("stays"), make_partner("leaves"), make_partner("joins")
    old = make_agreement(
        "old", parties=[stays, leaves], starts_on=date(2017, 7, 1), ends_on=date(2022, 12, 31)
    )
    return old, make_agreement("new", parties=[stays, joins], follows=old)


def page_of(client, old="old", new="new"):
    return main(client.get(f"/en/agreement/changes/{old}/{new}/"))


def section(page, name):
    (found,) = [one for one in page.all("section") if one.attributes["aria-labelledby"] == name]
    return found


@pytest.mark.django_db
def test_period_and_parties_say_what_was_dropped_and_added(client):
    make_two()

    page = page_of(client)

    assert section(page, "period").text == (
        "Period dropped: 1 July 2017 to 31 December 2022 added: 1 January 2023 to 31 December 2027"
    )
    assert section(page, "parties").texts("li") == ["Joins joined", "Leaves left"]


@pytest.mark.django_db
def test_what_stayed_the_same_is_said(client):
    partner = make_partner()
    old = make_agreement("old", parties=[partner])
    make_agreement("new", parties=[partner], follows=old)

    page = page_of(client)

    assert section(page, "period").texts("p") == ["The period stayed the same."]
    assert section(page, "parties").texts("p") == ["The parties stayed the same."]
    assert section(page, "commitments").texts("p") == ["Neither version has commitments."]


@pytest.mark.django_db
def test_who_left_during_the_old_version_and_is_in_the_new_one_joined_again(client):
    make_two()
    Party.objects.filter(agreement__key="old", partner__key="stays").update(left_on=date(2020, 1, 1))

    assert section(page_of(client), "parties").texts("li") == ["Joins joined", "Stays joined", "Leaves left"]


@pytest.mark.django_db
def test_themes_say_as_what_they_go_on_over_versions_between(client):
    old, between = make_two()
    last = make_agreement("last", follows=between, starts_on=date(2027, 1, 1), ends_on=date(2030, 12, 31))
    lab, ended = make_theme(old, "lab"), make_theme(old, "ended", place=2)
    middle = make_theme(between, "middle")
    health = make_theme(last, "health")
    make_theme(last, "heritage", place=2)
    ThemeStep.objects.create(old=lab, new=middle)
    ThemeStep.objects.create(old=middle, new=health)
    ThemeStep.objects.create(old=ended, new=None)

    assert section(page_of(client, "old", "last"), "themes").texts("li") == [
        "lab en goes on as health en",
        "ended en does not go on",
        "heritage en is new",
    ]


@pytest.mark.django_db
def test_articles_are_compared_by_number_with_words_marked_and_named(client):
    old, new = make_two()
    for agreement, number in ((old, "1"), (new, "1"), (old, "2"), (new, "2"), (old, "3"), (new, "4")):
        make_article(agreement, number)
    changed = new.articles.get(number="2").texts.get(language="en")
    changed.body = "We all do 2 en."
    changed.save()

    articles = section(page_of(client), "articles")

    assert [one.texts("h3") for one in articles.all("article")] == [
        ["2 Article 2 en"],
        ["4 Article 4 en is new"],
        ["3 Article 3 en was dropped"],
    ]
    (words,) = articles.all("div", cls="changed__words")
    assert words.text == "We added: all (end of what was added) do 2 en."
    assert words.texts("del") == []
    assert articles.texts("p")[-1] == "Word for word the same: 1."


@pytest.mark.django_db
def test_commitments_are_carried_on_new_or_dropped(client):
    old, between = make_two()
    last = make_agreement("last", follows=between, starts_on=date(2027, 1, 1), ends_on=date(2030, 12, 31))
    first = make_commitment(old, key="first", target=Decimal(10), unit="homes")
    make_commitment(old, key="dropped")
    second = make_commitment(between, key="second", carries_on=first)
    make_commitment(
        last,
        key="third",
        carries_on=second,
        due_on=date(2029, 1, 1),
        target=Decimal(20),
        unit="homes",
    )
    make_commitment(last, key="fresh")

    found = section(page_of(client, "old", "last"), "commitments")

    assert found.texts("h3") == ["Carried on", "New", "Not carried on"]
    carried, added, dropped = [one.all("li") for one in found.all("ul")]
    assert carried[0].texts("p") == [
        "We keep dropped: first (end of what was dropped) added: third (end of what was added) en.",
        "Due on dropped: – added: 1 January 2029",
        "Target dropped: 10 homes added: 20 homes",
    ]
    assert carried[0].one("a").attributes["href"] == "/en/agreement/commitments/third/"
    assert [one.text for one in (*added, *dropped)] == ["We keep fresh en.", "We keep dropped en."]


@pytest.mark.django_db
def test_texts_are_compared_in_a_language_that_both_have(client):
    old, new = make_two()
    for agreement in (old, new):
        make_article(agreement, "1")
    new.articles.get().texts.filter(language="en").delete()
    new.articles.get().texts.update(body="Wij doen meer.")

    (article,) = section(page_of(client), "articles").all("article")

    assert article.one("div", cls="changed__words").attributes["lang"] == "nl"


@pytest.mark.django_db
def test_the_older_version_comes_first_and_one_version_has_no_difference(client):
    make_two()

    swapped = client.get("/en/agreement/changes/new/old/")
    same = client.get("/en/agreement/changes/new/new/")

    assert (swapped.status_code, swapped["Location"]) == (302, "/en/agreement/changes/old/new/")
    assert (same.status_code, same["Location"]) == (302, "/en/agreement/versions/new/")
    assert client.get("/en/agreement/changes/old/nothing/").status_code == 404
