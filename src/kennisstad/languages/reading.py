# SPDX-License-Identifier: EUPL-1.2
"""Read records with their words in one query."""

from typing import Any, TypeVar

from django.db.models import F, Model, QuerySet

R = TypeVar("R", bound=Model)


def with_texts(records: QuerySet[R], *, first: int | None = None) -> list[R]:
    """Read records and their words in one query, in the order of the records.

    Args:
        first: how many records at most; all of them when left out.
    """
    words: Any = records.model._meta.get_field("texts").related_model
    names = [column.attname for column in words._meta.concrete_fields]
    if first is not None:
        records = records.filter(pk__in=records.values("pk")[:first])
    found: dict[Any, R] = {}
    for row in records.annotate(**{f"text_{name}": F(f"texts__{name}") for name in names}):
        values: dict[str, Any] = {name: getattr(row, f"text_{name}") for name in names}
        record = found.setdefault(row.pk, row)
        # What `prefetch_related` keeps, without its second query.
        kept = vars(record).setdefault("_prefetched_objects_cache", {}).setdefault("texts", [])
        kept += [words(**values)] if values["id"] else []
    return list(found.values())
