# SPDX-License-Identifier: EUPL-1.2
"""Say why a record from a file cannot be kept: field by field, and never as the database says it."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import override

from kennisstad.lib.files import shown

COMPARED: dict[str, tuple[Callable[[Any, Any], bool], str, str]] = {
    "gte": (lambda value, limit: value >= limit, "less than", "before"),
    "gt": (lambda value, limit: value > limit, "not more than", "not after"),
    "lte": (lambda value, limit: value <= limit, "more than", "after"),
    "lt": (lambda value, limit: value < limit, "not less than", "not before"),
}
"""Per lookup: how it is judged, and what is wrong with a number or a day that fails."""
MISSING, EMPTY = "it is missing.", "it must be empty here."


def why_unfit(record: models.Model, *, but: Collection[str] = (), unique: bool = True) -> str:
    """Ask a record whether it can be kept.

    Args:
        but: fields that are not asked about, such as the record that this one will belong to.
        unique: whether to look for another record like it.
    Returns:
        What is wrong, in English, each with its field; nothing when it is fit.
    """
    with override("en"):
        try:
            record.full_clean(exclude={*but}, validate_unique=unique, validate_constraints=False)
        except ValidationError as error:
            return " ".join(_of_field(name, said) for name, said in error.message_dict.items())
        return next(_broken(record, but, unique=unique), "")


def _of_field(name: str, said: list[str]) -> str:
    return " ".join(said) if name == NON_FIELD_ERRORS else f"{name}: {' '.join(said)}"


def _broken(record: models.Model, but: Collection[str], *, unique: bool) -> Iterator[str]:
    for model, constraints in record.get_constraints():
        for constraint in constraints:
            if isinstance(constraint, models.UniqueConstraint) and not unique:
                continue
            try:
                constraint.validate(model, record, exclude={*but})
            except ValidationError:
                yield _in_words(constraint, record)


def _in_words(constraint: models.BaseConstraint, record: models.Model) -> str:
    if constraint.violation_error_message is not constraint.default_violation_error_message:
        return str(constraint.violation_error_message)
    if isinstance(constraint, models.UniqueConstraint):
        same = f"{', '.join(constraint.fields)}: " if constraint.fields else ""
        return f"{same}another one has the same."
    condition: Any = getattr(constraint, "condition", models.Q())
    return (
        " ".join(_failing(condition, record)) or f"{', '.join(_names(condition))}: these do not go together."
    )


def _failing(condition: Any, record: models.Model) -> list[str]:
    """Say which parts of a condition fail, each once."""
    parts = [
        _failing(part, record) if isinstance(part, models.Q) else _of_one(part[0], part[1], record)
        for part in condition.children
    ]
    if condition.negated:
        failing = [] if any(parts) else [f"{name}: {_told(record, name)}" for name in _names(condition)]
    elif condition.connector == models.Q.OR:
        # What is closest to being right is what was meant.
        failing = min(reversed(parts), key=len)
    else:
        failing = [said for part in parts for said in part]
    return list(dict.fromkeys(failing))


def _of_one(name: str, wanted: Any, record: models.Model) -> list[str]:
    field, _, lookup = name.partition("__")
    value, limit = _value(record, field), _limit(record, wanted)
    if lookup == "isnull":
        wrong = "" if (value is None) == wanted else MISSING if value is None else EMPTY
    elif value is None or (lookup in COMPARED and limit is None):
        wrong = MISSING
    elif lookup in COMPARED:
        wrong = _beyond(lookup, value, limit)
    else:
        wrong = _unknown(value, wanted if lookup == "in" else [wanted])
    return [f"{field}: {wrong}"] if wrong else []


def _beyond(lookup: str, value: Any, limit: Any) -> str:
    fits, of_number, of_day = COMPARED[lookup]
    said = of_day if isinstance(value, date) else of_number
    return "" if fits(value, limit) else f"{shown(value)} is {said} {shown(limit)}."


def _unknown(value: Any, known: Collection[Any]) -> str:
    if value in known:
        return ""
    return EMPTY if [*known] == [""] else f"{shown(value)} is not {', '.join(map(str, known))}."


def _value(record: models.Model, field: str) -> Any:
    # A tie to another record by its number: there may be none yet.
    column: Any = record._meta.get_field(field)
    return getattr(record, column.attname)


def _limit(record: models.Model, wanted: Any) -> Any:
    """Give what a field is held against: a value, or what another field of the record says."""
    is_field = isinstance(wanted, models.F)
    return _value(record, wanted.name) if is_field else wanted


def _told(record: models.Model, field: str) -> str:
    value = _value(record, field)
    return MISSING if value in (None, "") else f"{shown(value)} cannot be."


def _names(condition: Any) -> list[str]:
    """Give the fields that a condition is about, each once."""
    found = list[str]()
    for part in condition.children:
        found += _names(part) if isinstance(part, models.Q) else [part[0].partition("__")[0]]
    return list(dict.fromkeys(found))
