# SPDX-License-Identifier: EUPL-1.2
"""The versions that were signed, and who took part in one and owes what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import DateField, Value

from kennisstad.agreement.models import Agreement, Owner, Party
from kennisstad.agreement.queries import spans
from kennisstad.agreement.versions import in_order, standing_on
from kennisstad.languages.reading import with_texts


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

    def has_left(self, day: date) -> bool:
        return self.left_on is not None and self.left_on < day


@dataclass(frozen=True)
class Debtor:
    """A partner that owes a commitment."""

    key: str
    name: str
    part: Part | None
    """Its part in the version that the commitment is of; nothing when it has none."""


@dataclass(frozen=True)
class People:
    parties: list[Part]
    """By the day they joined, then by name."""
    owners: Mapping[int, list[Debtor]]
    """By commitment, by name."""


def people_of(agreement: Agreement) -> People:
    """Read the parties of a version and who owes its commitments; one query."""
    names = ("partner__key", "partner__name")
    nothing = Value(None, output_field=DateField())
    parties = Party.objects.filter(agreement=agreement).values_list(Value(0), *names, "joined_on", "left_on")
    owners = Owner.objects.filter(commitment__agreement=agreement)
    rows = list(parties.union(owners.values_list("commitment_id", *names, nothing, nothing)))
    parts = {row[1]: Part(*row[1:]) for row in rows if not row[0]}
    owing: dict[int, list[Debtor]] = {}
    for commitment, key, name, _joined, _left in sorted(rows, key=lambda row: row[2].lower()):
        if commitment:
            owing.setdefault(commitment, []).append(Debtor(key, name, parts.get(key)))
    return People(sorted(parts.values(), key=lambda part: (part.joined_on, part.name.lower())), owing)
