# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a version as a whole: each fault in one sentence, with where it is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from kennisstad.agreement.exchange.record import (
    KINDS,
    MARKS,
    STATUSES,
    BudgetRecord,
    CommitmentRecord,
    FactRecord,
    FigureRecord,
    Texts,
    VersionRecord,
)
from kennisstad.lib.files import Problem, shown

LONGEST = {
    "key": 50, "number": 12, "topic": 50, "source": 200, "unit": 40, "name": 160, "theme name": 80,
    "title": 160, "indicator": 160,
}  # fmt: skip
"""The most characters that each keeps."""
LONGEST_WORDS = 20_000
MOST_COMMITMENTS = 20_000
FIRST_YEAR, LAST_YEAR = 1900, 2199
_KEY = re.compile(r"[-a-zA-Z0-9_]+", re.ASCII)


def faults(version: VersionRecord) -> list[Problem]:
    """Give all that makes a version useless; nothing when it can be stored.

    Whether people and other versions that it names exist is for whoever knows them.
    """
    return [
        Problem(where, reason)
        for where, reason in (
            *_of_itself(version),
            *_of_parties(version),
            *_of_themes(version),
            *_of_articles(version),
            *_of_commitments(version),
            *_of_facts(version),
        )
    ]


Told = Iterator[tuple[str, str]]


def _of_itself(version: VersionRecord) -> Told:
    where = f"agreement {shown(version.key)}"
    yield from _key(where, version.key)
    for name, known in (("kind", KINDS), ("status", STATUSES)):
        if (value := getattr(version, name)) not in known:
            yield where, f"its {name} is {shown(value)!r}; it is one of {', '.join(known)}."
    if version.ends_on < version.starts_on:
        yield where, f"it ends on {version.ends_on}, before it starts on {version.starts_on}."
    if version.kind in KINDS and (version.kind == "first") != (version.follows == ""):
        yield where, "a first agreement follows none; any other says which one it follows."
    if version.follows == version.key:
        yield where, "it follows itself."
    if version.signed_on and version.status != "signed":
        yield where, f"it has a day of signing, and is {shown(version.status)}."
    if version.quorum is not None and not 1 <= version.quorum <= 1_000:
        yield where, "its quorum must be a number from 1 to 1000."
    yield from _days(where, version, "starts_on", "ends_on", "signed_on")
    yield from _spoken(where, version.texts, needed="name")


def _of_parties(version: VersionRecord) -> Told:
    yield from _once((f"party {one.partner}" for one in version.parties), "in the agreement")
    for party in version.parties:
        where = f"party {shown(party.partner)}"
        if party.left_on and party.left_on < party.joined_on:
            yield where, f"it left on {party.left_on}, before it joined on {party.joined_on}."
        if party.joined_on > version.ends_on:
            yield where, f"it joined on {party.joined_on}, after the agreement ended on {version.ends_on}."
        yield from _days(where, party, "joined_on", "left_on")


def _of_themes(version: VersionRecord) -> Told:
    known = {one.key for one in version.themes}
    yield from _once((f"theme {one.key}" for one in version.themes), "in the agreement")
    for theme in version.themes:
        where = f"theme {shown(theme.key)}"
        yield from _key(where, theme.key)
        if theme.mark not in MARKS:
            yield where, f"its mark is {shown(theme.mark)!r}; it is one of {', '.join(MARKS)}."
        yield from _spoken(where, theme.texts, needed="name", longest={"name": LONGEST["theme name"]})
    yield from _of_steps(version, known)


def _of_steps(version: VersionRecord, known: set[str]) -> Told:
    yield from _once(
        (f"step {one.old} to {one.new or 'nothing'}" for one in version.steps), "in the agreement"
    )
    onward: dict[str, set[str]] = {}
    for step in version.steps:
        onward.setdefault(step.old, set()).add(step.new)
        if step.new and step.new not in known:
            yield f"step {shown(step.old)}", f"there is no theme {shown(step.new)!r} in this agreement."
    for old, new in onward.items():
        if "" in new and len(new) > 1:
            yield f"step {shown(old)}", "this theme ends and goes on; it is one or the other."
    if version.steps and not version.follows:
        yield "steps", "a first agreement has no themes before it."


def _of_articles(version: VersionRecord) -> Told:
    yield from _once((f"article {one.number}" for one in version.articles), "in the agreement")
    for article in version.articles:
        where = f"article {shown(article.number)}"
        if not 0 < len(article.number) <= LONGEST["number"]:
            yield where, f"its number must have 1 to {LONGEST['number']} characters."
        yield from _spoken(where, article.texts, needed="body")


def _of_commitments(version: VersionRecord) -> Told:
    yield from _once((f"commitment {one.key}" for one in version.commitments), "in the agreement")
    yield from _once(
        (f"commitment {one.carries_on}" for one in version.commitments if one.carries_on),
        "among what is carried on",
    )
    if len(version.commitments) > MOST_COMMITMENTS:
        yield "commitments", f"there are more than {MOST_COMMITMENTS:,}."
    articles, themes = {one.number for one in version.articles}, {one.key for one in version.themes}
    for one in version.commitments:
        where = f"commitment {shown(one.key)}"
        if one.article and one.article not in articles:
            yield where, f"there is no article {shown(one.article)!r} in this agreement."
        if one.theme and one.theme not in themes:
            yield where, f"there is no theme {shown(one.theme)!r} in this agreement."
        yield from ((where, reason) for reason in of_commitment(one))


def of_commitment(one: CommitmentRecord) -> Iterator[str]:
    """Say what is wrong with a commitment by itself."""
    yield from (reason for _where, reason in _key("", one.key))
    if not one.article and not one.source:
        yield "it stands in no article; say its source."
    if one.carries_on == one.key:
        yield "it carries on itself."
    if one.baseline is not None and one.baseline_on is None:
        yield "its baseline has no day."
    if one.target is not None and not one.unit:
        yield "its target has no unit."
    if not 1 <= one.fresh_for_months <= 1_200:
        yield "its figures must count as fresh for 1 to 1200 months."
    yield from _lines(one, "source", "unit")
    yield from (
        reason for _where, reason in _days("", one, "promised_on", "read_on", "due_on", "baseline_on")
    )
    yield from (reason for _where, reason in _spoken("", one.texts, needed="sentence"))
    yield from _of_owners(one)
    if one.budget:
        yield from _of_budget(one.budget)
    for figure in one.figures:
        yield from (f"figure of {figure.measured_on}: {reason}" for reason in of_figure(figure))
    stand = Counter((figure.measured_on, figure.source) for figure in one.figures if not figure.withdrawn)
    yield from (f"two figures of {day} have the same source." for (day, _s), n in stand.items() if n > 1)


def _of_owners(one: CommitmentRecord) -> Iterator[str]:
    counted = Counter(owner.partner for owner in one.owners)
    yield from (f"its owner {shown(partner)} stands there twice." for partner, n in counted.items() if n > 1)
    shares = [owner.share for owner in one.owners if owner.share is not None]
    if any(not 0 < share <= 1 for share in shares):
        yield "a share must be above 0 and at most 1."
    elif sum(shares) > 1:
        yield f"its shares add up to {sum(shares):f}, more than 1."


def _of_budget(budget: BudgetRecord) -> Iterator[str]:
    if budget.amount < 0 or budget.amount != round(budget.amount, 2):
        yield "its budget must be an amount of 0 or more, with at most 2 decimals."
    if not re.fullmatch("[A-Z]{3}", budget.currency):
        yield f"its currency is {shown(budget.currency)!r}; write three capitals, such as EUR."
    if budget.ends_on < budget.starts_on:
        yield f"its budget ends on {budget.ends_on}, before it starts on {budget.starts_on}."
    yield from (reason for _where, reason in _days("", budget, "starts_on", "ends_on"))


def of_figure(figure: FigureRecord) -> Iterator[str]:
    """Say what is wrong with a figure by itself."""
    for name in ("unit", "source"):
        if not getattr(figure, name):
            yield f"it has no {name}."
    yield from _lines(figure, "unit", "source")
    yield from (reason for _where, reason in _days("", figure, "measured_on"))
    yield from (reason for _where, reason in _spoken("", figure.texts, needed="definition"))


def _of_facts(version: VersionRecord) -> Told:
    yield from _once((f"fact {' of '.join(map(str, one.name))}" for one in version.facts), "in the agreement")
    yield from _once(
        (f"topic {one.topic}" for one in version.facts if one.followed), "among the facts that we follow"
    )
    for fact in version.facts:
        where = f"fact {shown(fact.topic)}"
        yield from _key(where, fact.topic)
        if not fact.source:
            yield where, "it has no source."
        yield from ((where, reason) for reason in _lines(fact, "source"))
        yield from _days(where, fact, "read_on", "on")
        yield from _spoken(where, fact.texts, needed="statement")


def _once(names: Iterable[str], among: str) -> Told:
    yield from ((shown(name, 90), f"it stands {among} twice.") for name, n in Counter(names).items() if n > 1)


def _key(where: str, key: str) -> Told:
    if not _KEY.fullmatch(key) or len(key) > LONGEST["key"]:
        yield where, f"{shown(key)!r} is no key: write letters, digits and hyphens, at most {LONGEST['key']}."


def _days(where: str, record: Any, *names: str) -> Told:
    for name in names:
        day: date | None = getattr(record, name)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            yield where, f"{day} is not a day from {FIRST_YEAR} to {LAST_YEAR}."


def _lines(record: CommitmentRecord | FigureRecord | FactRecord, *names: str) -> Iterator[str]:
    for name in names:
        if len(getattr(record, name)) > LONGEST[name]:
            yield f"its {name} has more than {LONGEST[name]} characters."


def _spoken(where: str, texts: Texts, *, needed: str, longest: dict[str, int] | None = None) -> Told:
    """Look whether it says in each language what it must, and not too much."""
    most = LONGEST | (longest or {})
    if not texts:
        yield where, "it says nothing, in no language."
    for language, words in texts.items():
        if not words[needed]:
            yield where, f"it has no {needed} in {language}."
        for name, text in words.items():
            if len(text) > most.get(name, LONGEST_WORDS):
                yield (
                    where,
                    f"its {name} in {language} has more than {most.get(name, LONGEST_WORDS):,} characters.",
                )
