# SPDX-License-Identifier: EUPL-1.2
"""The versions that were signed, and who took part in one and owes what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import DateField, DecimalField, Value
from django.utils.translation import gettext as _

from kennisstad.agreement.models import Agreement, Owner, Party
from kennisstad.agreement.queries import spans
from kennisstad.agreement.versions import in_order, standing_on
from kennisstad.languages.reading import with_texts
from kennisstad.progress.wording import in_full


@dataclass(frozen=True)
class Versions:
    """All that were signed, in the order in which they follow each other."""

    signed: list[Agreement]

    def on(self, day: date) -> Agreement | None:
        """Give the one that stood on a day."""
        return self.by_number.get(standing_on(spans(self.signed), day) or 0)

    def called(self, key: str) -> Agreement | None:
        return next((one for one in self.signed if one.key == key), None)

    def follower_of(self, agreement: Agreement) -> Agreement | None:
        return next((one for one in self.signed if one.follows_id == agreement.pk), None)

    def last_day_of(self, agreement: Agreement) -> date:
        """Give the last day on which it stands: the day before the next one starts, when that is earlier."""
        follower = self.follower_of(agreement)
        return (
            min(agreement.ends_on, follower.starts_on - timedelta(days=1)) if follower else agreement.ends_on
        )

    @property
    def by_number(self) -> dict[int, Agreement]:
        return {one.pk: one for one in self.signed}

    @property
    def newest_first(self) -> list[Agreement]:
        return self.signed[::-1]


def versions() -> Versions:
    """Read all versions that were signed, with their words; one query."""
    found = {one.pk: one for one in with_texts(Agreement.objects.public())}
    return Versions([found[span.ident] for span in in_order(spans(found.values()))])


@dataclass(frozen=True)
class Part:
    """A partner's part in a version."""

    key: str
    name: str
    joined_on: date
    left_on: date | None

    def stood_on(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or day <= self.left_on)


def parties_of(agreements: Iterable[Agreement]) -> Mapping[int, list[Part]]:
    """Read the parties of versions, by the day they joined; one query."""
    numbers = [one.pk for one in agreements]
    found: dict[int, list[Part]] = {number: [] for number in numbers}
    parties = Party.objects.filter(agreement__in=numbers).order_by("joined_on", "partner__name")
    names = ("agreement", "partner__key", "partner__name", "joined_on", "left_on")
    for number, key, name, joined, left in parties.values_list(*names):
        found[number].append(Part(key, name, joined, left))
    return found


@dataclass(frozen=True)
class Debtor:
    """A partner that owes a commitment."""

    key: str
    name: str
    share: Decimal | None
    gone: str
    """In words that it is no party any more; empty while it is."""


@dataclass(frozen=True)
class People:
    parties: list[Part]
    """By the day they joined, then by name."""
    owners: Mapping[int, list[Debtor]]
    """By commitment, by name."""


PARTY, OWNER = "party", "owner"


def people_of(agreement: Agreement, *, standing: Agreement | None, day: date) -> People:
    """Read the parties of a version, and who owes its commitments; one query.

    Args:
        standing: the version that stands on the day; who has no part in it any more is marked so.
    """
    rows = _rows_of(agreement, standing)
    parts = {
        (record, key): Part(key, name, joined, left)
        for kind, record, key, name, joined, left, _share in rows
        if kind == PARTY
    }
    now = standing or agreement
    owing: dict[int, list[Debtor]] = {}
    for kind, record, key, name, _joined, _left, share in sorted(rows, key=lambda row: row[3].lower()):
        if kind == OWNER:
            flag = gone(parts.get((agreement.pk, key)), parts.get((now.pk, key)), day)
            owing.setdefault(record, []).append(Debtor(key, name, share, flag))
    own = [part for (record, _key), part in parts.items() if record == agreement.pk]
    return People(sorted(own, key=lambda part: (part.joined_on, part.name.lower())), owing)


def _rows_of(agreement: Agreement, standing: Agreement | None) -> list[tuple[Any, ...]]:
    names = ("partner__key", "partner__name")
    no_day, no_share = Value(None, output_field=DateField()), Value(None, output_field=DecimalField())
    parties = Party.objects.filter(agreement__in={agreement.pk, (standing or agreement).pk})
    owners = Owner.objects.filter(commitment__agreement=agreement)
    first = parties.values_list(Value(PARTY), "agreement", *names, "joined_on", "left_on", no_share)
    return list(first.union(owners.values_list(Value(OWNER), "commitment", *names, no_day, no_day, "share")))


def gone(part: Part | None, part_now: Part | None, day: date) -> str:
    """Say that a partner owes something and has no part in the agreement any more."""
    if part is None:
        return _("is no party to this agreement")
    if part.left_on is not None and part.left_on < day:
        return _("left on %(day)s") % {"day": in_full(part.left_on)}
    return "" if part_now and part_now.stood_on(day) else _("is no party to the agreement of today")
