# SPDX-License-Identifier: EUPL-1.2
"""What a file says otherwise than what stands, and what of that a signed version does not take."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kennisstad.agreement.exchange.plain import number
from kennisstad.agreement.exchange.record import CommitmentRecord, FigureRecord, VersionRecord
from kennisstad.lib.files import Problem

Part = object


@dataclass(frozen=True)
class Difference:
    """Names of parts, in the order of the file; what is gone stands here and not in the file."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def difference(stands: VersionRecord | None, told: VersionRecord) -> Difference:
    """Compare a version with what is told of it now."""
    before, after = parts(stands) if stands else {}, parts(told)
    found = Difference(gone=[name for name in before if name not in after])
    for name, part in after.items():
        kind = found.new if name not in before else found.same if before[name] == part else found.changed
        kind.append(name)
    return found


def parts(version: VersionRecord) -> Mapping[str, Part]:
    """Give each part of a version by its name, such as "article 4"."""
    return dict(_parts(version))


def _parts(version: VersionRecord) -> Iterator[tuple[str, Part]]:
    bare = replace(version, parties=(), themes=(), steps=(), articles=(), commitments=(), facts=())
    yield "agreement", bare
    # What an organisation is called here is its own business.
    yield from ((f"party {one.partner}", replace(one, name="")) for one in version.parties)
    yield from ((f"theme {one.key}", one) for one in version.themes)
    yield from ((f"theme step {one.old} to {one.new or 'nothing'}", one) for one in version.steps)
    yield from ((f"article {one.number}", one) for one in version.articles)
    for one in version.commitments:
        yield f"commitment {one.key}", _bare(one)
        yield from ((figure_name(one, figure), figure) for figure in one.figures)
    yield from ((f"fact {' of '.join(map(str, one.name))}", one) for one in version.facts)


def _bare(one: CommitmentRecord) -> CommitmentRecord:
    owners = sorted(one.owners, key=lambda owner: owner.partner)
    return replace(one, figures=(), owners=tuple(owners))


def figure_name(one: CommitmentRecord, figure: FigureRecord) -> str:
    """Tell a figure from all others: on one day one source has one that stands."""
    withdrawn = f" (withdrawn: {number(figure.value)})" if figure.withdrawn else ""
    return f"figure {one.key} of {figure.measured_on} of {figure.source}{withdrawn}"


def with_hidden_of(stands: VersionRecord, told: VersionRecord) -> VersionRecord:
    """Keep the budgets that are not public: an export without them does not take them away."""
    hidden = {one.key: one.budget for one in stands.commitments if one.budget and not one.budget.is_public}
    kept = (replace(one, budget=one.budget or hidden.get(one.key)) for one in told.commitments)
    return replace(told, commitments=tuple(kept))


def refusals(stands: VersionRecord, told: VersionRecord) -> list[Problem]:
    """Say what of a file cannot be taken over into a version that stands here.

    A draft takes all but another past of its figures. Of a version that is offered or signed the text is
    fixed: it takes new figures, facts, the days of parties and promises that were made elsewhere.
    """
    found = difference(stands, told)
    if stands.status != told.status:
        return [
            Problem(f"agreement {told.key}", f"it is {stands.status} here, and {told.status} in the file.")
        ]
    problems = list(_of_figures(stands, told, found))
    return problems if stands.status == "draft" else problems + list(_of_fixed(stands, told, found))


def _of_figures(stands: VersionRecord, told: VersionRecord, found: Difference) -> Iterator[Problem]:
    yield from (
        Problem(name, "it says otherwise here, and a figure never changes; withdraw it at the desk first.")
        for name in found.changed
        if name.startswith("figure ")
    )
    here = {_value(one, figure): figure.withdrawn for one in stands.commitments for figure in one.figures}
    for one in told.commitments:
        for figure in one.figures:
            name = figure_name(one, figure)
            if name in found.new and here.get(_value(one, figure), figure.withdrawn) != figure.withdrawn:
                how = "stands" if figure.withdrawn else "was withdrawn"
                yield Problem(name, f"it {how} here; only the desk can withdraw a figure, for good.")


def _value(one: CommitmentRecord, figure: FigureRecord) -> tuple[object, ...]:
    return one.key, figure.measured_on, figure.source, figure.value


def _of_fixed(stands: VersionRecord, told: VersionRecord, found: Difference) -> Iterator[Problem]:
    elsewhere = {
        f"commitment {one.key}" for one in (*stands.commitments, *told.commitments) if not one.article
    }
    fixed = ("agreement", "theme ", "theme step ", "article ", "commitment ")
    said = {"new": "is not in it", "changed": "differs from it", "gone": "is missing in the file"}
    for kind, how in said.items():
        for name in getattr(found, kind):
            if name.startswith(fixed) and not (kind != "changed" and name in elsewhere):
                yield Problem(name, f"it {how}: the text of a version that is {stands.status} never changes.")
    yield from _of_topics(stands, told)
    for kind in ("themes", "articles"):
        if not found.gone and not found.new and _order(stands, kind) != _order(told, kind):
            yield Problem(kind, f"they have another order: a version that is {stands.status} never changes.")


def _of_topics(stands: VersionRecord, told: VersionRecord) -> Iterator[Problem]:
    """Of each topic one source is followed, and a fact that the file leaves out stays."""
    named, followed = {one.name for one in told.facts}, {one.topic for one in told.facts if one.followed}
    for one in stands.facts:
        if one.followed and one.name not in named and one.topic in followed:
            yield Problem(
                f"fact {one.topic}", f"here we follow {one.source}; name that source too, with followed: no."
            )


def _order(version: VersionRecord, kind: str) -> list[str]:
    return [getattr(one, "key", "") or getattr(one, "number", "") for one in getattr(version, kind)]
