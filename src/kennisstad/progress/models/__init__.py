# SPDX-License-Identifier: EUPL-1.2
"""What serves and shows a commitment, how it is judged, and the account of a period."""

from kennisstad.progress.models.account import (
    NEXT,
    Account,
    Introduction,
    IntroductionText,
    ReportDay,
    Status,
)
from kennisstad.progress.models.link import Assessment, AssessmentText, Evidence, Serving, Verdict

__all__ = [
    "NEXT",
    "Account",
    "Assessment",
    "AssessmentText",
    "Evidence",
    "Introduction",
    "IntroductionText",
    "ReportDay",
    "Serving",
    "Status",
    "Verdict",
]
