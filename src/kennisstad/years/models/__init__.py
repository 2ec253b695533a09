# SPDX-License-Identifier: EUPL-1.2
from kennisstad.years.models.adoption import ANSWERED, STANDING, Adoption, Answer
from kennisstad.years.models.year import Day, DayStatus, DayText, Year, YearText

__all__ = [
    "ANSWERED",
    "STANDING",
    "Adoption",
    "Answer",
    "Day",
    "DayStatus",
    "DayText",
    "Year",
    "YearText",
]
