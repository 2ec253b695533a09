# SPDX-License-Identifier: EUPL-1.2
"""The truth is in the database: what may be chosen from a list cannot be anything else there."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from tests.making import make_question

CHOSEN = [
    (model, field)
    for model in apps.get_models()
    if model.__module__.startswith("kennisstad.")
    for field in model._meta.fields
    if field.choices
]


def allowed(condition: Q, name: str) -> Iterator[set[str]]:
    """Give what a constraint lets through for a field by itself."""
    if len(condition.children) == 1 and not condition.negated:
        (only,) = condition.children
        if isinstance(only, tuple) and only[0] == f"{name}__in":
            yield set(only[1])


@pytest.mark.parametrize(("model", "field"), CHOSEN, ids=lambda part: getattr(part, "__name__", None))
def test_every_field_with_choices_is_held_to_them(
    model: type[models.Model], field: models.CharField[str, str]
) -> None:
    held = [
        values
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
        for values in allowed(constraint.condition, field.name)
    ]

    assert held == [{value for value, _ in field.flatchoices} | ({""} if field.blank else set())]


@pytest.mark.django_db
def test_database_refuses_what_is_not_on_the_list() -> None:
    question = make_question()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(question).objects.filter(pk=question.pk).update(asker_kind="martian")
