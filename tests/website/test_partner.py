# SPDX-License-Identifier: EUPL-1.2
"""Partners by kind, and one partner with its part in the agreements, projects, courses and groups."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kennisstad.agreement.models import Party
from kennisstad.neighbourhoods.models import PostcodeArea
from kennisstad.partners.models import Expert, ExpertText, Kind, Partner, PartnerText
from kennisstad.website import partner_reads
from tests.agreement.making import make_commitment
from tests.making import make_course, make_partner, make_project, make_result
from tests.neighbourhoods.making import make_district
from tests.website.making import main, make_agreement

pytestmark = pytest.mark.django_db


def page_of(client, partner):
    return main(client.get(f"/en/partners/{partner.key}/"))


def test_partners_stand_by_kind_and_name_whatever_their_capitals(client):
    for name, kind in [
        ("mbo", Kind.KNOWLEDGE_INSTITUTION),
        ("Zoo", Kind.MUSEUM),
        ("LUMC", Kind.KNOWLEDGE_INSTITUTION),
        ("City", Kind.MUNICIPALITY),
    ]:
        make_partner(name.lower(), name=name, kind=kind)

    page = main(client.get("/en/partners/"))

    assert page.texts("h2") == ["Who takes part"]
    kinds = [(part.one("h3").text, part.texts("h4")) for part in page.all("div", cls="kind")]
    assert kinds == [
        ("Knowledge institution", ["LUMC", "mbo"]),
        ("Municipality", ["City"]),
        ("Museum", ["Zoo"]),
    ]


def test_who_signed_stands_first_and_the_wide_circle_by_kind(client):
    today = timezone.localdate()
    signed, left, past = make_partner("signed"), make_partner("left"), make_partner("past")
    make_partner("never", kind=Kind.MUSEUM)
    make_agreement("now", signed, left, starts=today.year - 1, ends=today.year + 1)
    make_agreement("before", past, signed, starts=today.year - 9, ends=today.year - 5)
    make_agreement("draft", make_partner("draft"), starts=today.year, ends=today.year + 1, status="draft")
    Party.objects.filter(partner=left).update(left_on=date(today.year - 1, 6, 1))
    for _project in range(2):
        make_project().partners.add(past)

    page = main(client.get("/en/partners/"))

    assert page.texts("h2") == ["They signed the agreement", "The wide circle around it"]
    assert page.texts("h3") == ["Signed", "Knowledge institution", "Museum"]
    told = {one.one(cls="entry__title").text: one.texts(cls="entry__facts") for one in page.all("article")}
    then, last = today.year - 9, today.year - 5
    assert {name: said for name, said in told.items() if not name.startswith("Partner-")} == {
        "Signed": [f"Party to the agreement from {then} to {last} and since {today.year - 1}."],
        "Draft": [],
        "Left": [f"Party to the agreement in {today.year - 1}."],
        "Never": [],
        "Past": [f"Party to the agreement from {then} to {last}.Takes part in two projects."],
    }
    assert [link.attributes["href"] for link in page.all("a") if "projects" in link.text] == [
        "/en/projects/?partner=past"
    ]
    assert [partner.key for partner in partner_reads.signatories(today)] == ["signed"]


def test_a_partner_with_an_address_in_the_city_is_shown_where_it_is(client):
    district = make_district(8, "Merenwijkdistrict")
    PostcodeArea.objects.create(pc4=2317, area=district, source="CBS")
    make_partner("here", postcode="2317 AB")
    make_partner("elsewhere", postcode="1012 AB")

    sections = page_of(client, Partner(key="here")).all("section")
    (place,) = [one for one in sections if one.texts("h2") == ["Where it is"]]

    assert place.one("a").attributes["href"] == f"/en/neighbourhoods/{district.slug}/"
    assert "Where it is" not in page_of(client, Partner(key="elsewhere")).texts("h2")


def test_a_project_with_a_result_leads_to_what_was_found(client):
    partner = make_partner("sol")
    result = make_result(make_project(status="handed-over"))
    result.project.partners.add(partner)

    links = {link.text: link.attributes["href"] for link in page_of(client, partner).all("a")}

    assert links["Read what was found"] == f"/en/results/{result.pk}/"
    assert links["All results of Sol"] == "/en/results/?partner=sol"


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        (date(2022, 12, 31), []),
        (date(2023, 1, 1), ["early"]),
        (date(2024, 3, 1), ["early", "late"]),
        (date(2025, 6, 30), ["early", "late"]),
        (date(2025, 7, 1), ["late"]),
        (date(2027, 12, 31), ["late"]),
        (date(2028, 1, 1), []),
    ],
)
def test_a_party_counts_from_the_day_it_joined_to_the_day_it_left(day, keys):
    agreement = make_agreement("2023", make_partner("early"), make_partner("late"))
    Party.objects.filter(agreement=agreement, partner__key="early").update(left_on=date(2025, 6, 30))
    Party.objects.filter(agreement=agreement, partner__key="late").update(joined_on=date(2024, 3, 1))

    assert [partner.key for partner in partner_reads.signatories(day)] == keys


def test_a_version_without_parties_that_stands_has_none():
    make_agreement("2017", make_partner("early"), starts=2017, ends=2027)
    make_agreement("2023")

    assert partner_reads.signatories(date(2022, 12, 31)) != []
    assert partner_reads.signatories(date(2023, 1, 1)) == []


def test_a_partner_shows_what_it_owes_under_the_version_that_stands(client):
    today = timezone.localdate()
    partner, other = make_partner("sol", name="SOL"), make_partner("other")
    before = make_agreement("before", partner, starts=today.year - 5, ends=today.year - 2)
    now = make_agreement("now", partner, starts=today.year - 1, ends=today.year + 1)
    make_commitment(before, owners=[partner])
    make_commitment(now, owners=[other])
    make_commitment(now, key="someday", owners=[partner])
    make_commitment(now, key="late", owners=[partner, other], due_on=today - timedelta(days=1))

    owed = main(client.get("/en/partners/sol/")).all("article")

    assert [one.texts("h3") for one in owed] == [["We keep late en."], ["We keep someday en."]]
    assert [one.texts("span", cls="state") for one in owed] == [["overdue"], ["no evidence yet"]]
    assert owed[0].one("a").attributes["href"] == "/en/agreement/commitments/late/"


def test_a_partner_says_who_it_is_and_where(client):
    partner = make_partner(
        "sol",
        name="SOL",
        address="Straat 1",
        postcode="2312 AJ",
        place="Leiden",
        website="https://sol.example",
    )

    page = page_of(client, partner)

    assert (page.texts("h1"), page.texts("address")) == (["SOL"], ["SOLStraat 12312 AJ Leiden"])
    assert page.one("div", cls="lead").text == "sol en"
    link = page.one("a", cls="external")
    assert (link.text, link.attributes["href"], link.attributes["rel"]) == (
        "Website of SOL",
        "https://sol.example",
        "noopener",
    )


def test_its_part_in_each_agreement_is_dated(client):
    partner = make_partner("sol")
    make_agreement("2017", partner, make_partner(), starts=2017, ends=2022)
    make_agreement("2023", make_partner(), partner)
    Party.objects.filter(agreement__key="2017", partner=partner).update(
        joined_on=date(2020, 12, 1), left_on=date(2021, 12, 31)
    )

    facts = page_of(client, partner).one("dl", cls="facts").all("div")

    assert [(one.one("dt").text, one.one("dd").text, one.one("a").attributes["href"]) for one in facts] == [
        ("since 1 January 2023", "Agreement 2023 en", "/en/agreement/versions/2023/"),
        ("1 December 2020 to 31 December 2021", "Agreement 2017 en", "/en/agreement/versions/2017/"),
    ]


def test_its_projects_are_the_ten_newest_it_takes_part_in(client):
    partner = make_partner("sol")
    for number in range(12):
        make_project(title=f"P{number}", starts_on=date(2026, 1, 1 + number)).partners.add(partner)
    make_project(title="Somebody else's")

    page = page_of(client, partner)

    assert page.texts("h3") == [f"P{number}" for number in range(11, 1, -1)]
    assert [link.attributes["href"] for link in page.one(cls="section__head").all("a")] == [
        "/en/projects/?partner=sol"
    ]


def test_courses_that_take_questions_and_groups_that_may_be_asked_are_listed(client):
    partner = make_partner("sol")
    make_course(partner, name_en="Open", takes_questions=True)
    make_course(partner, name_en="Closed", takes_questions=False)
    for key, takes in (("open", True), ("closed", False)):
        expert = Expert.objects.create(key=key, partner=partner, kind="group", takes_questions=takes)
        ExpertText.objects.create(expert=expert, language="nl", name=f"Groep {key}", about="Weet veel.")

    page = page_of(client, partner)

    assert page.one("ul", cls="names").texts("span")[0::2] == ["Open"]
    assert page.texts("h2") == [
        "Projects",
        "Courses that take questions",
        "Groups you can ask",
        "Address",
        "Also",
    ]
    (group,) = page.all("article")
    assert (group.texts("h3"), group.attributes["lang"]) == (["Groep open"], "nl")


def test_a_partner_without_anything_yet_says_so(client):
    partner = make_partner("sol", name="SOL")
    PartnerText.objects.all().delete()

    page = page_of(client, partner)

    assert page.texts(cls="none-yet") == ["SOL takes part in no project yet."]
    assert page.texts("h2") == ["Projects", "Address", "Also"]


def test_words_about_it_in_the_other_language_are_marked(client):
    partner = make_partner("sol")
    PartnerText.objects.filter(language="en").delete()

    assert page_of(client, partner).one("div", cls="lead").attributes["lang"] == "nl"
    assert main(client.get("/en/partners/")).one("article").all("p")[0].attributes["lang"] == "nl"


def test_no_partners_is_said_in_words(client):
    assert main(client.get("/en/partners/")).texts(cls="none-yet") == ["No partner has been entered yet."]
