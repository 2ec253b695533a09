# SPDX-License-Identifier: EUPL-1.2
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.retrieval import Language, language_of

EXAMPLES: list[tuple[Language, str]] = [
    ("nl", "Hoe komt het dat er zoveel zwerfafval ligt bij de school?"),
    ("en", "Why is there so much litter near the school?"),
    ("nl", "eenzaamheid ouderen"),
    ("en", "loneliness elderly"),
    ("nl", "Wij zoeken studenten voor our international neighbourhood project"),
    ("en", "We are looking for studenten who want to help the wijk"),
    ("nl", "fietsen voor kinderen"),
    ("en", "bicycles for children"),
    ("nl", ""),
    ("nl", "\0 🚲 123"),
    ("nl", "مرحبا"),
]


@pytest.mark.parametrize(("language", "text"), EXAMPLES)
def test_short_and_mixed_texts_are_told_apart(language: Language, text: str) -> None:
    assert language_of(text) == language


@given(st.text(st.characters()))
def test_any_text_has_a_language(text: str) -> None:
    assert language_of(text) in ("nl", "en")


def test_of_the_qald_questions_at_most_four_are_misjudged(shared_data: Path) -> None:
    dutch, english = (
        [json.loads(line)["text"] for line in (shared_data / "qald-nl-en" / name).read_bytes().splitlines()]
        for name in ("queries.jsonl", "corpus.jsonl")
    )

    wrong = [text for text in dutch if language_of(text) == "en"] + [
        text for text in english if language_of(text) == "nl"
    ]

    assert (len(dutch), len(english), len(wrong) <= 4) == (450, 450, True), wrong
