# SPDX-License-Identifier: EUPL-1.2
"""The tables of an account: a sheet for each kind of record, or all of them in one flat table."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kennisstad.lib.sheets import Cell, Row
from kennisstad.progress.account.shape import Figures, said
from kennisstad.progress.state import State
from kennisstad.progress.wording import STATES

Named = Callable[[str, str], str]
"""Gives what a stored code is called, by its kind: verdict, role, status or form."""


def sheets(
    figures: Figures, introductions: Mapping[str, Mapping[str, str]], *, language: str, named: Named
) -> dict[str, Sequence[Row]]:
    """Give the sheets of a workbook in this language, which must be the active one."""
    tables = _Tables(figures, language, named)
    return {
        _("Totals"): tables.totals(),
        _("Commitments"): tables.commitments(),
        _("Figures"): tables.figures(),
        _("Projects"): tables.projects(),
        _("Results"): tables.results(),
        _("Times given back"): tables.givings(),
        _("Questions"): tables.questions(),
        _("Districts"): tables.districts(),
        _("White spots"): tables.white_spots(),
        _("Introductions"): tables.introductions(introductions),
        _("About"): tables.about(),
    }


def flat(found: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Put all sheets under each other: kind, then each cell under its own head."""
    heads = list(dict.fromkeys(head for rows in found.values() for head in rows[0]))
    table: list[Row] = [[_("Kind"), *heads]]
    for kind, (own, *rows) in found.items():
        for row in rows:
            cells = dict(zip(own, row, strict=True))
            table.append([kind, *(cells.get(head) for head in heads)])
    return table


class _Tables:
    def __init__(self, figures: Figures, language: str, named: Named) -> None:
        self.all, self.language, self.named = figures, language, named
        self.theme = {one["key"]: self._words(one["name"]) for one in figures["themes"]}
        self.theme[""] = _("Without a theme")
        self.district = {one["code"]: one["name"] for one in figures["districts"]}

    def totals(self) -> list[Row]:
        names = ("commitments", "figures", "projects", "results", "givings", "questions")
        heads: list[Cell] = [_("Theme"), _("Commitments"), _("Figures"), _("Projects"), _("Results")]
        heads += [_("Times given back"), _("Questions asked"), *(str(STATES[state]) for state in State)]
        heads += [_("Districts reached"), _("White spots"), _("Budget")]
        rows: list[Row] = [heads]
        for one in self.all["totals"]:
            counts: list[Cell] = [one[name] for name in names]  # type: ignore[literal-required]
            states = [one["states"].get(state, 0) for state in State]
            money = "; ".join(f"{sum_['currency']} {sum_['amount']}" for sum_ in one["budgets"])
            rows.append(
                [
                    self._total(one["theme"]),
                    *counts,
                    *states,
                    len(one["reached"]),
                    len(one["white_spots"]),
                    money,
                ]
            )
        return rows

    def commitments(self) -> list[Row]:
        heads: list[Cell] = [
            _("Theme"),
            _("Key"),
            _("Article"),
            _("Commitment"),
            _("Owed by"),
            _("State"),
        ]
        heads += [
            _("Due on"),
            _("Indicator"),
            _("Target"),
            _("Unit"),
            _("Linked projects"),
            _("Linked results"),
        ]
        heads += [_("Assessment"), _("Assessed by"), _("Assessed on"), _("Why")]
        heads += [_("Budget"), _("Currency"), _("Budget from"), _("Budget until")]
        return [heads, *(self._commitment(one) for one in self.all["commitments"])]

    def _commitment(self, one: Mapping[str, Any]) -> Row:
        verdict, budget = one["assessment"] or {}, one["budget"] or {}
        return [
            self._themes(one), one["key"], one["article"], self._words(one["sentence"]),
            "; ".join(self._owner(owner) for owner in one["owners"]), str(STATES[State(one["state"])]),
            day_in(one["due_on"]), self._words(one["indicator"]), _number(one["target"]), one["unit"],
            one["projects"], one["results"],
            self.named("verdict", verdict["verdict"]) if verdict else None,
            self.named("role", verdict["role"]) if verdict else None,
            day_in(verdict.get("on")), self._words(verdict.get("because", {})),
            _number(budget.get("amount")), budget.get("currency"),
            day_in(budget.get("starts_on")), day_in(budget.get("ends_on")),
        ]  # fmt: skip

    def figures(self) -> list[Row]:
        heads: list[Cell] = [_("Theme"), _("Key"), _("Value"), _("Unit"), _("Measured on"), _("Entered on")]
        rows: list[Row] = [[*heads, _("Source"), _("How it was counted")]]
        for one in self.all["commitments"]:
            for figure in one["figures"]:
                days = [day_in(figure["measured_on"]), day_in(figure["entered_on"])]
                value = [_number(figure["value"]), figure["unit"]]
                how = self._words(figure["definition"])
                rows.append([self._themes(one), one["key"], *value, *days, figure["source"], how])
        return rows

    def projects(self) -> list[Row]:
        heads: list[Cell] = [_("Theme"), _("Number"), _("Title"), _("Carried by"), _("Status"), _("Since")]
        rows: list[Row] = [[*heads, _("Ended on"), _("Districts")]]
        for one in self.all["projects"]:
            told = [self._words(one["title"]), one["carrier"], self.named("status", one["status"])]
            days = [day_in(one["starts_on"]), day_in(one["ended_on"])]
            rows.append([self._themes(one), one["id"], *told, *days, self._places(one)])
        return rows

    def results(self) -> list[Row]:
        heads: list[Cell] = [_("Theme"), _("Number"), _("Title"), _("Project"), _("Handed over on")]
        rows: list[Row] = [[*heads, _("Districts")]]
        for one in self.all["results"]:
            told: list[Cell] = [self._words(one["title"]), one["project"], day_in(one["handed_over_on"])]
            rows.append([self._themes(one), one["id"], *told, self._places(one)])
        return rows

    def givings(self) -> list[Row]:
        heads: list[Cell] = [_("Theme"), _("Number"), _("Project"), _("Given back on"), _("Form")]
        rows: list[Row] = [[*heads, _("Districts")]]
        for one in self.all["givings"]:
            told: list[Cell] = [one["project"], day_in(one["on"]), self.named("form", one["form"])]
            rows.append([self._themes(one), one["id"], *told, self._places(one)])
        return rows

    def questions(self) -> list[Row]:
        heads: list[Cell] = [_("Theme"), _("Number"), _("Districts")]
        asked: list[Row] = [
            [self._themes(one), one["id"], self._places(one)] for one in self.all["questions"]
        ]
        return [heads, *asked]

    def districts(self) -> list[Row]:
        heads: list[Cell] = [_("Theme"), _("District"), _("Code"), _("Questions asked"), _("Projects")]
        rows: list[Row] = [[*heads, _("Times given back")]]
        for total in self.all["totals"]:
            for one in total["reached"]:
                counts = [one["questions"], one["projects"], one["givings"]]
                rows.append([self._total(total["theme"]), self.district[one["code"]], one["code"], *counts])
        return rows

    def white_spots(self) -> list[Row]:
        rows: list[Row] = [[_("Theme"), _("District"), _("Code")]]
        for total in self.all["totals"]:
            name = self._total(total["theme"])
            rows += [[name, self.district[code], code] for code in total["white_spots"]]
        return rows

    def introductions(self, found: Mapping[str, Mapping[str, str]]) -> list[Row]:
        rows: list[Row] = [[_("Theme"), _("Words")]]
        order = ["", *(one["key"] for one in self.all["themes"])]
        names = {**self.theme, "": _("The whole")}
        return [*rows, *([names[key], self._words(found[key])] for key in order if key in found)]

    def about(self) -> list[Row]:
        return [
            [_("Agreement"), _("First day"), _("Last day")],
            [
                self._words(self.all["agreement"]["name"]),
                day_in(self.all["starts_on"]),
                day_in(self.all["ends_on"]),
            ],
        ]

    def _owner(self, owner: Mapping[str, Any]) -> str:
        share = f" ({Decimal(owner['share']) * 100:g}%)" if owner["share"] else ""
        return f"{owner['name']}{share}" + (f" {_('(left the agreement)')}" if owner["left_on"] else "")

    def _words(self, words: Mapping[str, str]) -> str:
        return said(words, self.language).words

    def _themes(self, one: Mapping[str, Any]) -> str:
        return "; ".join(self.theme[key] for key in one["themes"])

    def _total(self, theme: str | None) -> str:
        return _("The whole") if theme is None else self.theme[theme]

    def _places(self, one: Mapping[str, Any]) -> str:
        return "; ".join(self.district.get(code, code) for code in one["districts"])


def _number(written: str | None) -> Decimal | None:
    return Decimal(written) if written else None


def day_in(written: str | None) -> date | None:
    """Read a day as figures write it, where there is one."""
    return date.fromisoformat(written) if written else None
