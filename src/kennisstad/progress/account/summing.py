# SPDX-License-Identifier: EUPL-1.2
"""Totals of an account, counted from its rows.

A record under two themes counts under each, and once in the whole. A record in two districts counts in each.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kennisstad.progress.account.shape import (
    NO_THEME,
    Commitment,
    Money,
    Placed,
    Reached,
    Rows,
    Total,
)


def totals(rows: Rows) -> list[Total]:
    """Count each theme, what has no theme, and last the whole."""
    themes: list[str | None] = [theme["key"] for theme in rows["themes"]]
    return [total(rows, theme) for theme in [*themes, NO_THEME, None]]


def total(rows: Rows, theme: str | None) -> Total:
    """Count what stands under one theme; nothing counts the whole."""
    promised = [one for one in rows["commitments"] if is_under(one["themes"], theme)]
    projects, givings = _under(rows["projects"], theme), _under(rows["givings"], theme)
    questions = _under(rows["questions"], theme)
    reached = _reached(questions, projects, givings)
    return {
        "theme": theme,
        "commitments": len(promised),
        "states": dict(sorted(Counter(one["state"] for one in promised).items())),
        "figures": sum(len(one["figures"]) for one in promised),
        "projects": len(projects),
        "results": len(_under(rows["results"], theme)),
        "givings": len(givings),
        "questions": len(questions),
        "budgets": _budgets(promised),
        "reached": [reached[one["code"]] for one in rows["districts"] if one["code"] in reached],
        "white_spots": [one["code"] for one in rows["districts"] if one["code"] not in reached],
    }


def is_under(themes: Sequence[str], theme: str | None) -> bool:
    """Say whether a record with these themes stands under one, or in the whole."""
    return theme is None or theme in themes


def _under(rows: Iterable[Placed], theme: str | None) -> list[Placed]:
    return [one for one in rows if is_under(one["themes"], theme)]


def _reached(questions: list[Placed], projects: list[Placed], givings: list[Placed]) -> dict[str, Reached]:
    counted = [
        Counter(code for one in kind for code in one["districts"]) for kind in (questions, projects, givings)
    ]
    return {
        code: {
            "code": code,
            "questions": counted[0][code],
            "projects": counted[1][code],
            "givings": counted[2][code],
        }
        for code in set().union(*counted)
    }


def _budgets(promised: list[Commitment]) -> list[Money]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in promised:
        if budget := one["budget"]:
            sums[budget["currency"]] += Decimal(budget["amount"])
    return [{"currency": currency, "amount": str(amount)} for currency, amount in sorted(sums.items())]
