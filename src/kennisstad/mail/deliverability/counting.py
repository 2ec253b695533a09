# SPDX-License-Identifier: EUPL-1.2
"""How often a receiver must ask DNS to read an SPF record to its end (RFC 7208, 4.6.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kennisstad.mail.deliverability.records import Records, Standing, Type
from kennisstad.mail.deliverability.spf_terms import Term, terms_of

ASKING = frozenset({"include", "a", "mx", "ptr", "exists", "redirect"})
ENOUGH = 30
"""Beyond this it is far too many in any case, and a stranger's records must not send us on for ever."""


@dataclass
class Counted:
    lookups: int = 0
    void: list[str] = field(default_factory=list)
    """Names of which the domain says that there is nothing."""
    without_record: list[str] = field(default_factory=list)
    """Included or redirected to, and without one SPF record: a receiver gives up there."""
    loops: list[str] = field(default_factory=list)
    not_known: list[str] = field(default_factory=list)
    """Included or redirected to, and not to be seen by us: there may be more lookups behind it."""


def count(terms: Sequence[Term], domain: str, records: Records) -> Counted:
    """Count along every include and redirect, as if no mechanism matched before the end."""
    counted = Counted()
    _follow(terms, domain, records, counted, trail=(domain.lower(),))
    return counted


def _follow(
    terms: Sequence[Term], domain: str, records: Records, counted: Counted, trail: tuple[str, ...]
) -> None:
    for term in _reached(terms):
        if counted.lookups >= ENOUGH:
            return
        counted.lookups += 1
        target = (term.target or domain).lower().removesuffix(".")
        if "%" in target or not target:
            # A macro is filled in per letter: nobody can tell beforehand.
            continue
        if term.name in ("include", "redirect"):
            _enter(target, records, counted, trail)
        elif term.name in ("a", "mx", "exists") and _is_void(term.name, target, records):
            counted.void.append(target)


def _reached(terms: Sequence[Term]) -> list[Term]:
    """Give the terms that ask DNS, up to `all`; a redirect counts only where there is none."""
    ends = [place for place, term in enumerate(terms) if term.name == "all"]
    asking = [term for term in terms[: ends[0] if ends else None] if term.name in ASKING]
    return [term for term in asking if term.name != "redirect" or not ends]


def _enter(target: str, records: Records, counted: Counted, trail: tuple[str, ...]) -> None:
    if target in trail:
        counted.loops.append(target)
        return
    answer = records.get(target, Type.TXT)
    if answer.standing in (Standing.NO_ANSWER, Standing.NOT_GIVEN):
        counted.not_known.append(target)
        return
    if answer.standing is Standing.NONE:
        counted.void.append(target)
    found = [text for text in answer.values if text.lower().split(" ")[0] == "v=spf1"]
    if len(found) != 1:
        counted.without_record.append(target)
        return
    _follow(terms_of(found[0]), target, records, counted, (*trail, target))


def _is_void(name: str, target: str, records: Records) -> bool:
    kinds = (Type.MX,) if name == "mx" else (Type.A,) if name == "exists" else (Type.A, Type.AAAA)
    return all(records.get(target, kind).standing is Standing.NONE for kind in kinds)
