# SPDX-License-Identifier: EUPL-1.2
"""Introduce the themes of the example's first agreement."""

from datetime import datetime
from pathlib import Path

import yaml

from kennisstad.audit.actions import record
from kennisstad.demo.models import ExampleRecord
from kennisstad.languages.models import Language
from kennisstad.website.models import ThemeIntroduction, ThemeIntroductionText

FILE = Path(__file__).resolve().parent.parent / "data" / "themes.yaml"


def introduce_themes(at: datetime) -> None:
    """Write what editors say of the themes; where a site has its own words already, those stay."""
    for told in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        introduction, fresh = ThemeIntroduction.objects.get_or_create(
            key=told["key"], defaults={"subject": told["subject"]}
        )
        if fresh:
            ThemeIntroductionText.objects.bulk_create(
                ThemeIntroductionText(introduction=introduction, language=language, **told[language])
                for language in Language.values
            )
            record("themeintroduction.made", subject=introduction, by_id=None, at=at)
            ExampleRecord.objects.note([introduction])
