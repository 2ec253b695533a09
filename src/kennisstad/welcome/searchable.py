# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of the newcomer's path, the venues and the press page."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kennisstad.audit.models import subject_of
from kennisstad.languages.models import Text
from kennisstad.web.findable import Findable
from kennisstad.welcome.models import PathStep, PressFact, Venue
from kennisstad.welcome.models.step import FOR


def steps(keys: Collection[int] | None) -> Iterable[Findable]:
    """Give the steps; each leads to the path of the first kind of newcomer whom it is for."""
    for step, text in _each(PathStep.objects.all(), keys):
        kind = next(kind for kind, name in FOR.items() if getattr(step, name))
        words = " ".join((text.task, text.why, text.where))
        address = f"{reverse('welcome:path')}?kind={kind.value}#phase-{step.phase}"
        note = _("For newcomers")
        yield Findable(subject_of(step), text.language, text.title, words, address, note)


def venues(keys: Collection[int] | None) -> Iterable[Findable]:
    for venue, text in _each(Venue.objects.prefetch_related("rooms"), keys):
        words = " ".join((text.about, venue.address, venue.place, *(room.name for room in venue.rooms.all())))
        address = f"{reverse('welcome:venues')}#venue-{venue.key}"
        yield Findable(subject_of(venue), text.language, venue.name, words, address, _("Congress venue"))


def press_facts(keys: Collection[int] | None) -> Iterable[Findable]:
    for fact, text in _each(PressFact.objects.all(), keys):
        title = f"{fact.number_said} {text.unit}"
        words, address = f"{text.definition} {text.source}", f"{reverse('welcome:press')}#figures"
        yield Findable(subject_of(fact), text.language, title, words, address, _("For the press"))


def _each(records: QuerySet[Any], keys: Collection[int] | None) -> Iterator[tuple[Any, Any]]:
    """Give each record with each of its texts, in the language of that text."""
    wanted = records if keys is None else records.filter(pk__in=keys)
    for record in wanted.order_by("pk").prefetch_related("texts"):
        texts: list[Text] = sorted(record.texts.all(), key=lambda text: text.language)
        for text in texts:
            with override(text.language):
                yield record, text
