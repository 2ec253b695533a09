# SPDX-License-Identifier: EUPL-1.2
"""Codes in letters: for one purpose, for one person, and never to be made by a stranger."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.newsletter import tokens
from tests.making import MONDAY

KEY = UUID("0b5c4f6e-9f43-4d6e-8d3f-0d5f3f0f7a11")
MADE = {
    "confirm": tokens.confirm_code(KEY, at=MONDAY),
    "choices": tokens.choices_code(KEY),
    "leave": tokens.leave_code(KEY),
}


def read(purpose, code, at=MONDAY):
    if purpose == "confirm":
        return tokens.to_confirm(code, at=at)
    return {"choices": tokens.to_choose, "leave": tokens.to_leave}[purpose](code)


@pytest.mark.parametrize("made_for", MADE)
@pytest.mark.parametrize("read_as", MADE)
def test_a_code_serves_its_own_purpose_alone(made_for, read_as):
    whose = (KEY, MONDAY) if made_for == "confirm" else KEY

    assert read(read_as, MADE[made_for]) == (whose if made_for == read_as else None)


@given(st.uuids())
def test_a_code_leads_back_to_whose_it_is(key):
    assert tokens.to_leave(tokens.leave_code(key)) == key
    assert tokens.to_choose(tokens.choices_code(key)) == key
    assert tokens.to_confirm(tokens.confirm_code(key, at=MONDAY), at=MONDAY) == (key, MONDAY)


@pytest.mark.parametrize("purpose", MADE)
def test_each_altered_sign_spoils_a_code(purpose):
    code = MADE[purpose]

    for place, sign in enumerate(code):
        altered = code[:place] + ("A" if sign != "A" else "B") + code[place + 1 :]
        assert read(purpose, altered) is None, place
        assert read(purpose, code[:place]) is None, place
        assert read(purpose, f"{code[:place]}~{code[place:]}") is None, place


@pytest.mark.parametrize("purpose", MADE)
@given(code=st.text())
def test_what_a_stranger_makes_up_is_no_code(purpose, code):
    assert read(purpose, code) is None


@pytest.mark.parametrize(
    ("later", "works"),
    [
        (timedelta(0), True),
        (tokens.CONFIRM_WITHIN, True),
        (tokens.CONFIRM_WITHIN + timedelta(seconds=1), False),
    ],
)
def test_confirming_has_a_week(later, works):
    assert (read("confirm", MADE["confirm"], at=MONDAY + later) is not None) is works


def test_a_changed_secret_keeps_old_letters_working_while_it_is_named(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new secret", [settings.SECRET_KEY]
    assert tokens.to_leave(MADE["leave"]) == KEY

    settings.SECRET_KEY_FALLBACKS = []
    assert tokens.to_leave(MADE["leave"]) is None


def test_a_code_costs_one_mark_and_nothing_else(monkeypatch):
    """Each letter of an issue has some: a thousand take one key, and no database."""
    keys, digest = [], tokens.digest
    monkeypatch.setattr(tokens, "digest", lambda key, *told: keys.append(key) or digest(key, *told))
    tokens._key.cache_clear()

    for _number in range(1_000):
        tokens.leave_code(uuid4())

    assert (len(keys), len(set(keys)), tokens._key.cache_info().misses) == (1_000, 1, 1)
