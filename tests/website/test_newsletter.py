# SPDX-License-Identifier: EUPL-1.2
"""The news of two weeks tells what happened in them, and nothing else."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from kennisstad.citylab.models import Status
from kennisstad.projects.models import GivingBack
from kennisstad.projects.models.result import Form
from kennisstad.website.digest import digest, lines_of
from tests.making import make_project, make_question, make_result

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


@pytest.mark.parametrize(("days_ago", "told"), [(-1, False), (0, True), (13, True), (14, False)])
def test_a_fortnight_has_fourteen_days(days_ago, told):
    day = TODAY - timedelta(days=days_ago)
    make_question(answered_at=at(day))
    make_project(starts_on=day)
    GivingBack.objects.create(project=make_result().project, on=day, form=Form.POSTER)

    found = digest(TODAY)

    assert (len(found.asked), len(found.begun), len(found.returned)) == ((1, 1, 1) if told else (0, 0, 0))
    assert found.is_empty is not told


def test_what_no_broker_has_opened_is_told_to_nobody():
    make_question(status=Status.SENT, answered_at=at(TODAY))

    assert digest(TODAY).asked == []


def test_the_newest_comes_first_in_the_feed():
    make_question(answered_at=at(TODAY - timedelta(days=3)), title="Een vraag")
    make_project(starts_on=TODAY - timedelta(days=1), title="Een project")

    assert [line.title for line in lines_of(digest(TODAY))] == [
        "Begonnen: Een project",
        "Gevraagd: Een vraag",
    ]


@pytest.mark.parametrize(("address", "language"), [("/nieuwsbrief/", "nl"), ("/en/newsletter/", "en")])
def test_the_page_and_its_feed_speak_the_readers_language(client, address, language):
    question = make_question(answered_at=timezone.now(), title="Een vraag")

    page, feed = client.get(address), client.get(f"{address}rss.xml")

    assert page.status_code == 200
    channel = ElementTree.fromstring(feed.content).find("channel")
    assert channel.findtext("language") == language
    assert [item.findtext("link").removeprefix("http://testserver") for item in channel.findall("item")] == [
        ("/en/questions/" if language == "en" else "/vragen/") + f"{question.pk}/"
    ]


@pytest.mark.parametrize("count", [1, 5])
def test_it_takes_the_same_reads_however_much_happened(client, count, django_assert_num_queries):
    for _number in range(count):
        make_question(answered_at=timezone.now())
        make_project(starts_on=timezone.localdate())
        GivingBack.objects.create(project=make_result().project, on=timezone.localdate(), form=Form.POSTER)

    with django_assert_num_queries(11):
        client.get("/nieuwsbrief/")
