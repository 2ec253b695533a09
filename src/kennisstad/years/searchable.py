# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of themed years and their days."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import override

from kennisstad.audit.models import subject_of
from kennisstad.web.findable import Findable
from kennisstad.web.templatetags.web import in_words
from kennisstad.years.models import Day, Year

Keys = Collection[int] | None


def years(keys: Keys) -> Iterable[Findable]:
    found = Year.objects.prefetch_related("texts").order_by("pk")
    for year in found if keys is None else found.filter(pk__in=keys):
        for text in year.texts.all():
            with override(text.language):
                address = reverse("years:year", args=[year.slug])
            yield Findable(subject_of(year), text.language, text.name, text.summary, address)


def days(keys: Keys) -> Iterable[Findable]:
    found = Day.objects.select_related("year", "area").prefetch_related("texts").order_by("pk")
    for day in found if keys is None else found.filter(pk__in=keys):
        place = day.area.name if day.area else ""
        for text in day.texts.all():
            with override(text.language):
                address = reverse("years:day", args=[day.year.slug, day.on.isoformat()])
                words = " ".join(filter(None, [text.about, day.owner, place]))
                note = in_words(day.on)
            yield Findable(subject_of(day), text.language, text.subject, words, address, note)
