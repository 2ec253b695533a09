# SPDX-License-Identifier: EUPL-1.2
"""The reason of each state in whole sentences, and numbers as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from kennisstad.progress.state import Dossier, Passport, State, Tie, standing_on
from kennisstad.progress.wording import STATES, amount, because

START, DUE, DAY = date(2025, 1, 1), date(2026, 6, 30), date(2026, 11, 28)
EIGHT, TWELVE = (Passport(1, Decimal(number), date(2026, 5, 1), date(2026, 5, 2)) for number in (8, 12))
TIES = [Tie(number, START) for number in range(2)]


def said(language="en", **parts):
    dossier = Dossier(starts_on=START, **parts)
    with override(language):
        standing = standing_on(dossier, DAY)
        why = because(dossier, standing, unit="homes", fresh_for_months=12, day=DAY)
        return str(STATES[standing.state]), why


@pytest.mark.parametrize(
    ("parts", "state", "why"),
    [
        ({}, "no evidence yet", "No project, result or figure is linked to it yet."),
        (
            {"projects": TIES},
            "under way",
            "2 projects work on it. Nothing shows yet what came of it.",
        ),
        (
            {"projects": TIES[:1], "results": TIES},
            "there is evidence",
            "1 project works on it. 2 results show it.",
        ),
        (
            {"figures": [EIGHT]},
            "there is evidence",
            "The newest figure is 8 homes, of 1 May 2026.",
        ),
        (
            {"figures": [EIGHT], "target": Decimal(10)},
            "there is evidence",
            "The newest figure is 8 homes, of 1 May 2026; the target is 10.",
        ),
        (
            {"figures": [TWELVE], "target": Decimal(10)},
            "target reached",
            "The figure of 1 May 2026 (12 homes) is past the target of 10.",
        ),
        (
            {"figures": [EIGHT], "target": Decimal("8.000"), "falls": True, "results": TIES[:1]},
            "target reached",
            "The figure of 1 May 2026 (8 homes) is at the target of 8. 1 result shows it.",
        ),
        (
            {"due_on": DUE},
            "overdue",
            "The day was 30 June 2026; nothing shows what came of it.",
        ),
        (
            {"due_on": DUE, "target": Decimal(10), "figures": [EIGHT], "projects": TIES},
            "overdue",
            "The day was 30 June 2026; no figure is at the target. 2 projects work on it. "
            "The newest figure is 8 homes, of 1 May 2026; the target is 10.",
        ),
    ],
)
def test_each_state_says_why(parts, state, why):
    assert said(**parts) == (state, why)


def test_the_reason_is_given_in_dutch_too():
    assert said("nl", due_on=DUE, target=Decimal("1234.5"), figures=[EIGHT]) == (
        "te laat",
        "De dag was 30 juni 2026; geen cijfer haalt het doel. "
        "Het nieuwste cijfer is 8 homes, van 1 mei 2026; het doel is 1.234,5.",
    )


def test_each_state_has_a_name():
    assert list(STATES) == list(State)


@pytest.mark.parametrize(
    ("value", "unit", "english", "dutch"),
    [
        ("12.0000", "", "12", "12"),
        ("0.0000", "%", "0 %", "0 %"),
        ("100.0000", "homes", "100 homes", "100 homes"),
        ("-3.5000", "", "-3.5", "-3,5"),
        ("1234567.8900", "", "1,234,567.89", "1.234.567,89"),
        ("999999999999.9999", "", "999,999,999,999.9999", "999.999.999.999,9999"),
    ],
)
def test_numbers_stand_as_people_write_them(value, unit, english, dutch):
    with override("en"):
        assert amount(Decimal(value), unit) == english
    with override("nl"):
        assert amount(Decimal(value), unit) == dutch
