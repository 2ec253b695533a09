# SPDX-License-Identifier: EUPL-1.2
"""What a measurement came to, for people and for programs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kennisstad.retrieval.evaluation.measures import Interval, intervals, ratio
from kennisstad.retrieval.evaluation.systems import BASELINE, SYSTEMS

_DECIMALS = 4

_NAMES = {
    "bm25": "plain BM25",
    "lexical": "kennisstad, by words",
    "fused": "kennisstad, fused",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean, where it lies with 95 % confidence, and by how much it differs from the baseline."""

    mean: float
    interval: Interval
    difference: Interval


@dataclass(frozen=True)
class Series:
    """One measure: per system the tops of its ratio, one for each query or person."""

    name: str
    tops: Mapping[str, Sequence[float]]
    bottoms: Sequence[float]
    """1 each where the measure is a plain mean."""

    def figures(self) -> dict[str, Figure]:
        """Work out the figure of each system."""
        base = self.tops[BASELINE]
        differences = {
            f"-{system}": [top - other for top, other in zip(tops, base, strict=True)]
            for system, tops in self.tops.items()
        }
        found = intervals({**self.tops, **differences}, self.bottoms)
        return {
            system: Figure(ratio(tops, self.bottoms), found[system], found[f"-{system}"])
            for system, tops in self.tops.items()
        }


@dataclass(frozen=True)
class Report:
    """The figures of every system, by measure, and what they were measured on."""

    queries: int
    documents: int
    figures: Mapping[str, Mapping[str, Figure]]
    """Measure → system → figure."""
    dictionary: Mapping[str, Any] | None = None
    notes: Sequence[str] = field(default_factory=list)


def as_record(report: Report) -> dict[str, Any]:
    """Give the report for programs."""
    facts = {"queries": report.queries, "documents": report.documents, "dictionary": report.dictionary}
    return facts | {system: _record(report, system) for system in SYSTEMS}


def _record(report: Report, system: str) -> dict[str, Any]:
    found = {measure: figures[system] for measure, figures in report.figures.items()}
    means = {measure: round(figure.mean, _DECIMALS) for measure, figure in found.items()}
    return {
        **means,
        "intervals": {
            measure: [round(end, _DECIMALS) for end in figure.interval] for measure, figure in found.items()
        },
    }


def as_table(report: Report) -> Iterator[str]:
    """Give the report for people, line by line."""
    yield f"{report.queries} queries, {report.documents} documents. In brackets: 95 % intervals."
    yield from report.notes
    for measure, figures in report.figures.items():
        yield ""
        yield f"{measure}{' (lower is better)' if measure == 'loss' else ''}"
        for system, figure in figures.items():
            yield f"  {_NAMES[system]:<21} {figure.mean:.3f} {_ends(figure.interval)}{_than(system, figure)}"


def _than(system: str, figure: Figure) -> str:
    if system == BASELINE:
        return ""
    return f"   to plain BM25: {_ends(figure.difference, '+.3f')}"


def _ends(interval: Interval, form: str = ".3f") -> str:
    return f"[{interval[0]:{form}}, {interval[1]:{form}}]"
