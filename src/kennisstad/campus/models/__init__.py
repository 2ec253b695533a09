# SPDX-License-Identifier: EUPL-1.2
from kennisstad.campus.models.housing import (
    HousingFigure,
    HousingProject,
    HousingProjectText,
    HousingStatus,
    Whom,
)
from kennisstad.campus.models.place import Campus, CampusText, Site, SiteText
from kennisstad.campus.models.spinoff import Field, SpinOff, SpinOffStatus, SpinOffText

__all__ = [
    "Campus",
    "CampusText",
    "Field",
    "HousingFigure",
    "HousingProject",
    "HousingProjectText",
    "HousingStatus",
    "Site",
    "SiteText",
    "SpinOff",
    "SpinOffStatus",
    "SpinOffText",
    "Whom",
]
