# SPDX-License-Identifier: EUPL-1.2
"""What editors write, and the records that stand beneath it."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.blocks import StructBlockValidationError
from wagtail.rich_text import RichText

from kennisstad.audit import retention
from kennisstad.website.models import HomePage, TextPage
from kennisstad.website.models.blocks import BodyBlock, CallBlock
from tests.making import make_partner
from tests.neighbourhoods.making import make_city
from tests.website.making import main, make_agreement, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_out")]


def write(*blocks):
    page = TextPage.objects.get(url_path="/en/about/")
    page.body = json.dumps([{"type": kind, "value": value} for kind, value in blocks])
    page.save()


def test_each_kind_of_block_has_its_own_elements(client):
    contact = TextPage.objects.get(url_path="/en/contact/")
    write(
        ("heading", "A heading"),
        ("text", "<p>Words with <b>weight</b>.</p>"),
        ("quotation", {"words": "I never knew.", "by": "a resident"}),
        (
            "addresses",
            [{"name": "Desk", "address": "Street 1\nTown", "phone": "14 071", "email": "desk@example.org"}],
        ),
        ("call", {"words": "Come by", "page": contact.pk, "address": ""}),
        ("call", {"words": "Read on", "page": None, "address": "https://example.org/"}),
    )

    page = main(client.get("/en/about/"))

    assert page.texts("h2") == ["A heading"]
    assert page.one("div", cls="prose").texts("b") == ["weight"]
    quote = page.one("figure")
    assert (quote.texts("blockquote"), quote.texts("figcaption")) == (["I never knew."], ["a resident"])
    assert [link.attributes["href"] for link in page.one("address").all("a")] == [
        "tel:14071",
        "mailto:desk@example.org",
    ]
    assert [(link.text, link.attributes["href"]) for link in page.all("a", cls="button")] == [
        ("Come by", "/en/contact/"),
        ("Read on", "https://example.org/"),
    ]


@pytest.mark.parametrize(
    ("page", "address"), [(True, "https://example.org/"), (False, "")], ids=["both", "neither"]
)
def test_a_call_leads_to_one_place(page, address):
    to = HomePage.objects.get(slug="en") if page else None

    with pytest.raises(StructBlockValidationError):
        CallBlock().clean({"words": "Come", "page": to, "address": address})


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "nowhere"])
def test_a_call_never_leads_to_a_script(address):
    with pytest.raises(ValidationError):
        CallBlock().clean({"words": "Come", "page": None, "address": address})


def test_running_text_takes_no_images_headings_or_scripts():
    features = BodyBlock().child_blocks["text"].features

    assert features == ["bold", "italic", "ol", "ul", "link"]


def test_rich_text_that_came_in_some_other_way_holds_no_script():
    field = BodyBlock().child_blocks["text"].field.widget
    sent = field.value_from_datadict(
        {
            "x": json.dumps(
                {"blocks": [{"key": "a", "text": "<script>", "type": "unstyled"}], "entityMap": {}}
            )
        },
        {},
        "x",
    )

    assert "<script" not in str(RichText(sent))


def test_contact_shows_the_desk_and_the_parties_of_today_as_they_are_now(client):
    city = make_city(phone="14 071", address="Stationsplein 107", place="Leiden", postcode="2312 AJ")
    party = make_partner("sol", name="SOL", address="Straat 1", postcode="2300 RA", place="Leiden")
    make_partner("other")
    year = timezone.localdate().year
    make_agreement("now", party, starts=year - 1, ends=year + 1)

    page = main(client.get("/en/contact/"))

    assert page.texts("address") == [
        "StadhuisStationsplein 1072312 AJ Leiden14 071",
        "SOLStraat 12300 RA Leiden",
    ]
    assert page.one("section", cls="aside").texts("p") == ["Every day"]

    city.desk_name, party.address = "Kennisbalie", "Straat 2"
    city.save()
    party.save()

    assert main(client.get("/en/contact/")).texts("address") == [
        "KennisbalieStationsplein 1072312 AJ Leiden14 071",
        "SOLStraat 22300 RA Leiden",
    ]


def test_contact_stands_without_a_desk_or_an_agreement(client):
    page = main(client.get("/en/contact/"))

    assert (page.texts("h1"), page.texts("h2"), page.texts("address")) == (
        ["Contact"],
        ["What we can help you with"],
        [],
    )


@pytest.mark.parametrize(("language", "address"), [("nl", "/privacy/"), ("en", "/en/privacy/")])
def test_privacy_says_of_all_that_is_kept_what_why_and_how_long(client, language, address):
    kept = main(client.get(address)).one("dl", cls="kept").all("div")

    assert [(one.one("dt").text, one.all("dd")[0].text) for one in kept] == [
        (" ".join(rule.what(language).split()), " ".join(rule.why(language).split()))
        for rule in retention.rules()
    ]
    assert [one.all("dd")[1].text.partition(": ")[2] for one in kept] == [
        rule.how_long(language) for rule in retention.rules()
    ]


def test_a_page_that_was_not_translated_leads_to_the_other_languages_home(client):
    TextPage.objects.get(url_path="/nl/over-ons/").delete()

    links = [one for one in read(client.get("/en/about/")).all("a") if one.attributes.get("hreflang") == "nl"]

    assert [link.attributes["href"] for link in links] == ["/"]


def test_a_page_off_line_is_not_there_and_not_linked_to(client):
    TextPage.objects.filter(url_path="/nl/over-ons/").update(live=False)

    assert client.get("/over-ons/").status_code == 404
    links = [one for one in read(client.get("/en/about/")).all("a") if one.attributes.get("hreflang") == "nl"]
    assert [link.attributes["href"] for link in links] == ["/"]


def test_the_title_and_description_for_search_engines_are_the_editors(client):
    TextPage.objects.filter(url_path="/en/about/").update(seo_title="Who", search_description="What we do.")

    head = read(client.get("/en/about/")).one("head")

    assert head.one("title").text.startswith("Who · ")
    described = [
        one.attributes["content"] for one in head.all("meta") if one.attributes.get("name") == "description"
    ]
    assert described == ["What we do."]
