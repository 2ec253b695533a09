# SPDX-License-Identifier: EUPL-1.2
"""Read districts and neighbourhoods from GeoJSON as PDOK and CBS publish it.

PDOK writes `wijkcode` and `buurtcode`, the CBS boundary files write `statcode`; both are understood.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kennisstad.lib import geometry as geo
from kennisstad.lib.files import Problem, UnusableFile, is_fit, shown

CBS = "Wijk- en buurtgrenzen: CBS en Kadaster (PDOK), CC BY 4.0"
"""What the licence asks for; areas that carry CBS codes have these makers."""
STORED_PLACES = 6
"""Decimals kept of a position: steps of 10 centimetres."""
LONGEST_NAME = 100
FIRST_YEAR, LAST_YEAR = 1950, 2100
"""The years an outline may be of."""
HOW_TO_CONVERT = (
    "Ask PDOK for longitude and latitude (leave `crs` out), or convert the file: "
    "ogr2ogr -t_srs EPSG:4326 -f GeoJSON converted.geojson FILE"
)

_CODE = re.compile(r"WK[0-9]{6}|BU[0-9]{8}")
_YEAR = re.compile(r"([12][0-9]{3})")


@dataclass(frozen=True)
class FoundArea:
    """One area as a file describes it."""

    code: str
    name: str
    year: int
    geometry: geo.Geometry

    @property
    def is_district(self) -> bool:
        return self.code.startswith("WK")

    @property
    def district_code(self) -> str:
        """The district that this is, or in which this neighbourhood lies: CBS repeats its digits."""
        return f"WK{self.code[2:8]}"


@dataclass
class OutlineFile:
    """What one file says."""

    attribution: str = CBS
    areas: list[FoundArea] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Unfit(ValueError):
    """One feature cannot be used."""


def read(text: str, *, year: int | None = None, municipality: str = "") -> OutlineFile:
    """Read the areas of a GeoJSON feature collection, the good ones and what is wrong with the others.

    Args:
        year: of all outlines; without it each feature says its own.
        municipality: a code such as GM0546; areas of other municipalities are passed over.
    Raises:
        UnusableFile: it is broken off, no feature collection, in other coordinates, or without a year.
    """
    collection = _collection(text)
    _refuse_rd(collection)
    wanted, notes = _wanted(collection["features"], municipality)
    found = OutlineFile(attribution=_attribution(collection), notes=[*notes, *_paging(collection)])
    if not wanted:
        raise UnusableFile(f"No area of this file lies in {municipality or 'a municipality'}.")
    _refuse_year(wanted, year)
    seen: set[str] = set()
    for number, feature in wanted:
        try:
            area = _area(feature, year)
            if area.code in seen:
                raise _Unfit("it is in the file twice; the first one was used.")
            seen.add(area.code)
            found.areas.append(area)
        except _Unfit as error:
            found.problems.append(Problem(_where(number, feature), str(error)))
    return found


def _collection(text: str) -> dict[str, Any]:
    try:
        collection = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnusableFile(
            "This is not whole JSON: it breaks off or goes wrong at "
            f"line {error.lineno}, column {error.colno}. Download it again."
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnusableFile("This JSON is nested too deep or holds a number that is too long.") from error
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise UnusableFile('This is not a GeoJSON "FeatureCollection".')
    if not isinstance(collection.get("features"), list) or not collection["features"]:
        raise UnusableFile("This collection has no features.")
    return collection


def _refuse_rd(collection: dict[str, Any]) -> None:
    if "28992" in json.dumps(collection.get("crs")):
        raise UnusableFile(f"This file is in the Dutch grid (RD New, EPSG:28992). {HOW_TO_CONVERT}")


def _attribution(collection: dict[str, Any]) -> str:
    said = collection.get("attribution")
    return said if isinstance(said, str) and 0 < len(said.strip()) <= 200 and is_fit(said) else CBS


def _paging(collection: dict[str, Any]) -> list[str]:
    returned, matched = collection.get("numberReturned"), collection.get("numberMatched")
    links = collection.get("links")
    more = isinstance(links, list) and any(isinstance(x, dict) and x.get("rel") == "next" for x in links)
    if not more and (not isinstance(returned, int) or not isinstance(matched, int) or returned >= matched):
        return []
    return ["This is one page of several; ask PDOK for more at once (&limit=1000) or import every page."]


def _wanted(features: list[Any], municipality: str) -> tuple[list[tuple[int, Any]], list[str]]:
    """Number the features, and pass over water and other municipalities."""
    numbered = list(enumerate(features, start=1))
    dry = [(n, feature) for n, feature in numbered if _properties(feature).get("water") != "JA"]
    ours = [(n, feature) for n, feature in dry if _may_be_in(feature, municipality)]
    notes = []
    if water := len(numbered) - len(dry):
        notes.append(f"{water} passed over: only water.")
    if elsewhere := len(dry) - len(ours):
        notes.append(f"{elsewhere} passed over: not in {municipality}.")
    return ours, notes


def _may_be_in(feature: Any, municipality: str) -> bool:
    """Look at the municipality's digits, which every code repeats; what has no code is reported later."""
    code = _code(_properties(feature))
    return not municipality or not _is_code(code) or code[2:6] == municipality[2:6]


def _refuse_year(wanted: list[tuple[int, Any]], year: int | None) -> None:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnusableFile(f"The year {year} is not between {FIRST_YEAR} and {LAST_YEAR}.")
    if year is None and not any(_own_year(_properties(feature)) for _, feature in wanted):
        raise UnusableFile("The file does not say of which year it is; add it, for example --year 2025.")


def _properties(feature: Any) -> Mapping[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _code(properties: Mapping[str, Any]) -> Any:
    return properties.get("buurtcode") or properties.get("statcode") or properties.get("wijkcode")


def _is_code(code: object) -> bool:
    return isinstance(code, str) and _CODE.fullmatch(code) is not None


def _where(number: int, feature: Any) -> str:
    code = _code(_properties(feature))
    return shown(code) if code else f"feature {number}"


def _area(feature: Any, year: int | None) -> FoundArea:
    said = _properties(feature)
    if not _is_code(code := _code(said)):
        raise _Unfit("it has no district code (WK and 6 digits) or neighbourhood code (BU and 8).")
    name = said.get("statnaam") or said.get("buurtnaam" if code.startswith("BU") else "wijknaam")
    return FoundArea(code, _name(name), _year(said, year), _geometry(feature.get("geometry")))


def _name(raw: object) -> str:
    if not isinstance(raw, str) or not (name := " ".join(raw.split())):
        raise _Unfit("it has no name.")
    if len(name) > LONGEST_NAME:
        raise _Unfit(f"its name has {len(name)} characters, more than {LONGEST_NAME}.")
    if not is_fit(name):
        raise _Unfit("its name holds characters that cannot be shown.")
    return name


def _year(properties: Mapping[str, Any], year: int | None) -> int:
    if not (found := year or _own_year(properties)):
        raise _Unfit("it does not say of which year it is.")
    if not FIRST_YEAR <= found <= LAST_YEAR:
        raise _Unfit(f"its year {found} is not between {FIRST_YEAR} and {LAST_YEAR}.")
    return found


def _own_year(properties: Mapping[str, Any]) -> int | None:
    """Read `jaar`, or the beginning of `jrstatcode` such as 2025WK054600."""
    for said in (properties.get("jaar"), properties.get("jrstatcode")):
        if isinstance(said, int | float | str) and (found := _YEAR.match(str(said)[:12])):
            return int(found[1])
    return None


def _geometry(raw: object) -> geo.Geometry:
    try:
        return geo.rounded(geo.checked(raw), STORED_PLACES)
    except geo.RDCoordinates as error:
        raise UnusableFile(f"{error} {HOW_TO_CONVERT}") from error
    except geo.SwappedCoordinates as error:
        raise UnusableFile(f"{error} GeoJSON writes longitude first: save the file so.") from error
    except geo.BadGeometry as error:
        raise _Unfit(f"{str(error)[0].lower()}{str(error)[1:]}") from error
