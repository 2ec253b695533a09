# SPDX-License-Identifier: EUPL-1.2
"""Write a version's record into the database: whole for a draft, and what may be added to a fixed version."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from kennisstad.agreement.actions.rows import BATCH, put, remove, say
from kennisstad.agreement.actions.storing_commitments import Places, add_figures, store_commitments
from kennisstad.agreement.exchange.record import FactRecord, PartyRecord, Texts, VersionRecord
from kennisstad.agreement.models import (
    Agreement,
    AgreementText,
    Article,
    ArticleText,
    Commitment,
    Fact,
    FactText,
    Party,
    Status,
    Theme,
    ThemeStep,
    ThemeText,
)
from kennisstad.agreement.whole import steps_into
from kennisstad.lib.cleaning import one_line
from kennisstad.partners.models import Partner


def store(
    version: VersionRecord,
    agreement: Agreement | None,
    *,
    follows: Agreement | None,
    by_id: int | None,
    at: datetime,
) -> Agreement:
    """Make the rows of a version what its record says.

    Of a version that is offered or signed the text stays as it is. The record was looked at: it has no
    faults, all that it names is there, and it changes nothing that is fixed.

    Raises:
        StillUsed: something that is left out of a draft is used elsewhere.
    """
    if agreement is None or agreement.status == Status.DRAFT:
        agreement = _store_whole(version, agreement, follows)
    else:
        _add_to_fixed(version, agreement)
    add_figures(agreement, version.commitments, by_id=by_id, at=at)
    return agreement


def _store_whole(version: VersionRecord, row: Agreement | None, follows: Agreement | None) -> Agreement:
    agreement = _store_itself(version, row, follows)
    _store_parties(agreement, version.parties)
    themes, old_themes = _store_themes(agreement, version)
    _store_steps(agreement, version, themes)
    articles, old_articles = _store_articles(agreement, version)
    _rows, old = store_commitments(agreement, version.commitments, Places(articles, themes))
    named = [one.partner for one in version.parties]
    Party.objects.filter(agreement=agreement).exclude(partner__key__in=named).delete()
    _drop_facts(agreement, version.facts)
    _store_facts(agreement, version.facts)
    remove([*old, *old_articles, *old_themes])
    return agreement


def _add_to_fixed(version: VersionRecord, agreement: Agreement) -> None:
    """Add promises made elsewhere, facts and days of parties; what the file leaves out stays."""
    known = set(Commitment.objects.filter(agreement=agreement).values_list("key", flat=True))
    new = [one for one in version.commitments if one.key not in known]
    themes = dict(Theme.objects.filter(agreement=agreement).values_list("key", "pk"))
    store_commitments(agreement, new, Places({}, themes, first=len(known) + 1))
    _store_parties(agreement, version.parties)
    _store_facts(agreement, version.facts)


def _store_itself(version: VersionRecord, row: Agreement | None, follows: Agreement | None) -> Agreement:
    row = row or Agreement(key=version.key)
    for name in ("kind", "status", "starts_on", "ends_on", "signed_on", "quorum", "in_order"):
        setattr(row, name, getattr(version, name))
    row.follows = follows
    row.save()
    say(AgreementText, "agreement", {row.pk: version.texts}, agreement=row)
    return row


def _store_parties(agreement: Agreement, told: Collection[PartyRecord]) -> None:
    partners = dict(Partner.objects.values_list("key", "pk"))
    rows = {row.partner_id: row for row in Party.objects.filter(agreement=agreement)}
    for one in told:
        key = partners[one.partner]
        row = rows.get(key) or Party(agreement=agreement, partner_id=key)
        if row.pk is None or (row.joined_on, row.left_on) != (one.joined_on, one.left_on):
            row.joined_on, row.left_on = one.joined_on, one.left_on
            row.save()


def _store_themes(agreement: Agreement, version: VersionRecord) -> tuple[dict[str, int], list[Any]]:
    wanted = {
        one.key: {"mark": one.mark, "place": place} for place, one in enumerate(version.themes, start=1)
    }
    rows, old = put(Theme, "key", wanted, agreement)
    said: dict[int, Texts] = {rows[one.key].pk: one.texts for one in version.themes}
    say(ThemeText, "theme", said, theme__agreement=agreement)
    return {key: row.pk for key, row in rows.items()}, old


def _store_steps(agreement: Agreement, version: VersionRecord, themes: dict[str, int]) -> None:
    before = dict(Theme.objects.filter(agreement=agreement.follows_id).values_list("key", "pk"))
    wanted = [(before[one.old], themes[one.new] if one.new else None) for one in version.steps]
    stand = {(row.old_id, row.new_id): row.pk for row in steps_into(agreement)}
    ThemeStep.objects.filter(pk__in=[pk for pair, pk in stand.items() if pair not in wanted]).delete()
    ThemeStep.objects.bulk_create(
        ThemeStep(old_id=old, new_id=new) for old, new in wanted if (old, new) not in stand
    )


def _store_articles(agreement: Agreement, version: VersionRecord) -> tuple[dict[str, int], list[Any]]:
    wanted = {
        one.number: {"is_summary": one.is_summary, "place": place}
        for place, one in enumerate(version.articles, start=1)
    }
    rows, old = put(Article, "number", wanted, agreement)
    said: dict[int, Texts] = {rows[one.number].pk: one.texts for one in version.articles}
    say(ArticleText, "article", said, article__agreement=agreement)
    return {key: row.pk for key, row in rows.items()}, old


def _facts(agreement: Agreement) -> dict[tuple[str, str, date], Fact]:
    own = Fact.objects.filter(agreement=agreement)
    return {(row.topic, one_line(row.source), row.read_on): row for row in own}


def _drop_facts(agreement: Agreement, told: Collection[FactRecord]) -> None:
    names = {one.name for one in told}
    remove(row for name, row in _facts(agreement).items() if name not in names)


def _store_facts(agreement: Agreement, told: Collection[FactRecord]) -> None:
    rows = _facts(agreement)
    # Of each topic one is followed: first let go of those that no longer are.
    for one in sorted(told, key=lambda fact: fact.followed):
        row = rows.get(one.name)
        if row is not None and (row.followed, row.on) != (one.followed, one.on):
            row.followed, row.on = one.followed, one.on
            row.save(update_fields=["followed", "on"])
    new = {one.name: _fact(agreement, one) for one in told if one.name not in rows}
    Fact.objects.bulk_create(new.values(), batch_size=BATCH)
    rows |= new
    said: dict[int, Texts] = {rows[one.name].pk: one.texts for one in told}
    say(FactText, "fact", said, fact__agreement=agreement)


def _fact(agreement: Agreement, said: FactRecord) -> Fact:
    return Fact(
        agreement=agreement,
        topic=said.topic,
        source=said.source,
        read_on=said.read_on,
        followed=said.followed,
        on=said.on,
    )
