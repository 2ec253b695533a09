# SPDX-License-Identifier: EUPL-1.2
"""What was written reads back as it was: for any version, in both languages and with hostile words."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennisstad.agreement.exchange import jsonld, markdown
from kennisstad.agreement.exchange.plain import tidy
from kennisstad.agreement.exchange.record import (
    KINDS,
    LANGUAGES,
    MARKS,
    ONE_LINE,
    STATUSES,
    WORDS,
    ArticleRecord,
    BudgetRecord,
    CommitmentRecord,
    FactRecord,
    FigureRecord,
    OwnerRecord,
    PartyRecord,
    StepRecord,
    ThemeRecord,
    VersionRecord,
)
from kennisstad.lib.cleaning import cleaned, one_line

SITE = "https://stad.example"
HOSTILE = [
    "# kop", "## Themes", "- key: x", "```", "> al aangehaald", "**vet** (nl)", "(en)", "*why*", "<script>",
    "[x](javascript:alert(1))", "\\", "\\<", "=HYPERLINK(1)", "<!-- -->", "; name ", ": ", " ", "\t",
    "\n", "\n\n", "\r\n", "\u2028", "\x85", "\u200b", "é", "👩‍🔬", "'", '"', "---", "|", "1. ", "\u202e",
]  # fmt: skip
RAW = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=6).map("".join)
LINES = RAW.map(one_line)
KEYS = st.from_regex(r"[a-z0-9][-a-z0-9_]{0,8}", fullmatch=True)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
NUMBERS = st.decimals(1 - 10**11, 10**11 - 1, places=4, allow_nan=False)


def some(strategy: Any) -> Any:
    return st.lists(strategy, max_size=2).map(tuple)


def said_by(record: type) -> Any:
    fit = {name: (RAW.map(one_line) if name in ONE_LINE else RAW.map(cleaned)) for name in WORDS[record]}
    said = st.fixed_dictionaries(fit).filter(lambda words: any(words.values()))
    return st.fixed_dictionaries({}, optional=dict.fromkeys(LANGUAGES, said))


def records(shape: type, **own: Any) -> Any:
    return st.builds(shape, texts=said_by(shape), **own)


NOTHING = st.none()
PATIENT = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""Whole versions are large, and a busy machine is slow to make them up."""
BUDGETS = st.builds(
    BudgetRecord, NUMBERS, DAYS, DAYS, currency=st.sampled_from(["EUR", "USD"]), is_public=st.booleans()
)
FIGURES = records(
    FigureRecord, value=NUMBERS, unit=LINES, measured_on=DAYS, source=LINES, withdrawn=st.booleans()
)
COMMITMENTS = records(
    CommitmentRecord, key=KEYS, article=LINES, theme=KEYS | st.just(""), carries_on=KEYS | st.just(""),
    source=LINES, promised_on=NOTHING | DAYS, read_on=NOTHING | DAYS, due_on=NOTHING | DAYS, unit=LINES,
    baseline=NOTHING | NUMBERS, baseline_on=NOTHING | DAYS, target=NOTHING | NUMBERS, falls=st.booleans(),
    fresh_for_months=st.integers(1, 1200), budget=NOTHING | BUDGETS, figures=some(FIGURES),
    owners=some(st.builds(OwnerRecord, KEYS, NOTHING | NUMBERS)),
)  # fmt: skip
VERSIONS = records(
    VersionRecord, key=KEYS, kind=st.sampled_from(KINDS), status=st.sampled_from(STATUSES), starts_on=DAYS,
    ends_on=DAYS, follows=KEYS | st.just(""), signed_on=NOTHING | DAYS, quorum=NOTHING | st.integers(1, 99),
    in_order=st.booleans(),
    parties=some(st.builds(PartyRecord, KEYS, DAYS, NOTHING | DAYS, LINES)),
    themes=some(records(ThemeRecord, key=KEYS, mark=st.sampled_from(MARKS))),
    steps=some(st.builds(StepRecord, KEYS, KEYS | st.just(""))),
    articles=some(records(ArticleRecord, number=LINES.filter(bool), is_summary=st.booleans())),
    commitments=some(COMMITMENTS),
    facts=some(
        records(FactRecord, topic=KEYS, source=LINES, read_on=DAYS, followed=st.booleans(), on=NOTHING | DAYS)
    ),
)  # fmt: skip


@PATIENT
@given(VERSIONS)
def test_json_ld_reads_back_as_it_was(version: VersionRecord) -> None:
    assert jsonld.from_jsonld(jsonld.to_jsonld(version, SITE)) == version


@PATIENT
@given(VERSIONS)
def test_markdown_reads_back_as_it_was(version: VersionRecord) -> None:
    assert markdown.from_markdown(markdown.to_markdown(version)) == version


@PATIENT
@given(VERSIONS)
def test_markdown_with_the_line_ends_of_windows_says_the_same(version: VersionRecord) -> None:
    assert markdown.from_markdown(markdown.to_markdown(version).replace("\n", "\r\n")) == version


@given(RAW)
def test_words_are_made_fit_once_and_for_all(raw: str) -> None:
    once = tidy(ArticleRecord, {"nl": {"title": raw, "body": raw}}, "x")

    assert tidy(ArticleRecord, once, "x") == once
    assert not any("\r" in word or "\x85" in word or "\u202e" in word for word in once.get("nl", {}).values())


def test_numbers_are_written_without_what_says_nothing() -> None:
    budget = BudgetRecord(Decimal("1E+3"), date(2020, 1, 1), date(2020, 1, 1))
    promise = {"nl": {"sentence": "Wij doen het.", "indicator": "", "definition": ""}}
    commitment = CommitmentRecord("doen", promise, target=Decimal("0.5000"), unit="m", budget=budget)
    days = (date(2020, 1, 1), date(2021, 1, 1))
    version = VersionRecord("een", "first", "draft", *days, {}, commitments=(commitment,))

    said = json.loads(jsonld.to_jsonld(version, SITE))["commitments"][0]

    assert (said["target"], said["budget"]["amount"]) == ("0.5", "1000")


@pytest.mark.parametrize("address", ["commitments/doen", "articles/4%20a", "themes/campus"])
def test_everything_with_a_place_of_its_own_has_an_address_that_stays(address: str) -> None:
    words = {"nl": {"name": "N", "summary": "S"}}
    version = VersionRecord(
        "een", "first", "draft", date(2020, 1, 1), date(2021, 1, 1), words,
        themes=(ThemeRecord("campus", "moss", words),),
        articles=(ArticleRecord("4 a", {"nl": {"title": "T", "body": "B"}}),),
        commitments=(CommitmentRecord("doen", {"nl": {"sentence": "Z", "indicator": "", "definition": ""}}),),
    )  # fmt: skip

    said = json.loads(jsonld.to_jsonld(version, SITE))

    here = f"{SITE}/overeenkomst/versies/een/"
    assert said["@id"] == here
    assert {
        "commitments/doen": f"{SITE}/overeenkomst/afspraken/doen/",
        "articles/4%20a": f"{here}#article-4%20a",
        "themes/campus": f"{here}#theme-campus",
    }[address] == said[address.split("/", maxsplit=1)[0]][0]["@id"]
