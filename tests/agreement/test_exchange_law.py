# SPDX-License-Identifier: EUPL-1.2
"""The law of the exchange: whatever version is stored comes back the same, by way of every form."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennisstad.agreement.actions.importing import take_over
from kennisstad.agreement.exchange.checking import faults
from kennisstad.agreement.exchange.jsonld import from_jsonld, to_jsonld
from kennisstad.agreement.exchange.markdown import from_markdown, to_markdown
from kennisstad.agreement.exchange.record import (
    ArticleRecord,
    CommitmentRecord,
    FactRecord,
    FigureRecord,
    OwnerRecord,
    PartyRecord,
    ThemeRecord,
    VersionRecord,
)
from kennisstad.agreement.models import Agreement
from kennisstad.agreement.whole import version_record
from tests.agreement.exchange.test_round_trips import DAYS, LINES, NUMBERS, said_by
from tests.agreement.versions import END, START
from tests.making import MONDAY, make_partner

PARTNERS = ("one", "two", "three")
SOURCES = LINES.filter(bool)


def unlike(strategy: Any, name: Any) -> Any:
    return st.lists(strategy, max_size=3, unique_by=name).map(tuple)


def spoken(record: type, needed: str, **own: Any) -> Any:
    texts = said_by(record).filter(lambda said: said and all(words[needed] for words in said.values()))
    return st.builds(record, texts=texts, **own)


OWNERS = unlike(
    st.builds(OwnerRecord, st.sampled_from(PARTNERS), st.none() | st.decimals("0.01", "0.3", places=4)),
    lambda one: one.partner,
)
FIGURES = unlike(
    spoken(FigureRecord, "definition", value=NUMBERS, unit=SOURCES, measured_on=DAYS, source=SOURCES,
           withdrawn=st.booleans()),
    lambda one: (one.measured_on, one.source),
)  # fmt: skip
COMMITMENTS = unlike(
    spoken(
        CommitmentRecord, "sentence", key=st.sampled_from("abcd"), source=SOURCES, unit=SOURCES,
        article=st.sampled_from(["", "1"]), theme=st.sampled_from(["", "t"]), due_on=st.none() | DAYS,
        target=st.none() | NUMBERS, falls=st.booleans(), fresh_for_months=st.integers(1, 99), owners=OWNERS,
        figures=FIGURES,
    ),
    lambda one: one.key,
)  # fmt: skip
ARTICLE = spoken(ArticleRecord, "body", number=st.just("1"), is_summary=st.booleans())
THEME = spoken(ThemeRecord, "name", key=st.just("t"), mark=st.sampled_from(["moss", "canal"]))
FACTS = unlike(
    spoken(FactRecord, "statement", topic=st.sampled_from("xyz"), source=SOURCES, read_on=DAYS,
           followed=st.booleans(), on=st.none() | DAYS),
    lambda one: one.topic,
)  # fmt: skip
PARTIES = unlike(
    st.builds(PartyRecord, st.sampled_from(PARTNERS), st.just(START), st.none() | st.just(END)),
    lambda one: one.partner,
)
VERSIONS = spoken(
    VersionRecord, "name", key=st.just("city"), kind=st.just("first"),
    status=st.sampled_from(["draft", "signed"]), starts_on=st.just(START),
    ends_on=st.just(END), quorum=st.none() | st.integers(1, 9),
    in_order=st.booleans(), parties=PARTIES, themes=st.tuples(THEME), articles=st.tuples(ARTICLE),
    commitments=COMMITMENTS, facts=FACTS,
).filter(lambda told: not faults(told))  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=VERSIONS)
def test_what_is_stored_comes_back_the_same_by_way_of_every_form(told: VersionRecord) -> None:
    with transaction.atomic():
        for key in PARTNERS:
            make_partner(key)
        take_over(told, by_id=None, at=MONDAY)
        stands = version_record(Agreement.objects.get(), with_hidden=True)

        bare = replace(stands, parties=tuple(replace(one, name="") for one in stands.parties))
        assert bare == told
        for back in (from_markdown(to_markdown(stands)), from_jsonld(to_jsonld(stands, "https://x"))):
            again = take_over(back, by_id=None, at=MONDAY)
            assert (again.new, again.changed, again.removed) == ([], [], [])
        transaction.set_rollback(True)
