# SPDX-License-Identifier: EUPL-1.2
"""Pages are kept for everybody, never for somebody, and not a moment longer than they are true."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kennisstad.accounts.models import Role
from kennisstad.audit import retention
from kennisstad.audit.actions import record, record_each
from kennisstad.audit.models import Event
from kennisstad.audit.standstill import LOOK_BACK, state_of_the_journal
from kennisstad.citylab.following import code_of
from kennisstad.partners.models import Partner
from kennisstad.website import page_cache
from tests.making import MONDAY, make_partner, make_question, make_user
from tests.plans import plan_of
from tests.welcome.making import make_ambassador

pytestmark = pytest.mark.django_db
WITH_A_MEMORY = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages of tests"},
}


@pytest.fixture(autouse=True)
def kept_pages(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A page cache that looks at the journal at every request."""
    settings.CACHES = WITH_A_MEMORY
    monkeypatch.setattr(page_cache, "LOOK_AGAIN", -1)
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def rename(partner: Partner, name: str, *, tell: bool = True) -> None:
    partner.name = name
    partner.save(update_fields=["name"])
    if tell:
        record("partner.changed", subject=partner, by_id=None, at=MONDAY)


def test_a_second_visitor_costs_one_look_at_the_journal():
    make_partner(key="museum")
    first = Client().get("/partners/")
    with CaptureQueriesContext(connection) as asked:
        second = Client().get("/partners/")

    assert (second.content, dict(second.items())) == (first.content, dict(first.items()))
    assert len(asked) == 1


def test_what_the_journal_hears_of_is_seen_by_the_next_visitor():
    museum = make_partner(key="museum", name="Het oude museum")
    assert "Het oude museum" in Client().get("/partners/").content.decode()

    rename(museum, "Het nieuwe museum")

    assert "Het nieuwe museum" in Client().get("/partners/").content.decode()


def test_whoever_the_retention_file_lets_go_is_gone_for_the_next_visitor():
    ambassador = make_ambassador(alias="Ana uit Spanje")
    address = "/welkom/ambassadeurs/"
    assert ambassador.alias in Client().get(address).content.decode()

    retention.obey(MONDAY + timedelta(days=731))

    assert ambassador.alias not in Client().get(address).content.decode()


def test_negative_control_without_the_journal_the_old_page_stays():
    museum = make_partner(key="museum", name="Het oude museum")
    Client().get("/partners/")

    rename(museum, "Het nieuwe museum", tell=False)

    assert "Het oude museum" in Client().get("/partners/").content.decode()


def test_an_event_that_commits_late_is_noticed_too():
    late = Event(kind="partner.changed", subject="partner:1", at=MONDAY)
    for _number in range(3):
        record("partner.changed", subject=make_partner(key="museum" + str(_number)), by_id=None, at=MONDAY)
    middle = Event.objects.order_by("pk")[1]
    Event.objects.filter(pk=middle.pk)._raw_delete(using="default")
    before = state_of_the_journal()

    Event.objects.bulk_create([Event(pk=middle.pk, kind=late.kind, subject=late.subject, at=MONDAY)])

    assert state_of_the_journal() != before


def test_what_no_visitor_sees_leaves_pages_as_they_are():
    museum = make_partner(key="museum")
    record("partner.changed", subject=museum, by_id=None, at=MONDAY)
    before = state_of_the_journal()

    record("role.given", subject=make_user(), by_id=None, at=MONDAY)

    assert state_of_the_journal() == before


def test_a_hundred_things_nobody_sees_leave_pages_as_they_are_and_bring_no_old_one_back():
    user, museum = make_user(), make_partner(key="museum")
    states = []
    for _round in range(2):
        record("partner.changed", subject=museum, by_id=None, at=MONDAY)
        states.append(state_of_the_journal())
        for _number in range(LOOK_BACK + 2):
            record("role.given", subject=user, by_id=None, at=MONDAY)
        states.append(state_of_the_journal())

    assert states == [states[0], states[0], states[2], states[2]]
    assert states[0] != states[2]


def test_a_flood_that_nobody_sees_is_not_read_by_every_page():
    record("partner.changed", subject=make_partner(key="museum"), by_id=None, at=MONDAY)
    before = state_of_the_journal()
    record_each("reader.asked", model="reader", keys=range(5_000), by_id=None, at=MONDAY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE audit_event")
    with CaptureQueriesContext(connection) as asked:
        assert state_of_the_journal() == before

    assert "event_shows" in plan_of(asked[0]["sql"])


def test_two_ways_to_write_an_address_are_two_pages():
    """As they came: bytes, and the percent signs of what the same bytes look like in another alphabet."""
    raw = Client().get("/zoeken/", QUERY_STRING="q=\u00c3\u00a9\u00c3\u00a9n")
    written = Client().get("/zoeken/", QUERY_STRING="q=%C3%83%C2%A9%C3%83%C2%A9n")

    assert "één" in raw.content.decode()
    assert raw.content != written.content


def test_two_people_never_get_each_others_pages():
    """What was made for somebody who signed in, or holds a token, goes to nobody else."""
    broker, visitor = Client(), Client()
    broker.force_login(make_user(Role.BROKER))

    own = broker.get("/partners/").content.decode()
    others = visitor.get("/partners/").content.decode()

    assert "/werkplek/" in own
    assert "/werkplek/" not in others
    assert broker.get("/partners/").content.decode() == own
    signing_in = [Client().get("/inloggen/").cookies["csrf"].value for _person in range(2)]
    assert signing_in[0] != signing_in[1]


def test_the_key_in_a_form_is_given_once():
    """Two people with one key would be one: the question of the second would be lost."""
    keys = {Client().get("/vragen/stellen/").context["form"].initial["key"] for _person in range(3)}

    assert len(keys) == 3


@pytest.mark.parametrize("address", ["/partners/", "/en/partners/", "/partners/?x=1"])
def test_each_address_has_its_own_page(address):
    make_partner(key="museum")
    pages = {each: Client().get(each).content for each in ("/projecten/", "/resultaten/", address)}

    assert {each: Client().get(each).content for each in pages} == pages
    assert len(set(pages.values())) == 3


def test_a_part_is_not_given_for_a_whole_page():
    part = Client().get("/projecten/", headers={"X-Part": "projects"}).content
    whole = Client().get("/projecten/").content

    assert b"<html" not in part
    assert b"<html" in whole
    assert Client().get("/projecten/", headers={"X-Part": "projects"}).content == part


def test_another_host_is_refused_however_often_the_page_was_asked_for():
    Client().get("/partners/")

    assert Client().get("/partners/", headers={"Host": "evil.example"}).status_code == 400


def test_what_is_not_there_is_looked_for_again():
    assert Client().get("/partners/museum/").status_code == 404
    make_partner(key="museum")

    assert Client().get("/partners/museum/").status_code == 200


def test_a_page_is_made_anew_after_a_minute(monkeypatch):
    monkeypatch.setattr(page_cache, "KEEP", 0.001)
    museum = make_partner(key="museum", name="Het oude museum")
    Client().get("/partners/")
    rename(museum, "Het nieuwe museum", tell=False)

    time.sleep(0.01)

    assert "Het nieuwe museum" in Client().get("/partners/").content.decode()


def test_the_page_of_whoever_asked_is_not_kept():
    question = make_question()
    code = code_of(question.key, question.code_digest)

    assert Client().get(f"/volgen/{code}/").status_code == 200
    assert caches["pages"]._cache == {}


def test_without_a_database_a_page_of_ours_says_so_with_its_headers(monkeypatch):
    def broken() -> str:
        raise OperationalError("The database went away.")

    monkeypatch.setattr(page_cache, "state_of_the_journal", broken)

    answer = Client().get("/toegankelijkheid/melden/")

    assert answer.status_code == 200, "only this look at the journal fails; the page itself can be made"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert caches["pages"]._cache == {}


def test_ever_other_addresses_fill_no_more_than_so_many_bytes(monkeypatch):
    make_partner(key="museum")
    visitor, kept = Client(), []
    one = len(visitor.get("/partners/").content)
    monkeypatch.setattr(page_cache, "MOST_BYTES", 5 * one)
    for number in range(12):
        visitor.get(f"/partners/?x={number}")
        kept.append(len(caches["pages"]._cache))

    assert 2 <= max(kept) <= 5, kept
