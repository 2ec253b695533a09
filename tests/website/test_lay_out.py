# SPDX-License-Identifier: EUPL-1.2
"""A new city's pages: made once, linked as translations, left alone when editors changed them."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from kennisstad.accounts.actions import EDITORS, give_role
from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.website.actions import lay_out
from kennisstad.website.addresses import SLUGS
from kennisstad.website.models import Beneath, HomePage, TextPage
from tests.making import MONDAY, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_site_remembered():
    cache.clear()


def tree():
    return list(Page.objects.order_by("path").values_list("url_path", "locale__language_code", "live"))


def begin_as_wagtail_does():
    """Leave one page and one site, as Wagtail's first migrations do."""
    Site.objects.all().delete()
    Page.objects.all().delete()
    dutch, _new = Locale.objects.get_or_create(language_code="nl")
    root = Page.add_root(title="Root", slug="root", locale=dutch)
    welcome = root.add_child(title="Welcome", slug="home", locale=dutch)
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    return welcome


def test_two_trees_stand_side_by_side():
    lay_out("Leiden", MONDAY)

    assert tree() == [
        ("/", "nl", True),
        ("/nl/", "nl", True),
        ("/nl/contact/", "nl", True),
        ("/nl/over-ons/", "nl", True),
        ("/nl/privacy/", "nl", True),
        ("/nl/toegankelijkheid/", "nl", True),
        ("/nl/nieuws/", "nl", True),
        ("/nl/verhalen/", "nl", True),
        ("/nl/gidsen/", "nl", True),
        ("/nl/agenda/", "nl", True),
        ("/en/", "en", True),
        ("/en/contact/", "en", True),
        ("/en/about/", "en", True),
        ("/en/privacy/", "en", True),
        ("/en/accessibility/", "en", True),
        ("/en/news/", "en", True),
        ("/en/stories/", "en", True),
        ("/en/guides/", "en", True),
        ("/en/agenda/", "en", True),
    ]
    assert sorted(Locale.objects.values_list("language_code", flat=True)) == ["en", "nl"]


def test_dutch_lies_at_the_root_and_english_under_en():
    lay_out("Leiden", MONDAY)

    assert [home.url for home in HomePage.objects.order_by("path")] == ["/", "/en/"]
    assert [page.url for page in Page.objects.filter(depth=3).order_by("path")] == [
        f"{start}{slugs[language]}/"
        for language, start in (("nl", "/"), ("en", "/en/"))
        for slugs in SLUGS.values()
    ]


def test_each_page_knows_its_translation():
    lay_out("Leiden", MONDAY)

    pairs = [
        (page.slug, page.get_translations().get().slug)
        for page in Page.objects.filter(depth=3, url_path__startswith="/nl/").order_by("path")
    ]
    assert pairs == [(slugs["nl"], slugs["en"]) for slugs in SLUGS.values()]
    assert HomePage.objects.get(slug="nl").get_translations().get().slug == "en"


def test_doing_it_twice_changes_nothing():
    lay_out("Leiden", MONDAY)
    before = (tree(), Event.objects.count(), Site.objects.count(), GroupPagePermission.objects.count())

    lay_out("Leiden", MONDAY)

    assert (
        tree(),
        Event.objects.count(),
        Site.objects.count(),
        GroupPagePermission.objects.count(),
    ) == before


def test_what_editors_wrote_stays_and_what_they_removed_comes_back():
    lay_out("Leiden", MONDAY)
    TextPage.objects.filter(slug="about").update(title="Who we are", live=False)
    TextPage.objects.get(slug="over-ons").delete()

    lay_out("Leiden", MONDAY)

    about = TextPage.objects.get(slug="about")
    assert (about.title, about.live) == ("Who we are", False)
    assert TextPage.objects.get(slug="over-ons").title == "Over ons"


def test_the_citys_name_stands_in_the_words_and_no_mark_is_left():
    lay_out("Bergen {op} Zoom", MONDAY)

    intros = list(HomePage.objects.order_by("path").values_list("intro", flat=True))
    assert [intro[:33] for intro in intros] == [
        "Mensen in Bergen {op} Zoom stelle",
        "People in Bergen {op} Zoom ask qu",
    ]
    written = [str(page.body.raw_data) + page.lead for page in TextPage.objects.all()]
    assert [words for words in written if "{city}" in words] == []


def test_a_city_without_a_name_is_called_the_city():
    lay_out(None, MONDAY)

    intros = list(HomePage.objects.order_by("path").values_list("intro", flat=True))
    assert [intro[:29] for intro in intros] == [
        "Mensen in de stad stellen vra",
        "People in the city ask questi",
    ]


def test_each_page_is_made_in_the_journal():
    lay_out("Leiden", MONDAY)

    # Where Wagtail's first migrations ran, its welcome page goes.
    laid_out = Event.objects.exclude(kind__in=["page.unpublished", "page.removed"])
    events = laid_out.values_list("kind", "actor", "at", "facts")
    assert len(events) == 18
    assert set(map(str, events)) == {
        str(("page.laid-out", None, MONDAY, {"language": language})) for language in ("nl", "en")
    }


def test_contact_and_privacy_show_records_beneath_their_text():
    lay_out("Leiden", MONDAY)

    beneath = dict(TextPage.objects.values_list("url_path", "beneath"))
    assert beneath == dict.fromkeys(beneath, "") | {
        "/nl/contact/": Beneath.ADDRESSES,
        "/en/contact/": Beneath.ADDRESSES,
        "/nl/privacy/": Beneath.RETENTION,
        "/en/privacy/": Beneath.RETENTION,
    }


def test_the_page_that_wagtail_begins_with_makes_way(settings):
    settings.SITE_ADDRESS = "https://kennisstad.example"
    begin_as_wagtail_does()

    lay_out("Leiden", MONDAY)

    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page.slug) == ("kennisstad.example", 443, "nl")
    assert not Page.objects.filter(slug="home").exists()


def test_a_page_of_the_citys_own_that_the_site_began_with_stays():
    own = begin_as_wagtail_does()
    own.add_child(title="Beneath", slug="beneath", locale=own.locale)

    lay_out("Leiden", MONDAY)

    assert Page.objects.filter(slug="home").exists()
    assert Site.objects.get().root_page.slug == "nl"


def test_editors_may_write_and_publish_every_page_and_enter_nothing_else(client):
    group = Group.objects.get_or_create(name=EDITORS)[0]
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for right in Permission.objects.filter(codename="add_document"):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=right)
    lay_out("Leiden", MONDAY)
    editor = make_user()
    give_role(editor, role=Role.PROGRAMME_MANAGER, partner_id=None, by=None, at=MONDAY)
    client.force_login(editor)

    assert client.get("/redactie/").status_code == 200
    for page in Page.objects.filter(depth__gt=1):
        rights = page.permissions_for_user(editor)
        assert (page.url_path, rights.can_edit(), rights.can_publish()) == (page.url_path, True, True)
    assert client.get("/redactie/images/add/").status_code == 200
    for elsewhere in ("users/", "groups/new/", "documents/add/"):
        assert (elsewhere, client.get(f"/redactie/{elsewhere}").status_code) == (elsewhere, 404)
    assert client.get("/redactie/sites/new/").headers["Location"] == "/redactie/"


def test_rights_that_a_city_gave_its_editors_later_stay():
    lay_out("Leiden", MONDAY)
    group = Group.objects.get(name=EDITORS)
    group.permissions.add(Permission.objects.get(codename="add_redirect"))

    lay_out("Leiden", MONDAY)

    assert group.permissions.filter(codename="add_redirect").exists()


def test_whoever_is_no_editor_stays_outside(client):
    lay_out("Leiden", MONDAY)
    client.force_login(make_user(Role.BROKER))

    assert client.get("/redactie/").status_code == 403


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_editor_can_open_and_preview_every_page(client, language):
    lay_out("Leiden", MONDAY)
    editor = make_user(Role.ADMINISTRATOR)
    editor.is_superuser = True
    editor.save()
    client.force_login(editor)

    for page in Page.objects.filter(depth__gt=1, locale__language_code=language):
        assert client.get(f"/redactie/pages/{page.pk}/edit/").status_code == 200
        assert client.get(f"/redactie/pages/{page.pk}/edit/preview/").status_code == 200


def test_the_editors_menu_leaves_out_what_this_site_does_without(client):
    lay_out("Leiden", MONDAY)
    editor = make_user(Role.ADMINISTRATOR)
    editor.is_superuser = True
    editor.save()
    client.force_login(editor)

    page = client.get("/redactie/").content.decode()

    assert '"/redactie/images/"' in page
    for address in ("/redactie/documents/", "/redactie/users/", "/redactie/groups/"):
        assert f'"{address}"' not in page
    assert '"/redactie/reports/locked/"' in page


@pytest.mark.parametrize(("sought", "found"), [("Toegankel", ["Toegankelijkheid"]), ("zzz", [])])
def test_an_editor_finds_a_page_by_its_title(client, sought, found):
    lay_out("Leiden", MONDAY)
    editor = make_user()
    give_role(editor, role=Role.PROGRAMME_MANAGER, partner_id=None, by=None, at=MONDAY)
    client.force_login(editor)

    answer = client.get("/redactie/pages/search/", {"q": sought})

    assert answer.status_code == 200
    assert [page.title for page in answer.context["pages"]] == found
