# SPDX-License-Identifier: EUPL-1.2
"""How long an answer took."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import FloatField, Func

from kennisstad.audit.standstill import until_something_happens
from kennisstad.citylab.models import Question

DAY = 86_400
"""Seconds."""


def median_days_to_answer(at: datetime) -> int | None:
    """Give the median of whole days from question to first outcome, over those sent in the last 365 days.

    Counted by the whole hour, so that it can be kept until something happens.
    """
    return _median_days_since((at - timedelta(days=365)).replace(minute=0, second=0, microsecond=0))


@until_something_happens
def _median_days_since(moment: datetime) -> int | None:
    answered = Question.objects.whole().filter(sent_at__gte=moment, answered_at__isnull=False)
    if not (number := answered.count()):
        return None
    took = answered.annotate(took=_SecondsBetween("answered_at", "sent_at")).order_by("took", "pk")
    return int(took.values_list("took", flat=True)[number // 2] // DAY)


class _SecondsBetween(Func):
    """Seconds from the second moment to the first; Django's own way calls Python for each row of SQLite."""

    arity = 2
    output_field = FloatField()
    template, arg_joiner = "ROUND(EXTRACT(EPOCH FROM %(expressions)s))", " - "

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        in_days = "ROUND((julianday(%(expressions)s)) * 86400)"
        return self.as_sql(compiler, connection, template=in_days, arg_joiner=") - julianday(", **context)
