# SPDX-License-Identifier: EUPL-1.2
"""Dutch that everybody must be able to read: no sentence of more than twenty words."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.website.making import main

SOURCE = Path(__file__).resolve().parents[2] / "src/kennisstad"
MOST_WORDS = 20


def too_long(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.!?])\s+", text) if len(one.split()) > MOST_WORDS]


def dutch_in(data: Any, *, inside: bool = False) -> Iterator[str]:
    """Give all words that stand beneath a key "nl"."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from dutch_in(value, inside=inside or key == "nl")
    elif isinstance(data, list):
        for value in data:
            yield from dutch_in(value, inside=inside)
    elif inside and isinstance(data, str):
        yield data


@pytest.mark.parametrize(
    "file", ["audit/retention.yaml", "demo/data/year-2022.yaml", "demo/data/year-coming.yaml"]
)
def test_what_we_keep_and_the_themed_years_are_told_in_short_sentences(file):
    told = list(dutch_in(yaml.safe_load((SOURCE / file).read_text())))

    assert told
    assert [one for text in told for one in too_long(text)] == []


def test_agreements_open_with_short_sentences():
    agreements = yaml.safe_load((SOURCE / "demo/data/agreement.yaml").read_text())["agreements"]

    openings = [agreement["texts"]["nl"]["summary"] for agreement in agreements]
    assert [one for text in openings for one in too_long(text)] == []


@pytest.mark.django_db
def test_the_press_page_is_told_in_short_sentences(client):
    page = main(client.get("/pers/"))

    assert [one for text in page.texts("p") for one in too_long(text)] == []
