# SPDX-License-Identifier: EUPL-1.2
"""Make rows and their words what a file says of them, in a number of statements that does not grow."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import ProtectedError

from kennisstad.agreement.exchange.record import Texts
from kennisstad.agreement.models import Agreement
from kennisstad.lib.cleaning import one_line
from kennisstad.lib.files import Problem, shown

BATCH = 500


class StillUsed(Exception):
    """Something that the file leaves out cannot go: it is used."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def say(model: Any, owner: str, said: Mapping[int, Texts], **within: Any) -> None:
    """Make the words of these records what is said, and of no other.

    Args:
        within: which rows of words can be of them, to be read in one query.
    """
    rows = {
        (getattr(row, f"{owner}_id"), row.language): row for row in model._default_manager.filter(**within)
    }
    new, changed, gone, names = [], [], [], set[str]()
    for key, texts in said.items():
        for language, words in texts.items():
            row = rows.get((key, language))
            if row is None:
                new.append(model(**{f"{owner}_id": key}, language=language, **words))
            elif any(getattr(row, name) != text for name, text in words.items()):
                set_values(row, words)
                changed.append(row)
            names |= words.keys()
        gone += (
            [row.pk for (of, lang), row in rows.items() if of == key and lang not in texts] if rows else []
        )
    model._default_manager.filter(pk__in=gone).delete()
    model._default_manager.bulk_create(new, batch_size=BATCH)
    if changed:
        model._default_manager.bulk_update(changed, sorted(names), batch_size=BATCH)


def set_values(row: models.Model, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def put(
    model: Any, by: str, wanted: Mapping[str, Mapping[str, Any]], agreement: Agreement
) -> tuple[dict[str, Any], list[Any]]:
    """Add and change the rows of an agreement so that each key has these values.

    Returns:
        The rows by their key, and those whose key is not wanted.
    """
    rows = {
        one_line(getattr(row, by)): row
        for row in model._default_manager.filter(agreement=agreement).order_by("pk")
    }
    new, changed = [], []
    for key, values in wanted.items():
        if key not in rows:
            rows[key] = model(**{by: key}, agreement=agreement, **values)
            new.append(rows[key])
        elif any(getattr(rows[key], name) != value for name, value in values.items()):
            set_values(rows[key], values)
            changed.append(rows[key])
    model._default_manager.bulk_create(new, batch_size=BATCH)
    if changed:
        names = sorted({name for values in wanted.values() for name in values})
        model._default_manager.bulk_update(changed, names, batch_size=BATCH)
    return {key: rows[key] for key in wanted}, [row for key, row in rows.items() if key not in wanted]


def remove(rows: Iterable[Any]) -> None:
    """Remove rows that a file leaves out.

    Raises:
        StillUsed: something hangs on one of them.
    """
    for row in rows:
        name = f"{row._meta.verbose_name} {shown(getattr(row, 'key', row))}"
        try:
            if _is_tied(row):
                raise StillUsed(
                    Problem(name, "it is not in the file, and projects or questions hang on it here.")
                )
            row.delete()
        except ProtectedError as error:
            raise StillUsed(
                Problem(name, "it is not in the file, and something hangs on it here.")
            ) from error


def _is_tied(row: Any) -> bool:
    """Say whether records elsewhere name this one among many: those ties would go without a word."""
    ties = (one for one in row._meta.related_objects if one.many_to_many)
    return any(getattr(row, one.get_accessor_name()).exists() for one in ties)
