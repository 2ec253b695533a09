# SPDX-License-Identifier: EUPL-1.2
"""Which version stood when, and where themes went on."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from kennisstad.agreement.models import Agreement, Commitment, Owner, Theme, ThemeStep
from kennisstad.agreement.versions import Span, descendants, standing_on
from kennisstad.audit.standstill import until_something_happens
from kennisstad.partners.models import Partner


def spans(agreements: Iterable[Agreement]) -> list[Span]:
    """Give versions as plain data."""
    return [Span(one.pk, one.starts_on, one.ends_on, one.follows_id) for one in agreements]


def agreement_on(day: date) -> Agreement | None:
    """Give the one signed version that stood on a day, or nothing; one query."""
    signed = list(Agreement.objects.public())
    standing = standing_on(spans(signed), day)
    return next((one for one in signed if one.pk == standing), None)


def standing_among(themes: Iterable[Theme], day: date) -> int | None:
    """Say which signed version stood on a day, among those of these themes; no query.

    Their `agreement` must have been read with them. A version that has no themes is not among them, so that
    first days tell the order, and not what follows what.
    """
    versions = {theme.agreement_id: theme.agreement for theme in themes}.values()
    signed = [one for one in versions if one.is_signed]
    return standing_on([Span(one.pk, one.starts_on, one.ends_on) for one in signed], day)


def theme_descendants() -> dict[int, frozenset[int]]:
    """Give for each theme that goes on all that came of it in versions that were signed; one query."""
    signed = Agreement.objects.public()
    steps = ThemeStep.objects.filter(new__agreement__in=signed, old__agreement__in=signed)
    return descendants((old, new) for old, new in steps.values_list("old", "new") if new is not None)


def themes_found_by(key: str) -> list[int]:
    """Give the themes whose records are found under a theme's key: of that key, and what went into it.

    One query. Drafts have no themes that anybody can look for.
    """
    signed = Theme.objects.filter(agreement__in=Agreement.objects.public())
    rows = list(signed.values_list("pk", "key", "steps_on__new"))
    known = {pk for pk, _, _ in rows}
    called = {pk for pk, named, _ in rows if named == key}
    later = descendants((old, new) for old, _, new in rows if new in known)
    return sorted(called | {old for old, into in later.items() if into & called})


def owners_gone(commitments: Iterable[Commitment], day: date) -> dict[int, list[Partner]]:
    """Give for each commitment, by number, the owners that left its agreement before that day; one query."""
    left = Owner.objects.filter(
        commitment__in=[one.pk for one in commitments],
        partner__parties__agreement=F("commitment__agreement"),
        partner__parties__left_on__lt=day,
    )
    found: dict[int, list[Partner]] = {}
    for owner in left.select_related("partner").order_by("partner__name", "pk"):
        found.setdefault(owner.commitment_id, []).append(owner.partner)
    return found


@until_something_happens
def themes_to_choose() -> list[Theme]:
    """Give the themes of signed versions, newest version first, a key that came back once; two queries."""
    signed = Theme.objects.filter(agreement__in=Agreement.objects.public())
    found: dict[str, Theme] = {}
    for theme in signed.order_by("-agreement__starts_on", "place", "pk").prefetch_related("texts"):
        found.setdefault(theme.key, theme)
    return list(found.values())
