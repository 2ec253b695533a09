# SPDX-License-Identifier: EUPL-1.2
"""Each fault of a version, in one sentence that says where."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kennisstad.agreement.exchange.checking import faults
from kennisstad.agreement.exchange.record import (
    ArticleRecord,
    BudgetRecord,
    CommitmentRecord,
    OwnerRecord,
    PartyRecord,
    StepRecord,
    ThemeRecord,
    VersionRecord,
)
from tests.agreement.versions import END, START, both, commitment, figure, version

EARLY = date(2000, 1, 1)


def test_a_good_version_has_none() -> None:
    assert faults(version()) == []


def of_commitment(**fields: Any) -> VersionRecord:
    return version(commitments=(commitment(**fields),))


def budget(**fields: Any) -> BudgetRecord:
    return replace(BudgetRecord(Decimal(1), START, END), **fields)


FACT = version().facts[0]


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (
            version(key="a b"),
            "agreement a b: 'a b' is no key: write letters, digits and hyphens, at most 50.",
        ),
        (
            version(kind="x"),
            "agreement city-2023: its kind is 'x'; it is one of first, successor, amendment.",
        ),
        (version(status="x"), "agreement city-2023: its status is 'x'; it is one of draft, offered, signed."),
        (
            version(ends_on=date(2022, 12, 31), parties=()),
            "agreement city-2023: it ends on 2022-12-31, before it starts on 2023-01-01.",
        ),
        (
            version(kind="successor"),
            "agreement city-2023: a first agreement follows none; any other says which one it follows.",
        ),
        (version(kind="successor", follows="city-2023"), "agreement city-2023: it follows itself."),
        (version(signed_on=START), "agreement city-2023: it has a day of signing, and is draft."),
        (version(quorum=0), "agreement city-2023: its quorum must be a number from 1 to 1000."),
        (version(texts={}), "agreement city-2023: it says nothing, in no language."),
        (
            version(texts={"nl": {"name": "", "summary": "S"}}),
            "agreement city-2023: it has no name in nl.",
        ),
        (
            version(parties=(PartyRecord("one", START, EARLY),)),
            "party one: it left on 2000-01-01, before it joined on 2023-01-01.",
        ),
        (
            version(parties=(PartyRecord("one", date(2030, 1, 1)),)),
            "party one: it joined on 2030-01-01, after the agreement ended on 2027-12-31.",
        ),
        (version(parties=(PartyRecord("one", START),) * 2), "party one: it stands in the agreement twice."),
        (
            version(themes=(*version().themes, version().themes[0])),
            "theme campus: it stands in the agreement twice.",
        ),
        (
            version(themes=(*version().themes, ThemeRecord("x", "pink", both(name="N", summary="S")))),
            "theme x: its mark is 'pink'; it is one of canal, moss, heather, ochre.",
        ),
        (
            version(kind="successor", follows="x", steps=(StepRecord("a", "gone"),)),
            "step a: there is no theme 'gone' in this agreement.",
        ),
        (
            version(kind="successor", follows="x", steps=(StepRecord("a", "lab"), StepRecord("a"))),
            "step a: this theme ends and goes on; it is one or the other.",
        ),
        (version(steps=(StepRecord("a", "lab"),)), "steps: a first agreement has no themes before it."),
        (
            version(articles=(*version().articles, version().articles[0])),
            "article 1: it stands in the agreement twice.",
        ),
        (
            version(articles=(*version().articles, ArticleRecord("1" * 13, both(title="T", body="B")))),
            "article 1111111111111: its number must have 1 to 12 characters.",
        ),
        (version(commitments=(commitment(),) * 2), "commitment build: it stands in the agreement twice."),
        (of_commitment(article="9"), "commitment build: there is no article '9' in this agreement."),
        (of_commitment(theme="x"), "commitment build: there is no theme 'x' in this agreement."),
        (of_commitment(article=""), "commitment build: it stands in no article; say its source."),
        (of_commitment(carries_on="build"), "commitment build: it carries on itself."),
        (of_commitment(baseline=Decimal(1)), "commitment build: its baseline has no day."),
        (of_commitment(target=Decimal(1)), "commitment build: its target has no unit."),
        (
            of_commitment(fresh_for_months=0),
            "commitment build: its figures must count as fresh for 1 to 1200 months.",
        ),
        (of_commitment(source="x" * 201), "commitment build: its source has more than 200 characters."),
        (of_commitment(due_on=date(1, 1, 1)), "commitment build: 0001-01-01 is not a day from 1900 to 2199."),
        (
            of_commitment(owners=(OwnerRecord("one", Decimal("1.1")),)),
            "commitment build: a share must be above 0 and at most 1.",
        ),
        (
            of_commitment(owners=(OwnerRecord("one", Decimal("0.6")), OwnerRecord("two", Decimal("0.5")))),
            "commitment build: its shares add up to 1.1, more than 1.",
        ),
        (
            of_commitment(owners=(OwnerRecord("one"), OwnerRecord("one"))),
            "commitment build: its owner one stands there twice.",
        ),
        (
            of_commitment(budget=budget(amount=Decimal("0.001"))),
            "commitment build: its budget must be an amount of 0 or more, with at most 2 decimals.",
        ),
        (
            of_commitment(budget=budget(currency="eur")),
            "commitment build: its currency is 'eur'; write three capitals, such as EUR.",
        ),
        (
            of_commitment(budget=budget(ends_on=EARLY)),
            "commitment build: its budget ends on 2000-01-01, before it starts on 2023-01-01.",
        ),
        (
            of_commitment(figures=(figure(source=""),)),
            "commitment build: figure of 2024-01-01: it has no source.",
        ),
        (
            of_commitment(figures=(figure(texts={}),)),
            "commitment build: figure of 2024-01-01: it says nothing, in no language.",
        ),
        (
            of_commitment(figures=(figure("1"), figure("2"))),
            "commitment build: two figures of 2024-01-01 have the same source.",
        ),
        (
            version(facts=(FACT, replace(FACT, source="B"))),
            "topic end: it stands among the facts that we follow twice.",
        ),
        (version(facts=(replace(FACT, source=""),)), "fact end: it has no source."),
    ],
)
def test_a_fault_is_told_in_one_sentence(told: VersionRecord, fault: str) -> None:
    assert [str(one) for one in faults(told)] == [fault]


def test_too_long_words_are_told_with_their_language() -> None:
    long = {"nl": {"name": "N" * 161, "summary": "S"}}

    assert [str(one) for one in faults(version(texts=long))] == [
        "agreement city-2023: its name in nl has more than 160 characters."
    ]


def test_two_commitments_cannot_carry_the_same_on() -> None:
    told = tuple(replace(commitment(key), carries_on="old") for key in ("a", "b"))

    assert [str(one) for one in faults(version(commitments=told))] == [
        "commitment old: it stands among what is carried on twice."
    ]
    assert isinstance(told[0], CommitmentRecord)
