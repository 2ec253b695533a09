# SPDX-License-Identifier: EUPL-1.2
"""Take over steps, venues and figures; what has the same key here becomes what the file says."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from kennisstad.audit.actions import record
from kennisstad.lib.files import Problem, Report, shown
from kennisstad.web.unfit import why_unfit
from kennisstad.welcome.models import PathStep, PressFact, Venue
from kennisstad.welcome.welcome_file import Found, Unfit, WelcomeFile

MODELS: dict[str, type[models.Model]] = {"steps": PathStep, "venues": Venue, "press": PressFact}


@transaction.atomic
def take_over(file: WelcomeFile, *, by_id: int | None, at: datetime) -> Report:
    """Make or change the entries of a file; each is told by name, and a misfit is left out.

    Entries of this site that the file does not name stay as they are.
    """
    report = Report(problems=list(file.problems))
    for found in file.found:
        try:
            with transaction.atomic():
                happened = _take(found, by_id, at)
        except Unfit as unfit:
            report.problems.append(Problem(f"{found.kind} {found.key}", str(unfit)))
            continue
        getattr(report, happened).append(found.key)
        report.notes.append(f"{happened}: {found.kind} {found.key}")
    return report


def _take(found: Found, by_id: int | None, at: datetime) -> str:
    model: Any = MODELS[found.kind]
    row = model.objects.filter(key=found.key).first() or model()
    is_new = row.pk is None
    before = None if is_new else _said(row)
    for name in _columns(model):
        setattr(row, name, found.values.get(name, model._meta.get_field(name).get_default()))
    _ask(row)
    row.save()
    _write_texts(row, found)
    _write_rooms(row, found)
    fresh = model.objects.get(pk=row.pk)
    if not is_new and _said(fresh) == before:
        return "same"
    happened = "made" if is_new else "changed"
    record(f"{model._meta.model_name}.{happened}", subject=row, by_id=by_id, at=at)
    return "new" if is_new else "changed"


def _ask(record: models.Model, *but: str, where: str = "") -> None:
    """Ask a record whether it can be kept.

    Raises:
        Unfit: it cannot.
    """
    if reason := why_unfit(record, but=but):
        raise Unfit(f"{where}{reason}")


def _columns(model: Any) -> list[str]:
    return [column.name for column in model._meta.concrete_fields if column.name != "id"]


def _said(row: Any) -> list[dict[str, Any]]:
    """Give all that a record says, to compare."""
    own = {name: getattr(row, name) for name in _columns(type(row))}
    parts = [row.texts.order_by("language")]
    if isinstance(row, Venue):
        parts.append(row.rooms.order_by("name"))
    return [own, *({**one, "id": 0} for part in parts for one in part.values())]


def _write_texts(row: Any, found: Found) -> None:
    words: Any = type(row)._meta.get_field("texts").related_model
    owner = type(row)._meta.get_field("texts").field.name
    for language, said in found.texts.items():
        text = words.objects.filter(**{owner: row.pk}, language=language).first() or words(language=language)
        setattr(text, f"{owner}_id", row.pk)
        for column in words._meta.concrete_fields:
            if column.name not in ("id", "language", owner):
                setattr(text, column.name, said.get(column.name, ""))
        _ask(text, owner, where=f"in {language}, ")
        text.save()


def _write_rooms(row: Any, found: Found) -> None:
    if not isinstance(row, Venue):
        return
    rooms: Any = type(row)._meta.get_field("rooms").related_model
    rooms.objects.filter(venue=row.pk).delete()
    for said in found.rooms:
        room = rooms(venue_id=row.pk, **said)
        _ask(room, "venue", where=f"room {shown(room.name)}, ")
        room.save()
