# SPDX-License-Identifier: EUPL-1.2
"""A version as a record, as a file would say it; each test changes what it is about."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kennisstad.agreement.exchange.record import (
    ArticleRecord,
    BudgetRecord,
    CommitmentRecord,
    FactRecord,
    FigureRecord,
    OwnerRecord,
    PartyRecord,
    ThemeRecord,
    VersionRecord,
)

START, END = date(2023, 1, 1), date(2027, 12, 31)


def both(**words: str) -> dict[str, dict[str, str]]:
    """Say the same in both languages, marked with the language."""
    return {
        lang: {name: f"{said} {lang}" if said else "" for name, said in words.items()}
        for lang in ("nl", "en")
    }


def figure(value: str = "10", on: date = date(2024, 1, 1), **fields: Any) -> FigureRecord:
    return replace(
        FigureRecord(Decimal(value), "homes", on, "CBS", both(definition="Counted", why_withdrawn="")),
        **fields,
    )


def commitment(key: str = "build", **fields: Any) -> CommitmentRecord:
    return replace(
        CommitmentRecord(key, both(sentence="We build", indicator="Homes", definition=""), article="1"),
        **fields,
    )


def version(**fields: Any) -> VersionRecord:
    """Give a whole draft of 2023 to 2027 with two parties, themes, articles and commitments."""
    told = VersionRecord(
        "city-2023", "first", "draft", START, END, both(name="Agreement", summary="About it"),
        parties=(PartyRecord("one", START), PartyRecord("two", START, date(2025, 1, 1))),
        themes=(
            ThemeRecord("campus", "moss", both(name="Campus", summary="S")),
            ThemeRecord("lab", "canal", both(name="Lab", summary="S")),
        ),
        articles=(
            ArticleRecord("1", both(title="First", body="We do it.\n\n# Really")),
            ArticleRecord("1.2", both(title="Second", body="We do more."), is_summary=True),
        ),
        commitments=(
            commitment(
                theme="campus", unit="homes", target=Decimal(20), due_on=END,
                owners=(OwnerRecord("one", Decimal("0.5")), OwnerRecord("two")),
                budget=BudgetRecord(Decimal("1000.50"), START, END), figures=(figure(),),
            ),
            commitment("elsewhere", article="", source="Symposium", promised_on=date(2023, 6, 1)),
        ),
        facts=(FactRecord("end", "A page", START, both(statement="It ends", why="")),),
    )  # fmt: skip
    return replace(told, **fields)
