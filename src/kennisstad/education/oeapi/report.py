# SPDX-License-Identifier: EUPL-1.2
"""What an import did, or would do: counts per list, and a line for each row that is worth one."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kennisstad.education.oeapi.ledger import Verdict
from kennisstad.education.oeapi.records import Kind

SINGULAR = {
    Kind.ORGANISATIONS: "organisation",
    Kind.SESSIONS: "academic session",
    Kind.COURSES: "course",
    Kind.OFFERINGS: "offering",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what became of it (or `remark`), its id, and its name or the reason."""

    what: str
    kind: Kind
    id: str
    text: str

    @property
    def needs_attention(self) -> bool:
        """Say whether somebody should look at it: a row left out, cut, or no longer named."""
        return self.what in (Verdict.UNFIT, Verdict.WITHDRAWN, "remark")

    def __str__(self) -> str:
        return f"{self.what:<10}{SINGULAR[self.kind]} {self.id or 'without an id'}: {self.text}"


@dataclass
class Report:
    """Grows as pages come by; `went_on_from` is the place where a broken run was taken up."""

    counts: dict[Kind, Counter[Verdict]] = field(default_factory=lambda: {kind: Counter() for kind in Kind})
    lines: list[Line] = field(default_factory=list)
    gaps: dict[Kind, str] = field(default_factory=dict)
    went_on_from: str = ""

    def note(self, kind: Kind, verdict: Verdict, id_: str, text: str) -> None:
        """Count a row, and write a line for it when something is to be said."""
        self.counts[kind][verdict] += 1
        if verdict is not Verdict.UNCHANGED:
            self.lines.append(Line(verdict, kind, id_, text))

    def remark(self, kind: Kind, id_: str, text: str) -> None:
        """Say what was left out of a row that was taken over."""
        self.lines.append(Line("remark", kind, id_, text))

    @property
    def changes(self) -> int:
        """How many rows are new, changed or withdrawn."""
        made = (Verdict.NEW, Verdict.CHANGED, Verdict.WITHDRAWN)
        return sum(counted[verdict] for counted in self.counts.values() for verdict in made)

    def stored(self) -> dict[str, dict[str, int]]:
        """Give the counts as they are kept with the run."""
        return {str(kind): {str(v): n for v, n in counted.items()} for kind, counted in self.counts.items()}

    def restore(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Begin with the counts of a run that broke off."""
        for kind, counted in counts.items():
            self.counts[Kind(kind)].update({Verdict(verdict): n for verdict, n in counted.items()})

    def summary(self) -> Iterator[str]:
        """Give one line per list, and one for each gap."""
        for kind, counted in self.counts.items():
            tally = ", ".join(f"{counted[verdict]} {verdict}" for verdict in Verdict)
            yield f"{SINGULAR[kind]}s: {tally}"
        yield from self.gaps.values()
