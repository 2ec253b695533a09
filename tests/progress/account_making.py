# SPDX-License-Identifier: EUPL-1.2
"""A year of a small city, for tests of its account."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from kennisstad.agreement.models import Budget, ThemeStep
from kennisstad.progress.models import Assessment, AssessmentText, Evidence, Serving
from kennisstad.projects.models import GivingBack
from tests.agreement.making import make_agreement, make_commitment, make_figure, make_theme
from tests.making import make_district, make_partner, make_project, make_question, make_result

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
JUNE = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
AFTER = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)


class Year:
    """The year 2025 under an agreement of 2023 with two themes, one of which an older theme went on as."""

    def __init__(self) -> None:
        self.old = make_agreement("old", starts_on=date(2017, 7, 1), ends_on=date(2022, 12, 31))
        self.agreement = make_agreement("new", follows=self.old)
        self.ageing = make_theme(self.old, "ageing")
        self.health, self.heritage = (
            make_theme(self.agreement, "health"),
            make_theme(self.agreement, "heritage", place=2),
        )
        ThemeStep.objects.create(old=self.ageing, new=self.health)
        self.north, self.south = make_district("Noord", "WK000001"), make_district("Zuid", "WK000002")
        self.partner = make_partner("leiden", name="Leiden")
        self.commitment = make_commitment(
            self.agreement,
            key="homes",
            theme=self.health,
            owners=[self.partner],
            unit="homes",
            target=Decimal(10),
        )
        self.free = make_commitment(self.agreement, key="meet")
        Budget.objects.create(commitment=self.commitment, amount=1200, starts_on=FIRST, ends_on=LAST)
        Budget.objects.create(
            commitment=self.free, amount=999, starts_on=FIRST, ends_on=LAST, is_public=False
        )
        self.figure = make_figure(self.commitment, "7", on=date(2025, 5, 1), entered_at=JUNE)
        self._assess()
        self.project = make_project(
            self.partner, title="=HYPERLINK(1)", starts_on=date(2019, 9, 1), status="handed-over"
        )
        self.project.themes.set([self.ageing, self.heritage])
        self.project.districts.set([self.north])
        self.result = make_result(self.project)
        type(self.result).objects.update(handed_over_on=date(2025, 3, 1))
        self.back = GivingBack.objects.create(project=self.project, on=date(2025, 4, 1), form="walk")
        self.question = make_question(sent_at=JUNE, answered_at=JUNE, districts=[self.north])
        Serving.objects.create(commitment=self.commitment, project=self.project, linked_at=JUNE)
        Evidence.objects.create(commitment=self.commitment, result=self.result, linked_at=JUNE)

    def _assess(self) -> None:
        said = Assessment.objects.create(
            commitment=self.commitment, verdict="at-risk", at=JUNE, role="programme-manager"
        )
        for language, because in (("nl", "Te weinig grond."), ("en", "Too little land.")):
            AssessmentText.objects.create(assessment=said, language=language, because=because)

    @property
    def days(self) -> dict[str, Any]:
        return {"starts_on": FIRST, "ends_on": LAST}
