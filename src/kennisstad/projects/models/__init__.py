# SPDX-License-Identifier: EUPL-1.2
"""Projects, their milestones and log, results, and giving back."""

from kennisstad.projects.models.project import (
    NEXT,
    LogEntry,
    LogText,
    Milestone,
    MilestoneText,
    Project,
    ProjectText,
    Status,
)
from kennisstad.projects.models.result import (
    Form,
    GivingBack,
    GivingBackText,
    Result,
    ResultFile,
    ResultLink,
    ResultText,
)

__all__ = [
    "NEXT",
    "Form",
    "GivingBack",
    "GivingBackText",
    "LogEntry",
    "LogText",
    "Milestone",
    "MilestoneText",
    "Project",
    "ProjectText",
    "Result",
    "ResultFile",
    "ResultLink",
    "ResultText",
    "Status",
]
