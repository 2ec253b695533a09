# SPDX-License-Identifier: EUPL-1.2
"""A file of the example says what its dataclass names, no more and no less."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

from kennisstad.demo.shapes import Misshapen, fit, read


@dataclass(frozen=True)
class Bridge:
    name: str
    built: int


@dataclass(frozen=True)
class Canal:
    name: Mapping[Literal["nl", "en"], str]
    bridges: tuple[Bridge, ...]
    state: Literal["clean", "dirty"]
    depths: Mapping[str, int]
    dug_on: date | None = None
    navigable: bool = True


GOOD: dict[str, Any] = {
    "name": {"nl": "Nieuwe Rijn", "en": "New Rhine"},
    "bridges": [{"name": "Koornbrug", "built": 1825}],
    "state": "clean",
    "depths": {"middle": 2},
}


def test_what_fits_becomes_the_record() -> None:
    assert fit(Canal, GOOD, "canal") == Canal(
        name={"nl": "Nieuwe Rijn", "en": "New Rhine"},
        bridges=(Bridge("Koornbrug", 1825),),
        state="clean",
        depths={"middle": 2},
    )
    assert fit(Canal, GOOD | {"dug_on": date(1600, 1, 1)}, "canal").dug_on == date(1600, 1, 1)


@pytest.mark.parametrize(
    ("other", "complaint"),
    [
        ({"colour": "green"}, "canal: unknown name 'colour'"),
        ({"bridges": [{"name": "Koornbrug"}]}, "canal.bridges[0]: 'built' is missing"),
        (
            {"bridges": [{"name": "Koornbrug", "built": "1825"}]},
            "canal.bridges[0].built: '1825' is no whole number",
        ),
        (
            {"bridges": [{"name": "Koornbrug", "built": True}]},
            "canal.bridges[0].built: True is no whole number",
        ),
        ({"bridges": {}}, "canal.bridges: {} is no list"),
        ({"name": {"nl": "Nieuwe Rijn"}}, "canal.name: 'en' is missing"),
        (
            {"name": {"nl": "a", "en": "b", "de": "c"}},
            "canal.name, the name 'de': 'de' is none of 'nl', 'en'",
        ),
        ({"name": {"nl": "", "en": "b"}}, "canal.name.nl: '' is no text"),
        ({"state": "foul"}, "canal.state: 'foul' is none of 'clean', 'dirty'"),
        ({"depths": {"middle": "2 m"}}, "canal.depths.middle: '2 m' is no whole number"),
        ({"dug_on": "1600"}, "canal.dug_on: '1600' is no day"),
        ({"navigable": 1}, "canal.navigable: 1 is no true or false"),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(other: dict[str, Any], complaint: str) -> None:
    with pytest.raises(Misshapen) as found:
        fit(Canal, GOOD | other, "canal")

    assert str(found.value) == complaint


def test_a_missing_name_is_said() -> None:
    with pytest.raises(Misshapen, match=r"^canal: 'bridges' is missing$"):
        fit(Canal, {name: value for name, value in GOOD.items() if name != "bridges"}, "canal")


def test_what_is_no_yaml_is_said(tmp_path: Path) -> None:
    (tmp_path / "canal.yaml").write_text("name: [")

    with pytest.raises(Misshapen, match=r"^canal\.yaml is not YAML: "):
        read(tmp_path / "canal.yaml", Canal)


def test_a_file_cannot_make_objects(tmp_path: Path) -> None:
    (tmp_path / "canal.yaml").write_text("!!python/object/apply:os.getcwd []")

    with pytest.raises(Misshapen, match="is not YAML"):
        read(tmp_path / "canal.yaml", Canal)
