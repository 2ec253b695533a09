# SPDX-License-Identifier: EUPL-1.2
"""The students' page: without an account or a cookie, with anything in the address, in both languages."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from kennisstad.citylab import indexing
from kennisstad.web.models import Allowance
from tests.citylab.test_fitting import LONELY, make_courses
from tests.making import make_question
from tests.neighbourhoods.making import make_city
from tests.website.making import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]


def address(language: str = "nl", name: str = "to_work_on") -> str:
    with override(language):
        return reverse(f"citylab:{name}")


@pytest.fixture
def question() -> Any:
    make_city(desk_name="Kennisloket", email="desk@example.org")
    make_courses()
    made = make_question(title=LONELY)
    indexing.rebuild()
    return made


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_student_finds_a_question_its_course_and_whom_to_tell(client, question, language):
    plain = client.get(address(language))
    assert (plain.context["fits"], Allowance.objects.count()) == ([], 0)

    found = client.get(address(language), {"words": "eenzame ouderen"})

    page = found.content.decode()
    (fit,) = found.context["fits"]
    assert (fit.question, found.status_code, dict(client.cookies)) == (question, 200, {})
    assert f"/{question.pk}/" in page
    assert {"nl": "Eenzaamheid en ouderen", "en": "Research in the neighbourhood"}[language] in page
    assert page.count("Kennisloket") >= 2
    assert page.count("mailto:desk@example.org") >= 2
    assert address(language) in client.get(address(language, "questions")).content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "a",
        "de het een",
        "AND (",
        "*",
        "title:",
        "\x00",
        "😀" * 50,
        "مرحبا",
        "x" * 100_000,
        "<b>&\"'",
    ],
)
@pytest.mark.parametrize("name", ["words", "level", "theme", "district", "page", "stranger"])
def test_anything_in_the_address_gives_a_page(client, question, name, words):
    answer = client.get(address(), {name: words})

    assert answer.status_code == 200
    assert "<b>&" not in answer.content.decode()


def test_a_network_that_goes_on_and_on_is_asked_to_wait(client, question):
    for _ in range(300):
        Allowance.objects.update(used=300)
        answer = client.get(address(), {"words": "ouderen"})
        if answer.status_code == 429:
            break

    assert (answer.status_code, "Retry-After" in answer) == (429, True)
    assert client.get(address()).status_code == 200


def test_without_an_index_the_database_answers_and_the_page_says_so(client, question, settings, tmp_path):
    settings.KENNISSTAD_HOME = tmp_path / "nowhere"
    indexing.index.cache_clear()

    answer = client.get(address("en"), {"words": "ouderen"})

    assert [fit.question for fit in answer.context["fits"]] == [question]
    assert "this list is slower and coarser" in answer.content.decode()


def test_headings_and_labels_are_in_order(client, question):
    page = read(client.get(address(), {"words": "ouderen"}))

    levels = [int(one.tag[1]) for one in page.all() if one.tag in ("h1", "h2", "h3")]
    ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    assert levels[:3] == [1, 2, 3]
    assert len(ids) == len(set(ids))
    assert {one.attributes["for"] for one in page.all("label")} <= set(ids)


@pytest.mark.parametrize("count", [2, 20])
def test_reads_do_not_grow(client, question, count, django_assert_num_queries):
    for _ in range(count):
        make_question(title=LONELY)
    indexing.rebuild()
    client.get(address(), {"words": "ouderen"})

    with django_assert_num_queries(21):
        client.get(address(), {"words": "ouderen"})
