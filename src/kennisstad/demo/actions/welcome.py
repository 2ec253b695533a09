# SPDX-License-Identifier: EUPL-1.2
"""The example's steps for newcomers, venues, figures and ambassadors; and taking them away."""

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import override

from kennisstad.audit.actions import record
from kennisstad.demo import files, queries
from kennisstad.demo.models import ExampleRecord
from kennisstad.welcome import actions, consent, welcome_file
from kennisstad.welcome.models import Ambassador, PathStep, PressFact, Venue

RECORDS: tuple[Any, ...] = (PathStep, Venue, PressFact)


def welcome_newcomers(at: datetime) -> None:
    """Take over what this site has not, by the importer everyone uses."""
    file = welcome_file.read((files.DATA / "welcome.yaml").read_text("utf-8"))
    known = {model: set(model.objects.values_list("key", flat=True)) for model in RECORDS}
    file.found = [one for one in file.found if one.key not in known[actions.MODELS[one.kind]]]
    actions.take_over(file, by_id=None, at=at)
    for model, keys in known.items():
        ExampleRecord.objects.note(model.objects.exclude(key__in=keys))
    _let_ambassadors_in(at)


def _let_ambassadors_in(at: datetime) -> None:
    """Make the example's ambassadors as if they had confirmed: nobody reads letters to invented addresses."""
    for one in files.ambassadors():
        said = {name: getattr(one, name) for name in ("alias", "country", "speaks", "connection", "subjects")}
        with override(one.language):
            text = consent.consent_text()
        made, is_new = Ambassador.objects.get_or_create(
            email=one.email,
            defaults={
                **said,
                "key": uuid5(NAMESPACE_URL, one.email),
                "language": one.language,
                "consent_version": consent.VERSION,
                "consent_text": text,
                "made_at": at,
                "confirmed_at": at,
                "approved_at": at,
            },
        )
        if is_new:
            record("ambassador.approved", subject=made, by_id=None, at=at)
            ExampleRecord.objects.note([made])


def remove_welcome(at: datetime) -> None:
    """Remove what the example made and nobody changed since."""
    for model in (*RECORDS, Ambassador):
        for row in model.objects.filter(queries.made(model)).exclude(pk__in=queries.touched(model)):
            record(f"{model._meta.model_name}.removed", subject=row, by_id=None, at=at)
            row.delete()
