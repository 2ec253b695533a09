# SPDX-License-Identifier: EUPL-1.2
"""News, stories, guides and events as visitors read them, and as editors make them."""

import json
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.utils.translation import override
from icalendar import Calendar
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Page

from kennisstad.accounts.models import Role
from kennisstad.cms.models import PageImage
from kennisstad.website import planned, searchable
from kennisstad.website.checking import faults
from kennisstad.website.models import (
    AgendaPage,
    EventPage,
    GuideIndexPage,
    GuidePage,
    NewsIndexPage,
    NewsPage,
    StoryIndexPage,
    StoryPage,
)
from kennisstad.website.models.blocks import BodyBlock, RecordBlock
from kennisstad.website.places import in_language, path_of
from tests.cms.test_pictures import picture
from tests.making import make_project
from tests.neighbourhoods.making import make_city, make_district
from tests.website.making import main, make_theme, read
from tests.website.test_editing import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_out")]
HOME_OF: dict[Any, Any] = {
    NewsPage: NewsIndexPage,
    StoryPage: StoryIndexPage,
    GuidePage: GuideIndexPage,
    EventPage: AgendaPage,
}
SOON = datetime(2099, 5, 4, 19, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))


def write(kind: Any, language: str = "en", slug: str = "one", **fields: Any) -> Any:
    parent = HOME_OF[kind].objects.get(locale__language_code=language)
    values = {"title": f"Title {slug}", "slug": slug, "lead": f"Lead {slug}", "locale": parent.locale}
    values |= {"begins_at": SOON, "place": "Library"} if kind is EventPage else {}
    return parent.add_child(instance=kind(**values | fields))


def make_image() -> PageImage:
    file = ImageFile(BytesIO(picture(size=(2000, 1000))), name="bench.png")
    image = PageImage(title="A bench", description="A bench", credit="By us", file=file)
    image.save()
    return image


def shown(image: PageImage, **how: Any) -> list[Any]:
    told = {"image": image.pk, "decorative": False, "alt_text": "A bench by the water"} | how
    return [("picture", {"image": told, "caption": "By the bridge"})]


def stored(image: PageImage) -> list[Any]:
    return [{"type": kind, "value": value} for kind, value in shown(image)]


@pytest.mark.parametrize(
    ("kind", "dutch", "english"),
    [
        (NewsPage, "/nieuws/", "/en/news/"),
        (StoryPage, "/verhalen/", "/en/stories/"),
        (GuidePage, "/gidsen/", "/en/guides/"),
    ],
)
def test_each_list_shows_what_was_written_in_its_language(client, kind, dutch, english):
    write(kind, "nl", "een"), write(kind, "en", "one"), write(kind, "en", "draft", live=False)

    for address, slug in ((dutch, "een"), (english, "one")):
        page = main(client.get(address))
        links = [link.attributes["href"] for one in page.all("h2") for link in one.all("a")]
        assert links == [f"{address}{slug}/"]
        assert client.get(f"{address}{slug}/").status_code == 200


def test_a_list_takes_as_many_queries_however_long(client, django_assert_max_num_queries):
    for number in range(30):
        write(NewsPage, slug=f"news-{number}")
    client.get("/en/news/")

    for address in ("/en/news/", "/en/news/?page=2", "/en/news/?page=x", "/en/agenda/", "/en/news/feed.xml"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_a_story_shows_its_image_in_sizes_with_words(client):
    project = make_project()
    story = write(StoryPage, picture=json.dumps(stored(make_image())), project=project)
    story.areas.add(make_district())
    story.themes.add(make_theme())
    story.save()

    page = main(client.get("/en/stories/one/"))

    image = page.one("img").attributes
    assert (image["alt"], image["width"], image["height"], image["loading"]) == (
        "A bench by the water",
        "480",
        "240",
        "lazy",
    )
    assert [size.split()[1] for size in (image["srcset"] or "").split(",")] == ["480w", "960w", "1600w"]
    assert client.get(image["src"]).status_code == 200
    assert page.one("figcaption").text == "By the bridge By us"
    about = [link.attributes["href"] for link in page.one("ul", cls="names").all("a")]
    assert f"/en/projects/{project.pk}/" in about


@pytest.mark.parametrize("decorative", [True, False])
def test_an_image_without_words_is_left_so_on_purpose_only(decorative):
    block = BodyBlock()
    value = block.to_python(
        [{"type": k, "value": v} for k, v in shown(make_image(), alt_text="", decorative=decorative)]
    )

    if decorative:
        block.clean(value)
    else:
        with pytest.raises(StreamBlockValidationError):
            block.clean(value)


@pytest.mark.parametrize(
    "address", ["/projecten/12/", "/en/projects/12/", "http://localhost:8000/projecten/12/", " /wijken/ "]
)
def test_a_related_page_is_named_by_its_address_and_shown_in_the_readers_language(address, settings):
    settings.SITE_ADDRESS = "http://localhost:8000"

    kept = RecordBlock().clean({"words": "The project", "address": address})["address"]

    assert in_language(kept, "en").startswith(("/en/projects/12/", "/en/neighbourhoods/"))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/projecten/12/",
        "//example.org/projecten/12/",
        "javascript:alert(1)",
        "/niets/",
        "/redactie/",
        "/werkplek/",
        "/inloggen/",
        "/volgen/tulp-4821-brug-lamp/",
        "projecten/12/",
        "/" + "a" * 600,
        "http://[",
        "\x00",
    ],
)
def test_an_address_elsewhere_or_of_one_person_is_not_related(address):
    with pytest.raises(ValidationError):
        RecordBlock().clean({"words": "x", "address": address})


def test_addresses_of_this_site_have_a_path(settings):
    settings.SITE_ADDRESS = "https://stad.example"

    assert path_of("https://stad.example/nieuws/?page=2") == "/nieuws/"
    assert path_of("https://stad.example.org/nieuws/") == ""


def test_a_table_has_a_caption_and_headings_for_rows_and_columns(client):
    columns = [{"type": "words", "heading": name} for name in ("Place", "People")]
    table = {"columns": columns, "caption": "Who stopped", "rows": [{"values": ["Bridge", "34"]}]}
    write(StoryPage, body=[("table", table)])

    page = main(client.get("/en/stories/one/")).one("table")

    assert (page.one("caption").text, page.texts("th"), page.texts("td")) == (
        "Who stopped",
        ["Place", "People", "Bridge"],
        ["34"],
    )


def test_the_agenda_shows_what_comes_by_month_and_as_the_visitor_chose(client):
    make_city()
    here, elsewhere = make_district(1, "Here"), make_district(2, "Elsewhere")
    for slug, area, days in (("a", here, 0), ("b", elsewhere, 1), ("c", None, 40)):
        event = write(EventPage, slug=slug, begins_at=SOON + timedelta(days=days))
        event.areas.set([area] if area else [])
        event.save()

    whole = planned.by_month(EVENTS(), SOON.date())
    assert [(month.name, [one.title for one in month.moments]) for month in whole] == [
        ("mei 2099", ["Title a", "Title b"]),
        ("juni 2099", ["Title c"]),
    ]
    assert {one.title for one in EVENTS() if not one.districts or here.pk in one.districts} == {
        "Title a",
        "Title c",
    }
    assert client.get("/en/agenda/", {"district": here.slug, "theme": "x\x00" * 500}).status_code == 200


def EVENTS() -> Any:
    with override("en"):
        return planned.moments(SOON.date(), SOON.date() + timedelta(days=90))


def test_an_event_that_lasts_is_there_until_it_is_over():
    event = write(EventPage, ends_at=SOON + timedelta(days=3))

    for day, seen in ((-1, 0), (0, 1), (3, 1), (4, 0)):
        since = (SOON + timedelta(days=day)).date()
        with override("en"):
            assert (day, len(planned.moments(since, since))) == (day, seen)
    assert event.url == "/en/agenda/one/"


def test_the_agenda_goes_into_a_calendar_with_its_time_zone(client, monkeypatch):
    soon = datetime.now(ZoneInfo("Europe/Amsterdam")).replace(microsecond=0) + timedelta(days=3)
    write(EventPage, "en", "a", begins_at=soon, ends_at=soon + timedelta(hours=2))
    write(EventPage, "en", "b", begins_at=soon, whole_day=True)

    answer = client.get("/en/agenda/agenda.ics")

    calendar = Calendar.from_ical(answer.content)
    hour, day = sorted(calendar.walk("VEVENT"), key=lambda event: str(event["summary"]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert (hour["dtstart"].dt, hour["dtend"].dt) == (soon, soon + timedelta(hours=2))
    assert (day["dtstart"].dt, day["dtend"].dt) == (soon.date(), soon.date() + timedelta(days=1))
    assert len({str(hour["uid"]), str(day["uid"])}) == 2


def test_news_is_followed_in_its_own_language(client):
    write(NewsPage, "nl", "een"), write(NewsPage, "en", "one")

    for address, title, link in (
        ("/nieuws/feed.xml", "Title een", "/nieuws/een/"),
        ("/en/news/feed.xml", "Title one", "/en/news/one/"),
    ):
        feed = client.get(address).content.decode()
        assert feed.count("<item>") == 1
        assert f"<title>{title}</title>" in feed
        assert f"{link}</link>" in feed


def test_an_event_does_not_end_before_it_begins():
    parent = AgendaPage.objects.get(slug="agenda", locale__language_code="en")
    event = EventPage(
        title="x", slug="x", lead="x", place="x", begins_at=SOON, ends_at=SOON - timedelta(hours=1)
    )
    event.locale, event.path, event.depth = parent.locale, "0001", 4

    with pytest.raises(ValidationError) as refused:
        event.validate_constraints()

    assert "ends before it begins" in str(refused.value) or "eindigt voordat" in str(refused.value)


def test_the_search_box_knows_live_pages_in_their_language():
    story = write(StoryPage, body=[("text", "<p>Words with <b>weight</b></p>"), ("heading", "Look")])
    write(StoryPage, slug="draft", live=False)

    (found,) = searchable.pages([story.pk])

    assert (found.subject, found.language, found.title, found.address) == (
        f"page:{story.pk}",
        "en",
        "Title one",
        "/en/stories/one/",
    )
    assert found.words.split() == ["Lead", "one", "Words", "with", "weight", "Look"]
    assert {one.subject for one in searchable.pages(None)} >= {found.subject}
    assert list(searchable.pages([-1])) == []


def test_a_copy_is_made_in_the_other_language():
    news = write(NewsPage, "nl", "een")
    editor = signed_in(Role.PROGRAMME_MANAGER)
    english = NewsIndexPage.objects.get(slug="news")

    editor.post(f"/redactie/translation/submit/page/{news.pk}/", {"locales": [english.locale_id]})

    copy = Page.objects.child_of(english).get()
    assert (copy.slug, copy.live, copy.translation_key) == ("een", False, news.translation_key)


def test_each_page_leads_to_its_translation_and_to_none_that_is_not_live(client):
    dutch = write(NewsPage, "nl", "een")
    english = write(NewsPage, "en", "one", translation_key=dutch.translation_key)

    def other() -> list[Any]:
        page = read(client.get("/nieuws/een/"))
        return [link.attributes["href"] for link in page.all("a") if link.attributes.get("hreflang") == "en"]

    assert other() == ["/en/news/one/"]
    english.unpublish()
    assert other() == ["/en/"]


def test_an_old_address_leads_on(client, django_capture_on_commit_callbacks):
    news = write(NewsPage, slug="old")
    news.slug = "new"
    with django_capture_on_commit_callbacks(execute=True):
        news.save_revision().publish()

    answer = client.get("/en/news/old/")

    assert (answer.status_code, answer["Location"]) == (301, "/en/news/new/")


def test_what_is_to_be_mended_is_named():
    gone = write(NewsPage, slug="gone", live=False)
    links = [
        f'<a linktype="page" id="{gone.pk}">x</a>',
        '<a href="/projecten/999999/">x</a>',
        '<a href="/nergens/">x</a>',
        '<a href="https://exa mple.org/">x</a>',
        '<a href="https://example.org/">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        '<a href="/en/agenda/">x</a>',
        '<a href="/wijken/">x</a>',
    ]
    page = write(NewsPage, body=[("text", f"<p>{''.join(links)}</p>")])

    found = [(fault.page.pk, fault.where) for fault in faults()]

    assert found == [
        (page.pk, where)
        for where in (f"page:{gone.pk}", "/projecten/999999/", "/nergens/", "https://exa mple.org/", "nl")
    ]


def test_nothing_is_to_be_mended_on_a_new_site(capsys):
    from django.core.management import call_command

    call_command("pages_check")

    assert capsys.readouterr().out == (
        "Every link leads somewhere, and every page is there in 2 languages.\n"
    )


@pytest.mark.parametrize("role", [Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR])
def test_editors_read_what_is_to_be_mended(role):
    page = write(NewsPage)

    answer = signed_in(role).get("/redactie/reports/to-mend/")

    assert answer.status_code == 200
    assert f"/redactie/pages/{page.pk}/edit/" in answer.content.decode()


def test_a_colleague_may_be_asked_to_read_along():
    news = write(NewsPage, "nl", "een", live=False)

    workflow = news.get_workflow()

    assert (workflow.name, [task.name for task in workflow.tasks]) == (
        "Een collega leest mee",
        ["Een collega leest mee"],
    )
