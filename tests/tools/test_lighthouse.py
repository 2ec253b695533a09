# SPDX-License-Identifier: EUPL-1.2
"""The table of Lighthouse: read from a report, held to the bars, skipped where the program is missing."""

from typing import Any

import pytest

from tools import lighthouse


def report(**changed: Any) -> dict[str, Any]:
    scores = dict.fromkeys(lighthouse.SCORES, 1.0) | changed.pop("scores", {})
    return {
        "categories": {name: {"score": score} for name, score in scores.items()},
        "audits": {
            "network-requests": {"details": {"items": [{"transferSize": changed.get("bytes", 40_000)}] * 2}},
            "largest-contentful-paint": {"numericValue": changed.get("lcp", 1200.0)},
            "cumulative-layout-shift": {"numericValue": changed.get("cls", 0.0)},
        },
    }


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, []),
        ({"scores": {"performance": 0.97}}, ["performance"]),
        ({"scores": {"seo": None}}, ["seo"]),
        ({"lcp": 1801.0}, ["lcp"]),
        ({"cls": 0.02}, ["cls"]),
        ({"bytes": 76_000}, ["weight"]),
    ],
)
def test_a_page_is_held_to_the_bars(changed, faults):
    found = lighthouse.read("/", report(**changed))

    assert found.faults == faults
    assert found.row.endswith(", ".join(faults) or "ok")


def test_without_the_program_it_skips_with_a_reason(monkeypatch, capsys):
    monkeypatch.delenv("LIGHTHOUSE", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: None)

    assert lighthouse.main(["http://127.0.0.1:8000"]) == 0
    assert capsys.readouterr().out == "Skipped: Lighthouse or Chromium is not installed here.\n"
