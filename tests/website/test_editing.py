# SPDX-License-Identifier: EUPL-1.2
"""The editors' pages: what is closed to everybody, what stays, and nonsense that breaks nothing."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.documents.models import Document
from wagtail.models import Collection, Page

from kennisstad.accounts.actions import EDITORS, give_role
from kennisstad.accounts.models import Role, User
from kennisstad.audit.models import Event
from kennisstad.lib.formulas import without_formulas
from kennisstad.website.models import HomePage, TextPage
from kennisstad.website.wagtail_hooks import STAYING
from tests.making import MONDAY, make_user

pytestmark = pytest.mark.usefixtures("laid_out")
AT_THE_DESK = ("wagtailusers_users", "wagtailusers_groups")
UNUSED = ("wagtaildocs", "wagtaildocs_chooser")
UNUSED_LISTS = ("documents", "images")
MODELS = ("accounts/user", "auth/group", "wagtaildocs/document", "wagtailimages/image", "ACCOUNTS/USER")
ACTIONS = ("assign_role", "delete", "set_active_state", "add_tags", "add_to_collection")


def signed_in(role: Role) -> Client:
    user = make_user()
    give_role(user, role=role, partner_id=None, by=None, at=MONDAY)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def administrator() -> Client:
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def editor() -> Client:
    return signed_in(Role.PROGRAMME_MANAGER)


def addresses(*namespaces: str) -> list[str]:
    """Give each address that Django knows in these namespaces, with an example of each part."""
    return [
        example
        for path, namespace in _walk(get_resolver(), "/", "")
        if namespace in namespaces
        for example in [_example(path)]
    ]


def _walk(resolver: URLResolver, path: str, namespace: str) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        here = path + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLPattern):
            yield here, namespace
        else:
            yield from _walk(pattern, here, pattern.namespace or namespace)


def _example(path: str) -> str:
    parts = path.replace("<int:", "<1:").replace("<str:", "<1:").split("<1:")
    return parts[0] + "".join("1" + part.partition(">")[2] for part in parts[1:])


def contact() -> Page:
    return Page.objects.get(url_path="/nl/contact/")


def sent_through(client: Client, address: str, **fields: Any) -> Page:
    """Post what a forger would, and give the contact page as it then is."""
    client.post(address, {"next": "/redactie/"} | fields)
    return Page.objects.get(pk=contact().pk)


@pytest.mark.parametrize("namespaces", [AT_THE_DESK, UNUSED, UNUSED_LISTS])
def test_what_has_no_place_here_is_closed_to_everybody(administrator, editor, namespaces):
    found = addresses(*namespaces)

    assert len(found) > 5
    for address in found:
        for client in (administrator, editor, Client()):
            assert (address, client.get(address).status_code) == (address, 404)
            assert (address, client.post(address).status_code) == (address, 404)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("action", ACTIONS)
def test_only_pages_are_handled_in_bulk(administrator, model, action):
    somebody = make_user()
    address = f"/redactie/bulk/{model}/{action}/?id={somebody.pk}"

    assert administrator.get(address).status_code == 404
    assert administrator.post(address, {"role": Group.objects.get(name=EDITORS).pk}).status_code == 404
    assert User.objects.filter(pk=somebody.pk, is_active=True, groups=None).exists()


def test_an_administrator_cannot_make_another_past_the_journal(administrator):
    somebody = make_user()
    before = Event.objects.count()

    administrator.post(f"/redactie/users/edit/{somebody.pk}/", {"username": "x", "is_superuser": "on"})
    administrator.post(f"/redactie/users/delete/{somebody.pk}/")

    assert list(User.objects.filter(pk=somebody.pk).values_list("is_superuser")) == [(False,)]
    assert Event.objects.count() == before


def test_a_document_from_before_breaks_nothing(administrator):
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    Document.objects.create(title="Old", file="old.pdf")

    for address in ("documents/", "documents/chooser/", "api/main/documents/", "reports/site-history/"):
        expected = 200 if address.startswith("reports") else 404
        assert (address, administrator.get(f"/redactie/{address}").status_code) == (address, expected)


@pytest.mark.parametrize("action", ["delete", "unpublish", "move", "publish", "copy", "convert_alias"])
def test_no_page_changes_where_no_hook_runs(administrator, action):
    answer = administrator.post(f"/redactie/api/main/pages/{contact().pk}/action/{action}/")

    assert answer.status_code == 404
    assert contact().live


def test_every_city_has_eighteen_pages_that_stay():
    assert set(Page.objects.filter(depth__gt=1).values_list("url_path", flat=True)) == STAYING


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER])
@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_the_pages_that_every_city_has_stay(role, action):
    client = signed_in(role)

    for page in Page.objects.filter(depth__gt=1):
        name = {"wagtail_site_name": "Kennisstad", "confirm": "Kennisstad", "include_descendants": "on"}
        single = client.post(f"/redactie/pages/{page.pk}/{action}/", name)
        bulk = client.post(f"/redactie/bulk/wagtailcore/page/{action}/?id={page.pk}", name)

        for answer in (single, bulk):
            assert (page.url_path, answer.status_code) == (page.url_path, 302)
    assert set(Page.objects.live().filter(depth__gt=1).values_list("url_path", flat=True)) == STAYING


def test_the_editor_reads_why_a_page_stays(editor):
    page = contact()

    answer = editor.post(f"/redactie/pages/{page.pk}/unpublish/", follow=True)

    assert answer.redirect_chain == [(f"/redactie/pages/{page.pk}/edit/", 302)]
    assert "“Contact”" in "".join(map(str, answer.context["messages"]))


def test_a_page_that_stays_is_not_moved_to_where_it_could_go(editor):
    target = TextPage.objects.get(url_path="/nl/over-ons/")

    sent_through(editor, f"/redactie/pages/{contact().pk}/move/{target.pk}/confirm/")
    sent_through(editor, f"/redactie/bulk/wagtailcore/page/move/?id={contact().pk}", chooser=str(target.pk))

    assert Page.objects.get(title="Contact", locale__language_code="nl").url_path == "/nl/contact/"


def own_page(title: str = "Nieuw", **fields: Any) -> Page:
    """Make a page of the editors' own, beneath the Dutch home page."""
    home = HomePage.objects.get(slug="nl")
    return home.add_child(instance=TextPage(title=title, slug="nieuw", locale=home.locale, **fields))


def test_a_page_of_the_editors_own_may_go(editor):
    page = own_page()

    editor.post(f"/redactie/pages/{page.pk}/unpublish/")
    page.refresh_from_db()
    assert not page.live

    editor.post(f"/redactie/pages/{page.pk}/delete/")
    assert not Page.objects.filter(pk=page.pk).exists()


def test_a_page_that_stays_may_be_published_in_bulk(editor):
    TextPage.objects.get(url_path="/nl/contact/").unpublish()

    editor.post(f"/redactie/bulk/wagtailcore/page/publish/?id={contact().pk}")

    assert contact().live


def test_no_page_that_would_take_one_along_may_go(administrator):
    parent = own_page()
    contact().move(parent, pos="last-child")
    Page.objects.filter(title="Contact").filter(url_path="/nl/nieuw/contact/").update(url_path="/nl/contact/")

    administrator.post(f"/redactie/pages/{parent.pk}/delete/")

    assert Page.objects.filter(pk=parent.pk).exists()


@pytest.mark.parametrize("report", ["aging-pages", "site-history"])
def test_a_formula_in_a_title_leaves_as_words(administrator, report):
    page = own_page("=1+1")
    page.save_revision(log_action=True).publish()

    answer = administrator.get(f"/redactie/reports/{report}/", {"export": "csv"})

    cells = [cell for row in csv.reader(StringIO(answer.content.decode())) for cell in row]
    assert (answer.status_code, answer["Content-Type"], answer["Content-Disposition"][:10]) == (
        200,
        "text/csv",
        "attachment",
    )
    assert {cell for cell in cells if "=1+1" in cell} == {"'=1+1"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=1+1", "'=1+1"),
        ("+31", "'+31"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\uff1d1", "'\uff1d1"),
        ('"=1', "'\"=1"),
        ("\t=1", "\t'=1"),
        ("a\n=1", "a\n'=1"),
        ("a;=1", "a;'=1"),
        ('a;"=1', "a;'\"=1"),
        ("a, b; c\nd", "a, b; c\nd"),
        ("1-2 = @home", "1-2 = @home"),
        ("", ""),
    ],
)
def test_a_cell_that_would_be_run_is_shown_instead(written, read):
    sheet = StringIO(newline="")
    csv.writer(sheet).writerow(["Titel", written])

    safe = list(csv.reader(StringIO(without_formulas(sheet.getvalue()), newline="")))

    assert safe == [["Titel", read]]


# PostgreSQL gives a transaction up at the first refusal, and visitors have one per query.
@pytest.mark.django_db(transaction=True)
def test_nonsense_is_a_bad_request(administrator):
    home = HomePage.objects.get(slug="nl")
    edit = f"/redactie/pages/{home.pk}/edit/"
    text = f"/redactie/pages/{contact().pk}/edit/"

    answers = {
        "ping": administrator.post("/redactie/editing-sessions/ping/website/textpage/abc/1/"),
        "offset": administrator.get("/redactie/api/main/pages/?offset=999999999999999999999"),
        "count": administrator.post(text, {"title": "x", "body-count": "x"}),
        "no count": administrator.post(text, {"title": "x"}),
        "no json": administrator.post(edit, {"title": "x", "intro": "x", "invitation": "{"}),
    }

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 400)


def linked(target: dict[str, Any]) -> dict[str, str]:
    """Write what the editor's browser sends to publish a home page with this link in its invitation."""
    block = {"key": "a", "text": "hier", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    block |= {"entityRanges": [{"offset": 0, "length": 4, "key": 0}]}
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": target}
    invitation = json.dumps({"blocks": [block], "entityMap": {"0": entity}})
    return {"title": "T", "intro": "I", "invitation": invitation, "action-publish": "1"}


@pytest.mark.parametrize(
    "target", [{"id": "x"}, {"id": -1}, {"id": [1]}, {"id": "9" * 30}, {"id": 2**31}, {"id": "²"}, {}]
)
def test_a_link_that_no_page_could_show_is_not_kept(editor, target):
    home = HomePage.objects.get(slug="nl")

    answer = editor.post(f"/redactie/pages/{home.pk}/edit/", linked(target))

    assert answer.status_code == 400
    assert editor.get(f"/redactie/pages/{home.pk}/edit/").status_code == 200
    assert Client(raise_request_exception=False).get("/").status_code == 200


def test_links_to_a_page_and_to_an_address_are_kept(editor):
    home, page = HomePage.objects.get(slug="nl"), contact()
    written = {}

    for target in ({"id": page.pk}, {"url": "https://example.org/"}):
        editor.post(f"/redactie/pages/{home.pk}/edit/", linked(target))
        home.refresh_from_db()
        written[next(iter(target))] = home.invitation

    start = '<p data-block-key="a"><a '
    assert written == {
        "id": f'{start}linktype="page" id="{page.pk}">hier</a></p>',
        "url": f'{start}href="https://example.org/">hier</a></p>',
    }
    assert editor.get(f"/redactie/pages/{home.pk}/edit/").status_code == 200


def test_a_page_that_is_made_late_is_guarded_too(administrator):
    home = HomePage.objects.get(slug="nl")
    home.invitation = '<p><a linktype="page" id="x">x</a></p>'
    home.save_revision()

    assert administrator.get(f"/redactie/pages/{home.pk}/edit/").status_code == 400


@pytest.mark.parametrize("role", [Role.BROKER, None])
def test_whoever_is_no_editor_is_told_so_once(role):
    client = Client()
    client.force_login(make_user(*[role] if role else []))

    for address in ("/redactie/", "/redactie/pages/", "/redactie/api/main/pages/"):
        answer = client.get(address)
        assert (address, answer.status_code) == (address, 403)
        assert "web/error.html" in [template.name for template in answer.templates]
        assert "Vraag een beheerder om die rol." in answer.content.decode()
    assert client.get("/redactie/login/?next=/redactie/", follow=True).status_code == 403


@pytest.mark.parametrize(
    ("role", "found"), [(Role.ADMINISTRATOR, True), (Role.PROGRAMME_MANAGER, True), (Role.BROKER, False)]
)
def test_who_may_edit_finds_the_way_from_every_desk(role, found):
    person = signed_in(role)

    desk = person.get("/werkplek/").content.decode()

    assert ('<a href="/redactie/">Redactie</a>' in desk) is found
    assert (person.get("/redactie/").status_code == 200) is found


def test_whoever_is_not_signed_in_is_led_to_sign_in():
    answer = Client().get("/redactie/pages/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/inloggen/?")
    assert answer.status_code == 200


@pytest.mark.parametrize("rest", ["", "avatar/", "change_password/", "x/y/"])
def test_an_account_is_looked_after_at_the_desk(editor, rest):
    for send in (editor.get, editor.post):
        answer = send(f"/redactie/account/{rest}")
        assert (answer.status_code, answer["Location"]) == (302, "/werkplek/")
