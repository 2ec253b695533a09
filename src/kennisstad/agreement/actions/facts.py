# SPDX-License-Identifier: EUPL-1.2
"""Facts about an agreement with their sources; where sources disagree, one is followed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement.actions.holding import Words, hold, note, write
from kennisstad.agreement.models import Agreement, Fact
from kennisstad.web.refusals import NotNow


@transaction.atomic
def add_fact(
    agreement: Agreement,
    *,
    topic: str,
    words: Words,
    source: str,
    read_on: date,
    by: User | None,
    at: datetime,
    on: date | None = None,
) -> Fact:
    """Write down what a source says; the first one of a topic is followed until somebody chooses another.

    Raises:
        NotNow: it names no source.
    """
    hold(agreement)
    if not source.strip():
        raise NotNow(_("Say where you read it."))
    is_first = not agreement.facts.filter(topic=topic, followed=True).exists()
    fact = Fact.objects.create(
        agreement=agreement, topic=topic, source=source, read_on=read_on, on=on, followed=is_first
    )
    write(fact, words)
    note("agreement.fact-added", agreement, by, at, fact=fact.pk, topic=topic)
    return fact


@transaction.atomic
def follow_fact(fact: Fact, *, words: Words, by: User | None, at: datetime) -> None:
    """Follow this source of a topic from now on, and say why; the others stay beside it.

    Raises:
        NotNow: it is followed already.
    """
    hold(fact.agreement)
    fact.refresh_from_db(from_queryset=Fact.objects.select_for_update())
    if fact.followed:
        raise NotNow(_("This source is followed already."))
    fact.agreement.facts.filter(topic=fact.topic, followed=True).update(followed=False)
    fact.followed = True
    fact.save(update_fields=["followed"])
    for language, said in words.items():
        fact.texts.filter(language=language).update(why=said["why"])
    note("agreement.fact-followed", fact.agreement, by, at, fact=fact.pk, topic=fact.topic)
