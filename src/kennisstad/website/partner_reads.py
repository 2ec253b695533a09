# SPDX-License-Identifier: EUPL-1.2
"""Reads of who takes part: signatories, the circle around them, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    F,
)
from django.db.models.functions import Lower
from django.utils.functional import Promise

from kennisstad.agreement.models import Agreement
from kennisstad.agreement.queries import spans
from kennisstad.agreement.versions import standing_on
from kennisstad.languages.reading import with_texts
from kennisstad.partners.models import Kind, Partner
from kennisstad.projects.models import Project
from kennisstad.website.stretches import Part, Stretch, stretches


@dataclass(frozen=True)
class Taking:
    """A partner, since when it is a party to the agreement, and in how many projects it takes part."""

    partner: Partner
    stretches: list[Stretch]
    projects: int


@dataclass(frozen=True)
class KindOfPartner:
    label: str | Promise
    partners: list[Taking]


@dataclass(frozen=True)
class Partners:
    signed: list[Taking]
    """The parties to the agreement that stands."""
    around: list[KindOfPartner]
    """All others, by kind."""


def partners(today: date) -> Partners:
    """Give all partners by name, whatever their capitals; three queries."""
    rows = parties()
    signed = {row.partner_id for row in standing_parties(rows, today)}
    number = dict(Project.partners.through.objects.values_list("partner").annotate(Count("pk")))
    by_name = with_texts(Partner.objects.order_by(Lower("name"), "pk"))
    parts = parts_of(rows, today)
    all_of_them = [Taking(one, parts.get(one.pk, []), number.get(one.pk, 0)) for one in by_name]
    others = [one for one in all_of_them if one.partner.pk not in signed]
    kinds = [KindOfPartner(kind.label, [one for one in others if one.partner.kind == kind]) for kind in Kind]
    return Partners(
        signed=[one for one in all_of_them if one.partner.pk in signed],
        around=[kind for kind in kinds if kind.partners],
    )


def parts_of(rows: Sequence[Any], today: date) -> dict[int, list[Stretch]]:
    """Give by partner the stretches in which it was a party."""
    versions = list({row.pk: span for row, span in zip(rows, spans(rows), strict=True)}.values())
    parts: dict[int, list[Part]] = {}
    for row in rows:
        if row.joined_on is not None:
            parts.setdefault(row.partner_id, []).append(Part(row.pk, row.joined_on, row.left_on))
    return {partner: stretches(mine, versions, today) for partner, mine in parts.items()}


def parties() -> list[Any]:
    """Read the signed versions, each with its parties, also those without: such a one may stand."""
    days = {"joined_on": F("parties__joined_on"), "left_on": F("parties__left_on")}
    return list(Agreement.objects.public().annotate(partner_id=F("parties__partner"), **days))


def standing_parties(rows: Sequence[Any], today: date) -> list[Any]:
    """Keep the parties to the version that stands today."""
    standing = standing_on(spans(rows), today)
    return [row for row in rows if row.pk == standing and _is_party(row, today)]


def signatories(today: date) -> list[Partner]:
    """Give the partners who are a party to the agreement that stands today, by name; one query."""
    names = [column.attname for column in Partner._meta.concrete_fields]
    columns = {f"partner_{name}": F(f"parties__partner__{name}") for name in names}
    days = {"joined_on": F("parties__joined_on"), "left_on": F("parties__left_on")}
    rows: list[Any] = list(Agreement.objects.public().annotate(**columns, **days))
    found = [
        Partner(**{name: getattr(row, f"partner_{name}") for name in names})
        for row in standing_parties(rows, today)
    ]
    return sorted(found, key=lambda partner: (partner.name.lower(), partner.pk))


def _is_party(row: Any, day: date) -> bool:
    return row.joined_on is not None and row.joined_on <= day and (row.left_on is None or day <= row.left_on)


def agreements_of(partner: Partner) -> list[Agreement]:
    """Give the signed agreements this partner had a part in, each with `joined_on` and `left_on`."""
    own = Agreement.objects.public().newest().filter(parties__partner=partner)
    return with_texts(own.annotate(joined_on=F("parties__joined_on"), left_on=F("parties__left_on")))
