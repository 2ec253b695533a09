# SPDX-License-Identifier: EUPL-1.2
"""Take over campuses, sites, housing projects and spin-offs from a file; figures are only ever added."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction

from kennisstad.audit.actions import record
from kennisstad.campus.campus_file import FIGURE, WORDS, CampusFile, FoundRow
from kennisstad.campus.models import Campus, HousingFigure, HousingProject, Site, SpinOff
from kennisstad.lib.files import Problem, Report, shown
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner
from kennisstad.web.unfit import why_unfit

MODELS: Mapping[str, type[models.Model]] = {
    "campuses": Campus,
    "sites": Site,
    "housing": HousingProject,
    "spin_offs": SpinOff,
}


class _LeftOut(Exception):
    """This row is left out; the message says why."""


@transaction.atomic
def import_campus(found: CampusFile, *, by_id: int | None, at: datetime) -> Report:
    """Bring the records in line with what a file says of each key; what it does not name stays.

    A housing figure is added when no figure has its date and source yet, and never changed. Doing it twice
    changes nothing the second time.
    """
    report = Report(problems=[*found.problems])
    for row in found.rows:
        try:
            with transaction.atomic():
                _take(row, report, by_id, at)
        except _LeftOut as reason:
            report.problems.append(Problem(row.where, str(reason)))
    return report


def _take(row: FoundRow, report: Report, by_id: int | None, at: datetime) -> None:
    model: Any = MODELS[row.kind]
    kept = model.objects.select_for_update().filter(key=row.key).first() or model(key=row.key)
    is_new = kept.pk is None
    values = row.fields | _tied(row)
    differs = not is_new and any(getattr(kept, name) != value for name, value in values.items())
    _judge(row, kept, values)
    if is_new or differs:
        kept.save()
    more = [_take_words(row, kept), _take_institutions(row, kept), _take_figures(row, kept)]
    changed = differs or any(more)
    if is_new or changed:
        record(f"{kept._meta.model_name}.{'made' if is_new else 'changed'}", subject=kept, by_id=by_id, at=at)
    (report.new if is_new else report.changed if changed else report.same).append(row.key)


def _tied(row: FoundRow) -> dict[str, Any]:
    """Find the district and the campus that the row names."""
    ties: dict[str, Any] = {}
    if row.district:
        ties["district"] = Area.objects.filter(code=row.district).first()
        if ties["district"] is None:
            raise _LeftOut(f"there is no district {shown(row.district)}.")
    if row.campus:
        ties["campus"] = Campus.objects.filter(key=row.campus).first()
        if ties["campus"] is None:
            raise _LeftOut(f"there is no campus {shown(row.campus)}.")
    return ties


def _judge(row: FoundRow, kept: Any, values: Mapping[str, Any]) -> None:
    """Set the values and ask the model; it looks in the database for what stood there before."""
    for name, value in values.items():
        setattr(kept, name, value)
    _ask(kept)
    if not row.words and not (kept.pk and kept.texts.exists()):
        raise _LeftOut("it has no words in any language.")


def _ask(record_: models.Model, *but: str) -> None:
    if reason := why_unfit(record_, but=("institutions", *but)):
        raise _LeftOut(shown(reason, 300))


def _take_words(row: FoundRow, kept: Any) -> bool:
    changed, name, words_of = False, WORDS[row.kind], kept._meta.get_field("texts")
    tie, model = words_of.field.name, words_of.related_model
    for language, words in row.words.items():
        text = model.objects.filter(**{tie: kept, "language": language}).first() or model(
            **{tie: kept, "language": language}
        )
        if getattr(text, name) != words:
            setattr(text, name, words)
            _ask(text, tie)
            text.save()
            changed = True
    return changed


def _take_institutions(row: FoundRow, kept: Any) -> bool:
    if not row.institutions:
        if row.kind == "spin_offs" and not kept.institutions.exists():
            raise _LeftOut("a spin-off names the institutions that it came from.")
        return False
    found = dict(Partner.objects.filter(key__in=row.institutions).values_list("key", "pk"))
    if unknown := sorted(set(row.institutions) - found.keys()):
        raise _LeftOut(f"there is no partner {shown(unknown[0])}.")
    if set(found.values()) == set(kept.institutions.values_list("pk", flat=True)):
        return False
    kept.institutions.set(found.values())
    return True


def _take_figures(row: FoundRow, kept: Any) -> bool:
    added = [_take_figure(kept, said) for said in row.figures]
    return any(added)


def _take_figure(project: HousingProject, said: Mapping[str, Any]) -> bool:
    """Add a figure that is not there yet.

    Raises:
        _LeftOut: it is not fit, or another one stands under the same date and source.
    """
    figure = HousingFigure(project=project, **said)
    same = {name: said[name] for name in ("as_of", "source") if name in said}
    known = HousingFigure.objects.filter(project=project, **same).first() if len(same) > 1 else None
    if known is not None:
        if all(getattr(known, name) == getattr(figure, name) for name in FIGURE):
            return False
        raise _LeftOut(
            f"another figure stands under {figure.as_of} and this source, and figures are never changed."
        )
    _ask(figure, "project")
    figure.save()
    return True
