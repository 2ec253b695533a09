# SPDX-License-Identifier: EUPL-1.2
"""Areas, outlines and files for tests."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kennisstad.neighbourhoods.models import Area, City, CityText, Kind, Outline

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MAKERS = "Wijk- en buurtgrenzen: CBS en Kadaster (PDOK), CC BY 4.0"
DATA = Path(__file__).parents[2] / "src/kennisstad/demo/data"


def square(east: float = 0.0, size: float = 0.1) -> dict[str, Any]:
    """A square outline, moved so many degrees to the east."""
    west, south = round(4.4 + east, 4), 52.1
    right, north = round(west + size, 4), round(south + size, 4)
    ring = [[west, south], [right, south], [right, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(properties: dict[str, Any], geometry: Any = None) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry or square()}


def wijk(number: int = 0, name: str = "Binnenstad", *, east: float = 0.0, **more: Any) -> dict[str, Any]:
    """A district as PDOK writes it."""
    said = {"wijkcode": f"WK0546{number:02}", "wijknaam": name, "gemeentecode": "GM0546", "water": "NEE"}
    return feature({**said, "jrstatcode": f"2025WK0546{number:02}", **more}, square(east))


def buurt(number: int = 0, name: str = "Pieterswijk", **more: Any) -> dict[str, Any]:
    """A neighbourhood as PDOK writes it; the first two digits are its district's."""
    said = {"buurtcode": f"BU0546{number:04}", "buurtnaam": name, "wijkcode": f"WK0546{number // 100:02}"}
    return feature({**said, "gemeentecode": "GM0546", "water": "NEE", "jaar": 2025, **more})


def collection(*features: Any, **more: Any) -> str:
    return json.dumps({"type": "FeatureCollection", **more, "features": list(features)})


def make_city(**more: Any) -> City:
    city = City.objects.create(
        **{
            "name": "Leiden",
            "municipality_code": "GM0546",
            "desk_name": "Stadhuis",
            "postcode_first": 2311,
            "postcode_last": 2334,
            **more,
        }
    )
    CityText.objects.create(city=city, language="nl", opening_hours="Elke dag")
    CityText.objects.create(city=city, language="en", opening_hours="Every day")
    return city


def make_district(number: int = 0, name: str = "", *, year: int | None = 2025, east: float = 0.0) -> Area:
    """A district with an outline of this year, or without one."""
    code = f"WK0546{number:02}"
    name = name or f"District {number}"
    area = Area.objects.create(kind=Kind.DISTRICT, code=code, name=name, slug=code.lower())
    if year:
        Outline.objects.create(area=area, year=year, name=name, geometry=square(east), attribution=MAKERS)
    return area


def make_neighbourhood(district: Area, name: str = "") -> Area:
    """A neighbourhood with an outline."""
    code = f"BU{district.code[2:]}{district.neighbourhoods.count():02}"
    area = Area.objects.create(
        kind=Kind.NEIGHBOURHOOD, code=code, name=name or code, slug=code.lower(), parent=district
    )
    Outline.objects.create(area=area, year=2025, name=area.name, geometry=square(), attribution=MAKERS)
    return area
