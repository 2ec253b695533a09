# SPDX-License-Identifier: EUPL-1.2
"""What is linked to commitments, for tests, each with one plain call."""

from typing import Any

from kennisstad.agreement.models import Commitment
from kennisstad.progress.models import Assessment, AssessmentText, Evidence, Serving
from kennisstad.projects.models import Project, Result
from tests.making import MONDAY, make_project, make_result


def serve(commitment: Commitment, project: Project | None = None, **fields: Any) -> Serving:
    """Link a project to a commitment."""
    project = project or make_project(title=f"Project for {commitment.key}")
    return Serving.objects.create(commitment=commitment, project=project, **{"linked_at": MONDAY} | fields)


def show(commitment: Commitment, result: Result | None = None, **fields: Any) -> Evidence:
    """Link a result to a commitment."""
    result = result or make_result(make_project(status="handed-over"))
    return Evidence.objects.create(commitment=commitment, result=result, **{"linked_at": MONDAY} | fields)


def assess(
    commitment: Commitment, verdict: str = "at-risk", because: str = "Slow.", **fields: Any
) -> Assessment:
    values: dict[str, Any] = {"at": MONDAY, "role": "programme-manager"}
    assessment = Assessment.objects.create(commitment=commitment, verdict=verdict, **values | fields)
    for language in ("nl", "en"):
        AssessmentText.objects.create(assessment=assessment, language=language, because=because)
    return assessment
