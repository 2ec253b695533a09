# SPDX-License-Identifier: EUPL-1.2
"""The site with the example and after it: it says so, it is whole, and it goes on without."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kennisstad.citylab import indexing
from kennisstad.citylab.models import Question
from kennisstad.demo.actions import clear
from kennisstad.neighbourhoods.models import Area
from kennisstad.newsletter.models import Issue
from kennisstad.projects.models import Project, Result
from tests.demo.loaded.conftest import Example
from tests.demo.making import LOADED_AT, ask

LISTS = [
    "citylab:questions", "citylab:ask", "citylab:find", "website:home", "website:neighbourhoods",
    "website:projects", "website:results", "website:partners", "progress:agreement",
]  # fmt: skip


@pytest.fixture(autouse=True)
def plain_static(settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def said(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    return answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", LISTS)
def test_each_page_tells_of_the_example_until_it_is_cleared(
    example: Example, name: str, language: str
) -> None:
    with override(language):
        address, mark = reverse(name), 'class="strip"'

    assert said(address).count(mark) == 1

    clear(at=LOADED_AT + timedelta(days=1))

    assert mark not in said(address)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_of_the_example_opens(example: Example, language: str) -> None:
    with override(language):
        addresses = [reverse("citylab:question", args=[q.pk]) for q in Question.objects.public()]
        addresses += [reverse("website:project", args=[project.pk]) for project in Project.objects.all()]
        addresses += [reverse("website:result", args=[result.pk]) for result in Result.objects.all()]
        addresses += [reverse("website:neighbourhood", args=[a.slug]) for a in Area.objects.districts()]
        addresses += [reverse("newsletter:issue", args=[issue.number]) for issue in Issue.objects.public()]

    assert len(addresses) == 48 + 44 + 32 + 10 + 2
    assert all(said(address) for address in addresses)


def test_the_newsletters_of_the_example_say_that_they_are_examples(example: Example) -> None:
    numbers = Issue.objects.order_by("number").values_list("number", "status", "readers")
    pages = [said(f"/nieuwsbrief/archief/{number}/") for number in (1, 2)]

    assert list(numbers) == [(1, "sent", 0), (2, "sent", 0), (3, "draft", None)]
    assert ["Dit is een voorbeeld van een nieuwsbrief" in page for page in pages] == [True, True]


def test_the_index_follows(example: Example, own_index: None) -> None:
    found = indexing.ready().count()
    question = ask("WK054608")

    clear(at=LOADED_AT + timedelta(days=1))

    assert found == 132 + 24 + 32 + 48
    assert indexing.ready().count() == 1
    assert [hit.id for hit in indexing.index().search({"nl": "bankje"}, kinds={"question"}, limit=3)] == [
        f"question:{question.pk}"
    ]
