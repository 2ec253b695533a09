# SPDX-License-Identifier: EUPL-1.2
"""The page of word pairs: found, struck out, put back."""

from uuid import uuid4

import pytest
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.citylab.models import PairSource
from tests.making import make_pair, make_user

pytestmark = pytest.mark.django_db


def shown(page) -> list[str]:
    return [str(pair) for pair, _ in page.context["rows"]]


@pytest.fixture
def some_pairs() -> None:
    make_pair("wijk", "district")
    make_pair("wijk", "quarter", source=PairSource.DICTIONARY)
    make_pair("huurder", "tenant")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["huurder – tenant", "wijk – district", "wijk – quarter"]),
        ("?words=WIJ", ["wijk – district", "wijk – quarter"]),
        ("?words=tenant&page=99", ["huurder – tenant"]),
        ("?show=dictionary", ["wijk – quarter"]),
        ("?show=learned&words=wijk", ["wijk – district"]),
        ("?show=struck-out", []),
        ("?show=anything", ["huurder – tenant", "wijk – district", "wijk – quarter"]),
    ],
)
def test_pairs_are_found_by_either_word_and_by_where_they_are_from(desk_of, some_pairs, query, found):
    assert shown(desk_of(make_user(Role.BROKER)).see("pairs", query)) == found


def test_a_pair_is_struck_out_and_put_back_and_the_list_stays_where_it_was(desk_of):
    pair, broker = make_pair(), make_user(Role.BROKER, name="Vera")
    desk, key = desk_of(broker), {"key": str(uuid4())}

    answer = desk.press("strike_out", key, pk=pair.pk)
    pair.refresh_from_db()
    assert (answer.status_code, pair.is_struck_out, pair.struck_out_by) == (302, True, broker)
    with override("en"):
        page = desk.see("pairs", "?show=struck-out")
        text = page.content.decode()
        assert ("Vera" in text, f"/word-pairs/{pair.pk}/put-back/?show=struck-out" in text) == (True, True)
        address = text.split('action="')[-1].split('"')[0]

    back = desk.client.post(address)
    pair.refresh_from_db()
    assert (back.headers["Location"].partition("?")[2], pair.is_struck_out) == ("show=struck-out", False)
    assert list(Event.objects.order_by("pk").values_list("kind", "actor")) == [
        ("pair.struck-out", broker.pk),
        ("pair.put-back", broker.pk),
    ]


def test_who_presses_too_late_is_told_so_on_the_same_page(desk_of):
    pair, desk = make_pair(), desk_of(make_user(Role.ADMINISTRATOR))
    desk.press("strike_out", pk=pair.pk)

    with override("en"):
        answer = desk.press("strike_out", pk=pair.pk)

    assert answer.status_code == 409
    assert "This pair has been struck out already." in answer.content.decode()


def test_words_stay_words(desk_of):
    make_pair("x", "y", dutch_word="<b>vet</b>")

    assert "<b>vet" not in desk_of(make_user(Role.BROKER)).see("pairs").content.decode()
