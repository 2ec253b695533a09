# SPDX-License-Identifier: EUPL-1.2
"""Totals of an account are the sums of its rows."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kennisstad.progress.account.summing import total, totals
from kennisstad.progress.account.writing import as_json, digest
from kennisstad.progress.state import State

KEYS, CODES = ["a", "b", "c"], ["WK1", "WK2", "WK3", "WK4"]
THEMES = st.lists(st.sampled_from(KEYS), unique=True).map(lambda keys: sorted(keys) or [""])
PLACED = st.fixed_dictionaries(
    {"id": st.integers(1, 99), "themes": THEMES, "districts": st.lists(st.sampled_from(CODES), unique=True)}
)
BUDGET = st.fixed_dictionaries(
    {"amount": st.decimals(0, 10**6, places=2).map(str), "currency": st.sampled_from(["EUR", "USD"])}
)
COMMITMENT = st.fixed_dictionaries(
    {
        "themes": st.sampled_from([*KEYS, ""]).map(lambda key: [key]),
        "state": st.sampled_from([state.value for state in State]),
        "figures": st.lists(st.just({}), max_size=3),
        "budget": st.none() | BUDGET,
    }
)
KINDS = ("projects", "results", "givings", "questions")
ROWS = st.fixed_dictionaries(
    {
        "themes": st.just([{"key": key} for key in KEYS]),
        "districts": st.just([{"code": code} for code in CODES]),
        "commitments": st.lists(COMMITMENT, max_size=12),
    }
    | {kind: st.lists(PLACED, max_size=12) for kind in KINDS}
)


@given(ROWS)
def test_totals_are_the_sums_of_the_rows(rows):
    *themes, whole = totals(rows)

    assert [one["theme"] for one in themes] == [*KEYS, ""]
    assert whole["theme"] is None
    for kind in KINDS:
        assert whole[kind] == len(rows[kind])
        # Under every theme once: all themes together are as many as all rows have themes.
        assert sum(one[kind] for one in themes) == sum(len(row["themes"]) for row in rows[kind])
    for name in ("commitments", "figures"):
        assert sum(one[name] for one in themes) == whole[name]
    assert whole["commitments"] == len(rows["commitments"]) == sum(whole["states"].values())
    assert whole["figures"] == sum(len(row["figures"]) for row in rows["commitments"])


@given(ROWS)
def test_money_of_themes_adds_up_to_the_money_of_the_whole_in_each_currency(rows):
    *themes, whole = totals(rows)

    summed: dict[str, Decimal] = {}
    for one in themes:
        for money in one["budgets"]:
            summed[money["currency"]] = summed.get(money["currency"], Decimal(0)) + Decimal(money["amount"])
    assert {one["currency"]: Decimal(one["amount"]) for one in whole["budgets"]} == summed


@given(ROWS)
def test_a_district_was_reached_or_is_a_white_spot(rows):
    for one in totals(rows):
        reached = [district["code"] for district in one["reached"]]
        assert sorted(reached + one["white_spots"]) == CODES
        assert all(
            sum(district[name] for name in ("questions", "projects", "givings"))
            for district in one["reached"]
        )


@given(ROWS)
def test_districts_count_every_record_in_each_of_its_districts(rows):
    whole = total(rows, None)

    for kind in ("questions", "projects", "givings"):
        assert sum(one[kind] for one in whole["reached"]) == sum(len(row["districts"]) for row in rows[kind])


@given(ROWS)
def test_the_file_is_the_same_whatever_order_names_came_in(rows):
    turned = dict(reversed(rows.items()))

    assert as_json(turned) == as_json(rows)
    assert digest(turned) == digest(rows)
