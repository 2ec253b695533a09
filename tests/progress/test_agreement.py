# SPDX-License-Identifier: EUPL-1.2
"""The agreement as a document: which version, who, what, where its commitments stand, what sources say."""

from datetime import date
from decimal import Decimal

import pytest

from kennisstad.agreement.models import AgreementText, Fact, FactText, Kind, Party, Status
from tests.agreement.making import make_agreement, make_article, make_commitment, make_figure, make_theme
from tests.making import make_partner
from tests.progress.making import serve, show
from tests.website.making import main

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_28_november")]
ADDRESS = "/en/agreement/"


def make_two(**fields):
    old = make_agreement("old", starts_on=date(2017, 7, 1), ends_on=date(2022, 12, 31))
    return old, make_agreement("new", follows=old, **fields)


def make_fact(agreement, statement, *, topic="end", followed=True, source="A page", why=""):
    fact = Fact.objects.create(
        agreement=agreement, topic=topic, source=source, read_on=date(2026, 11, 20), followed=followed
    )
    FactText.objects.create(fact=fact, language="en", statement=statement, why=why)


def notes(page):
    return [note.text for note in page.all("div", cls="note")]


def test_the_version_that_stands_today_is_shown_with_its_period(client):
    make_two(signed_on=date(2022, 11, 11))

    page = main(client.get(ADDRESS))

    assert page.texts("h1") == ["new en"]
    assert page.one("div", cls="opening").texts("p")[0] == "Successorstands today"
    assert page.one("div", cls="opening").texts("p")[2] == (
        "From 1 January 2023 to 31 December 2027. Signed on 11 November 2022."
    )
    assert notes(page) == []


def test_all_versions_are_listed_newest_first_and_keep_their_anchor(client):
    make_two()

    entries = main(client.get(ADDRESS)).one("ol", cls="entries").all("li")

    assert [(one.attributes["id"], one.one("a").attributes["href"]) for one in entries] == [
        ("new", "/en/agreement/versions/new/"),
        ("old", "/en/agreement/versions/old/"),
    ]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2017-07-01", "old en"),
        ("2022-12-31", "old en"),
        ("2023-01-01", "new en"),
        ("31-12-2022", "old en"),
        ("2017-06-30", "What the partners agreed"),
        ("2028-01-01", "What the partners agreed"),
    ],
)
def test_the_version_of_a_day_is_shown(client, day, name):
    make_two()

    answer = client.get(ADDRESS, {"on": day})

    assert (answer.status_code, main(answer).texts("h1")) == (200, [name])


def test_a_day_on_which_none_stood_is_said_and_all_versions_are_there(client):
    make_two()

    page = main(client.get(ADDRESS, {"on": "2017-06-30"}))

    assert page.texts("p", cls="lead") == ["On 30 June 2017 no agreement stood."]
    assert len(page.one("ol", cls="entries").all("li")) == 2


@pytest.mark.parametrize("day", ["", "yesterday", "2019-02-30", "1' OR 1=1", "2019", "9" * 3000])
def test_a_bad_day_is_said_in_a_sentence(client, day):
    make_two()

    answer = client.get(ADDRESS, {"on": day})

    page = main(answer)
    assert (answer.status_code, page.texts("h1")) == (400, ["new en"])
    assert notes(page) == ["Choose a day, for example 2019-05-01."]
    assert page.one("input").attributes.get("value", "") == day
    assert page.one("input").attributes["aria-invalid"] == "true"


def test_on_a_day_only_those_are_party_who_were_then_and_states_are_of_then(client):
    old, _new = make_two()
    for key, joined, left in (
        ("first", date(2017, 7, 1), None),
        ("later", date(2020, 12, 1), None),
        ("gone", date(2017, 7, 1), date(2019, 4, 30)),
    ):
        partner = make_partner(key)
        Party.objects.create(agreement=old, partner=partner, joined_on=joined, left_on=left)
    commitment = make_commitment(old)
    show(commitment, linked_at="2020-01-01T12:00Z")

    page = main(client.get(ADDRESS, {"on": "2019-05-01"}))
    after = main(client.get(ADDRESS, {"on": "2020-01-01"}))

    assert page.one("ul", cls="agreed__parties").texts("li") == ["First"]
    assert notes(page)[0] == ("This is the agreement as it stood on 1 May 2019. Read this version as a whole")
    assert page.texts("span", cls="state")[-1] == "no evidence yet"
    assert after.texts("span", cls="state")[-1] == "there is evidence"


def test_a_version_that_was_replaced_says_by_what_and_when(client):
    make_two()

    page = main(client.get("/en/agreement/versions/old/"))

    assert page.texts("h1") == ["old en"]
    assert notes(page) == ["This version was replaced on 1 January 2023 by: new en"]


def test_a_version_to_come_and_one_that_ended_say_so(client):
    old = make_agreement("old", starts_on=date(2017, 7, 1), ends_on=date(2022, 12, 31))
    make_agreement("new", follows=old, starts_on=date(2027, 1, 1))

    assert notes(main(client.get("/en/agreement/versions/new/"))) == [
        "This version takes effect on 1 January 2027."
    ]
    assert notes(main(client.get("/en/agreement/versions/old/"))) == [
        "This version ended on 31 December 2022."
    ]
    assert main(client.get(ADDRESS)).texts("p", cls="lead") == [
        "No agreement stands today. Below are those that were signed."
    ]


def test_an_amendment_takes_the_place_of_what_it_amends_and_old_links_stay(client):
    old, new = make_two()
    make_agreement("amended", follows=new, kind=Kind.AMENDMENT, starts_on=date(2026, 1, 1))

    assert main(client.get(ADDRESS)).texts("h1") == ["amended en"]
    answers = [client.get(f"/en/agreement/versions/{key}/") for key in ("old", "new", "amended")]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert old.key == "old"


@pytest.mark.parametrize("status", [Status.DRAFT, Status.OFFERED])
def test_what_nobody_signed_is_nowhere(client, status):
    _old, new = make_two()
    draft = make_agreement("draft", follows=new, status=status, starts_on=date(2026, 1, 1))
    make_commitment(draft, key="secret")

    page = client.get(ADDRESS)

    assert main(page).texts("h1") == ["new en"]
    assert "draft en" not in page.content.decode()
    for address in ("versions/draft/", "commitments/secret/", "changes/new/draft/", "versions/none/"):
        assert client.get(f"{ADDRESS}{address}").status_code == 404


def test_parties_say_when_they_joined_later_or_left(client):
    agreement = make_agreement(parties=[make_partner("first"), make_partner("later"), make_partner("gone")])
    Party.objects.filter(partner__key="later").update(joined_on=date(2024, 3, 1))
    Party.objects.filter(partner__key="gone").update(left_on=date(2025, 6, 30))

    page = main(client.get(f"/en/agreement/versions/{agreement.key}/"))

    assert page.one("ul", cls="agreed__parties").texts("li") == [
        "First",
        "Gone 1 January 2023 to 30 June 2025",
        "Later since 1 March 2024",
    ]


def test_themes_stand_in_their_order_with_mark_and_summary(client):
    agreement = make_agreement()
    make_theme(agreement, "health", place=2)
    make_theme(agreement, "heritage", place=1)

    page = main(client.get(ADDRESS))

    assert page.one("ul", cls="agreed__themes").texts("li") == ["heritage en heritage.", "health en health."]
    assert page.all("span", cls="theme")[0].classes == ["theme", "theme--canal"]


def test_each_article_has_its_commitments_beside_it(client):
    owner = make_partner("hogeschool")
    agreement = make_agreement(parties=[owner])
    second = make_article(agreement, "2", place=2, is_summary=True)
    make_article(agreement, "1", place=1)
    kept = make_commitment(
        agreement,
        key="homes",
        article=second,
        owners=[owner],
        due_on=date(2026, 12, 31),
        target=Decimal(10),
        unit="homes",
    )
    make_figure(kept, "12", on=date(2026, 5, 1))
    serve(kept)

    first, other = main(client.get(ADDRESS)).all("article", cls="clause")

    assert (first.texts("h3"), first.all("div", cls="promise")) == (["1 Article 1 en"], [])
    assert other.texts("h3") == ["2 Article 2 en"]
    assert other.one("div", cls="clause__words").texts("p") == ["our summary", "We do 2 en."]
    (promise,) = other.all("div", cls="promise")
    assert promise.texts("h4") == ["We keep homes en."]
    assert promise.texts("p") == [
        "target reached The figure of 1 May 2026 (12 homes) is past the target of 10. 1 project works on it.",
        "Hogeschoolby 31 December 2026",
    ]


def test_an_owner_that_left_is_marked(client):
    gone, stranger = make_partner("gone"), make_partner("stranger")
    agreement = make_agreement(parties=[gone])
    Party.objects.filter(partner=gone).update(left_on=date(2025, 6, 30))
    make_commitment(agreement, owners=[gone, stranger])

    (facts,) = main(client.get(ADDRESS)).all("p", cls="promise__facts")

    assert facts.texts("span") == [
        "Gone (left on 30 June 2025)",
        "Stranger (is no party to this agreement)",
    ]


def test_an_owner_that_did_not_sign_the_next_version_is_marked_on_the_old_one(client):
    partner = make_partner("gone")
    old = make_agreement("old", parties=[partner], starts_on=date(2017, 7, 1), ends_on=date(2022, 12, 31))
    make_commitment(old, owners=[partner])
    make_agreement("new", follows=old)

    (facts,) = main(client.get("/en/agreement/versions/old/")).all("p", cls="promise__facts")
    (then,) = main(client.get(ADDRESS, {"on": "2019-01-01"})).all("p", cls="promise__facts")

    assert facts.texts("span") == ["Gone (is no party to the agreement of today)"]
    assert then.texts("span") == ["Gone"]


def test_promises_made_elsewhere_stand_apart_with_where_we_read_them(client):
    agreement = make_agreement()
    make_commitment(agreement, key="walk", source="The list of the symposium of 2019")

    page = main(client.get(ADDRESS))

    (promise,) = page.one("div", cls="elsewhere").all("div", cls="promise")
    assert promise.texts("h3") == ["We keep walk en."]
    assert promise.texts("p", cls="promise__facts") == ["The list of the symposium of 2019"]


def test_a_fact_names_its_source_and_day(client):
    make_fact(make_agreement(), "Fifteen projects.", topic="projects", source="The city's page")

    (topic,) = main(client.get(ADDRESS)).all("div", cls="topic")

    assert topic.texts("p") == ["Fifteen projects.", "The city's page, read on 20 November 2026"]


def test_where_sources_disagree_both_are_shown_and_which_one_is_followed_and_why(client):
    agreement = make_agreement()
    make_fact(agreement, "Until 2021.", followed=False, source="One")
    make_fact(agreement, "Until 2022.", source="Other", why="It is the newest.")

    (topic,) = main(client.get(ADDRESS)).all("div", cls="topic--disagrees")

    assert topic.texts("p") == [
        "The sources do not agree.",
        "Until 2022.",
        "Other, read on 20 November 2026 · we follow this source",
        "It is the newest.",
        "Until 2021.",
        "One, read on 20 November 2026 · we do not follow this source",
    ]


def test_words_in_the_other_language_are_marked(client):
    make_agreement()
    AgreementText.objects.filter(language="en").delete()

    page = main(client.get(ADDRESS))

    assert page.one("h1").attributes["lang"] == "nl"
    assert page.one("div", cls="lead").attributes["lang"] == "nl"


def test_no_agreement_is_said_in_words(client):
    page = main(client.get(ADDRESS))

    assert page.texts("p", cls="lead") == ["No agreement has been signed yet."]
    assert page.all("form") == []


def test_words_are_never_taken_for_html(client):
    article = make_article(make_agreement(), "<b>4</b>")
    article.texts.update(title="<script>", body="<img src=x>")

    page = client.get(ADDRESS)

    assert b"<script>" not in page.content
    assert main(page).one("article").attributes["id"] == "article-%3Cb%3E4%3C%2Fb%3E"
