# SPDX-License-Identifier: EUPL-1.2
"""Who reads the newsletter, in words and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.queries import themes_to_choose
from kennisstad.languages.models import Language
from kennisstad.neighbourhoods.queries import districts_by_name
from kennisstad.newsletter.models import Bounce, Reader
from kennisstad.newsletter.models.reader import Why
from kennisstad.newsletter.overview import readership

Label = str | Promise
Numbers = list[tuple[Label, int]]


@dataclass(frozen=True)
class Counted:
    reading: int
    asked: int
    stopped: int
    left: int
    whys: Numbers
    parts: list[tuple[Label, Numbers]]
    """Of who reads along: under a heading, how many chose what."""


def counted() -> Counted:
    """Count the readers, with names for what they chose; nine queries."""
    found = readership()
    districts = {"": _("the whole city")} | {area.code: area.name for area in districts_by_name()}
    themes = {"": _("all themes")} | {one.key: one.text.name for one in themes_to_choose() if one.text}
    return Counted(
        reading=found.status["reading"],
        asked=found.status["asked"],
        stopped=found.status["stopped"],
        left=found.left,
        whys=_named(found.stopped_why, dict(Why.choices)),
        parts=[
            (_("By language"), _named(found.language, dict(Language.choices))),
            (_("By district"), _named(found.district, districts)),
            (_("By theme"), _named(found.theme, themes)),
        ],
    )


def stopped() -> QuerySet[Reader]:
    """List who gets nothing any more, the last first, each with the code and words of what came back last."""
    last = Bounce.objects.filter(delivery__reader=OuterRef("pk")).order_by("-at", "-pk")
    told = {name: Subquery(last.values(name)[:1]) for name in ("code", "reason")}
    return Reader.objects.stopped().annotate(**told).order_by("-stopped_at", "-pk")


def _named(numbers: Mapping[str, int], names: Mapping[str, Label]) -> Numbers:
    # What was chosen once and is no longer there goes by its key.
    return [(names.get(key, key), number) for key, number in numbers.items()]
