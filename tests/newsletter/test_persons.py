# SPDX-License-Identifier: EUPL-1.2
"""Whoever asks what we keep of them gets all of it, also what a later version adds."""

import json
from typing import Any

import pytest
from django.db.models import Model

from kennisstad.mail.actions import post
from kennisstad.mail.models import Kind, Letter
from kennisstad.newsletter import links
from kennisstad.newsletter.leaving import leave
from kennisstad.newsletter.letters import ask_to_confirm
from kennisstad.newsletter.models import Bounce, Delivery, Reader
from kennisstad.newsletter.persons import all_of
from tests.making import MONDAY
from tests.newsletter.making import make_delivery, make_reader

pytestmark = pytest.mark.django_db


def fields_and_relations(model: type[Model], above: type[Model] | None = None) -> dict[str, Any]:
    """Name all that the database has of a record: its fields, and the records that point at it."""
    named: dict[str, Any] = {field.name: ... for field in model._meta.concrete_fields}
    for relation in model._meta.related_objects:
        named[relation.get_accessor_name()] = fields_and_relations(relation.related_model, model)
    return named


def shape(kept: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in kept.items() if name != "letters"}
    return {
        name: shape(value[0]) if name in ("deliveries", "bounces") else ... for name, value in kept.items()
    }


def make_everything() -> Reader:
    reader = make_reader(districts=["WK054601"], themes=["climate"])
    delivery = make_delivery(reader, status="sent")
    Bounce.objects.create(delivery=delivery, kind="soft", code="4.2.2", reason="mailbox full", at=MONDAY)
    write_letters_to(reader)
    return reader


def write_letters_to(reader: Reader) -> None:
    """Write one because of the newsletter, and one to the same address about something else."""
    ask_to_confirm(reader, at=MONDAY)
    post(to=reader.email, subject="About a question", body="B", language="en", private=True, at=MONDAY)


def test_all_fields_and_relations_of_a_reader_are_given():
    assert shape(all_of(make_everything())) == fields_and_relations(Reader)


def test_the_file_has_what_the_database_has(client):
    reader = make_everything()
    address = links.choices_address(reader.key, "en").removeprefix("http://localhost:8000")

    answer = client.get(address[address.index("/en/") :] + "file/")

    told = json.loads(answer.content)
    assert (told["email"], told["districts"], told["consent_words"]) == (
        reader.email,
        ["WK054601"],
        reader.consent_words,
    )
    assert [one["issue"] for one in told["deliveries"]] == [Delivery.objects.get().issue.number]
    assert told["deliveries"][0]["bounces"][0]["reason"] == "mailbox full"
    assert [one["subject"] for one in told["letters"]] == [Letter.objects.get(kind=Kind.READER).subject]
    assert answer["Content-Disposition"] == 'attachment; filename="what-we-keep.json"'


@pytest.mark.parametrize("count", [1, 20])
def test_it_is_read_in_three_queries_however_much_there_is(count, django_assert_num_queries):
    reader = make_reader()
    for _ in range(count):
        make_delivery(reader, status="sent")

    with django_assert_num_queries(3):
        all_of(reader)


def test_when_a_reader_leaves_what_we_wrote_because_of_the_newsletter_is_gone():
    reader = make_everything()

    leave(reader.key, by_id=None, at=MONDAY)

    assert list(Letter.objects.values_list("subject", flat=True)) == ["About a question"]
