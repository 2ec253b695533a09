# SPDX-License-Identifier: EUPL-1.2
"""Take a version over from a file: all of it, or nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from kennisstad.agreement.actions import storing
from kennisstad.agreement.actions.rows import StillUsed
from kennisstad.agreement.exchange.checking import faults
from kennisstad.agreement.exchange.difference import (
    Difference,
    difference,
    figure_name,
    refusals,
    with_hidden_of,
)
from kennisstad.agreement.exchange.record import VersionRecord
from kennisstad.agreement.models import Agreement, Commitment, Kind, Theme
from kennisstad.agreement.queries import spans
from kennisstad.agreement.versions import Circle, Span, in_order
from kennisstad.agreement.whole import version_record
from kennisstad.audit.actions import record
from kennisstad.lib.files import Problem, Report, shown
from kennisstad.partners.models import Partner


class Stopped(Exception):
    """Something in the file cannot be taken over, so nothing was; the problems say what."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} fault{'s' * (len(problems) > 1)}; nothing was taken over.")
        self.problems = problems


@transaction.atomic
def take_over(version: VersionRecord, *, by_id: int | None, at: datetime) -> Report:
    """Make a version here what a file says of it; a version that is new here is added.

    A draft becomes what the file says; figures are only ever added. To a version that is offered or signed
    only figures, facts, days of parties and promises made elsewhere are added. Doing it twice changes nothing
    the second time. Budgets that are not public stay where the file does not name them.

    Args:
        by_id: who does it; nothing for a command.
    Raises:
        Stopped: it has faults, names somebody or something that is not here, or changes what was signed.
    """
    # All are held: which version follows which is judged over the whole chain.
    known = {one.key: one for one in Agreement.objects.select_for_update().order_by("pk")}
    report = Report()
    version, agreement = _as_stored(version, known.get(version.key), report)
    stands = version_record(agreement, with_hidden=True) if agreement else None
    version = with_hidden_of(stands, version) if stands else version
    found = difference(stands, version)
    fixed = (
        (*refusals(stands, version), *_of_replaced(version, found), *_other_units(version, found))
        if stands
        else ()
    )
    _stop_at([*faults(version), *_strangers(version, known), *fixed])
    try:
        stored = storing.store(version, agreement, follows=known.get(version.follows), by_id=by_id, at=at)
    except StillUsed as no:
        raise Stopped([no.problem]) from no
    return _told(stored, found, report, by_id=by_id, at=at)


def _stop_at(problems: list[Problem]) -> None:
    if problems:
        raise Stopped(problems)


def _as_stored(
    version: VersionRecord, agreement: Agreement | None, report: Report
) -> tuple[VersionRecord, Agreement | None]:
    """Bring what was offered for signing elsewhere in as a draft: here nobody was asked to sign yet."""
    if agreement is None and version.status == "offered":
        report.notes.append("It was offered for signing elsewhere; here it is a draft.")
        version = replace(version, status="draft")
    return version, agreement


def _told(
    agreement: Agreement, found: Difference, report: Report, *, by_id: int | None, at: datetime
) -> Report:
    keeps = "figure " if agreement.status == "draft" else ""
    report.new, report.changed, report.same = found.new, found.changed, found.same
    report.removed = [] if not keeps else [name for name in found.gone if not name.startswith(keeps)]
    if found.new or found.changed or report.removed:
        counts = {"new": len(found.new), "changed": len(found.changed), "removed": len(report.removed)}
        record("agreement.taken-over", subject=agreement, by_id=by_id, at=at, **counts)
    return report


def _strangers(version: VersionRecord, known: dict[str, Agreement]) -> Iterator[Problem]:
    yield from _unknown_partners(version)
    yield from _chain(version, known)
    yield from _themes_before(version)
    yield from _commitments_elsewhere(version)


def _unknown_partners(version: VersionRecord) -> Iterator[Problem]:
    partners = set(Partner.objects.values_list("key", flat=True))
    named = [(f"party {shown(one.partner)}", one.partner) for one in version.parties]
    named += [
        (f"commitment {shown(one.key)}", owner.partner) for one in version.commitments for owner in one.owners
    ]
    for where, key in named:
        if key not in partners:
            yield Problem(where, f"there is no organisation {shown(key)!r} here; add it first.")


def _chain(version: VersionRecord, known: dict[str, Agreement]) -> Iterator[Problem]:
    where, others = (
        f"agreement {shown(version.key)}",
        [one for one in known.values() if one.key != version.key],
    )
    if not version.follows:
        first = next((one.key for one in others if one.kind == Kind.FIRST), None)
        if first and version.kind == Kind.FIRST:
            yield Problem(where, f"{first!r} is the first agreement here; say which one this follows.")
        return
    followed = known.get(version.follows)
    if followed is None:
        yield Problem(where, f"there is no agreement {shown(version.follows)!r} here that it could follow.")
        return
    if rival := next((one.key for one in others if one.follows_id == followed.pk), None):
        yield Problem(where, f"{followed.key!r} is followed by {rival!r} already.")
    if version.starts_on <= followed.starts_on:
        yield Problem(
            where, f"it starts on {version.starts_on}, not after {followed.key!r} which it follows."
        )
    own = known[version.key].pk if version.key in known else 0
    yield from _circle(where, others, Span(own, version.starts_on, version.ends_on, followed.pk))


def _circle(where: str, others: Iterable[Agreement], own: Span) -> Iterator[Problem]:
    try:
        in_order([*spans(others), own])
    except Circle:
        yield Problem(where, "it would follow itself, by way of others.")


def _of_replaced(version: VersionRecord, found: Difference) -> Iterator[Problem]:
    """Refuse a new promise in a version whose place another took, and a figure of what goes on there."""
    later = Agreement.objects.public().filter(follows__key=version.key).first()
    if later is None:
        return
    yield from (
        Problem(name, f"{version.key!r} was replaced by {later.key!r}; enter the commitment there.")
        for name in found.new
        if name.startswith("commitment ")
    )
    on = set(Commitment.objects.filter(agreement=later).values_list("carries_on__key", flat=True))
    for one in version.commitments:
        for figure in one.figures:
            if one.key in on and (name := figure_name(one, figure)) in found.new:
                yield Problem(name, f"the commitment goes on in {later.key!r}; enter the figure there.")


def _other_units(version: VersionRecord, found: Difference) -> Iterator[Problem]:
    """Refuse a new figure that cannot be laid beside the target of its commitment."""
    for one in version.commitments:
        for figure in one.figures:
            other = one.unit and figure.unit != one.unit and not figure.withdrawn
            if other and (name := figure_name(one, figure)) in found.new:
                yield Problem(name, f"the commitment is counted in {shown(one.unit)!r}, not in another unit.")


def _themes_before(version: VersionRecord) -> Iterator[Problem]:
    before = set(Theme.objects.filter(agreement__key=version.follows).values_list("key", flat=True))
    for step in version.steps:
        if step.old not in before:
            yield Problem(
                f"theme step {shown(step.old)}", f"{shown(version.follows)!r} has no theme of this key."
            )


def _commitments_elsewhere(version: VersionRecord) -> Iterator[Problem]:
    where = dict(Commitment.objects.values_list("key", "agreement__key"))
    carried = dict(
        Commitment.objects.exclude(agreement__key=version.key)
        .filter(carries_on__isnull=False)
        .values_list("carries_on__key", "key")
    )
    for one in version.commitments:
        name = f"commitment {shown(one.key)}"
        if where.get(one.key, version.key) != version.key:
            yield Problem(name, f"this key is of a commitment of {where[one.key]!r} already.")
        if one.carries_on and where.get(one.carries_on) != version.follows:
            yield Problem(name, f"there is no commitment {shown(one.carries_on)!r} in the version before.")
        if one.carries_on in carried:
            yield Problem(
                name, f"{shown(one.carries_on)!r} is carried on by {carried[one.carries_on]!r} already."
            )
