# SPDX-License-Identifier: EUPL-1.2
"""Homes and spin-offs as CSV; heads are the same in every language, so that programs can read them."""

from collections.abc import Iterable

from kennisstad.campus.models import HousingProject, SpinOff
from kennisstad.lib.sheets import Row, csv_text

HOMES = (
    "key", "name", "district_code", "district", "address", "for_whom", "status", "homes", "ready_in",
    "figure_source", "figure_date", "developer", "source", "source_date", "longitude", "latitude",
)  # fmt: skip
COMPANIES = (
    "key", "name", "founded_in", "founding_institutions", "field", "status", "district_code", "campus",
    "website", "source", "source_date",
)  # fmt: skip


def homes_as_csv(projects: Iterable[HousingProject]) -> str:
    rows: list[Row] = [HOMES]
    rows += [
        (
            one.key, one.name, one.district.code, one.district.name, one.address, one.whom, one.status,
            one.newest_units, one.newest_ready_in, one.newest_source, one.newest_as_of, one.developer,
            one.source, one.source_on, one.lon, one.lat,
        )
        for one in projects
    ]  # fmt: skip
    return csv_text(rows)


def companies_as_csv(spin_offs: Iterable[SpinOff]) -> str:
    rows: list[Row] = [COMPANIES]
    rows += [
        (
            one.key, one.name, one.founded_in, "; ".join(partner.name for partner in one.institutions.all()),
            one.field, one.status, one.district.code if one.district else None,
            one.campus.key if one.campus else None, one.website, one.source, one.source_on,
        )
        for one in spin_offs
    ]  # fmt: skip
    return csv_text(rows)
