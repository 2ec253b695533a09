# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of campuses, sites, housing projects and spin-offs."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kennisstad.audit.models import subject_of
from kennisstad.campus.city_map import address_of
from kennisstad.campus.models import Campus, HousingProject, Site, SpinOff
from kennisstad.web.findable import Findable

Keys = Collection[int] | None


def campuses(keys: Keys) -> Iterable[Findable]:
    found = Campus.objects.select_related("district").prefetch_related("texts", "institutions")

    def words(one: Campus, text: Any) -> str:
        return " ".join([text.summary, one.district.name, *(str(p) for p in one.institutions.all())])

    return _found(found, keys, words, lambda one: reverse("campus:campus", args=[one.key]), _("campus"))


def sites(keys: Keys) -> Iterable[Findable]:
    found = Site.objects.select_related("district", "campus").prefetch_related("texts")

    def words(one: Site, text: Any) -> str:
        return f"{text.purpose} {one.district.name}"

    return _found(found, keys, words, address_of, _("site"))


def housing(keys: Keys) -> Iterable[Findable]:
    found = HousingProject.objects.select_related("district").prefetch_related("texts")

    def words(one: HousingProject, text: Any) -> str:
        said = [text.summary, one.address, one.district.name, one.developer, one.get_whom_display()]
        return " ".join(filter(None, said))

    def address(one: HousingProject) -> str:
        return f"{reverse('campus:home')}#{one.key}"

    return _found(found, keys, words, address, _("housing project"))


def spin_offs(keys: Keys) -> Iterable[Findable]:
    found = SpinOff.objects.prefetch_related("texts", "institutions")

    def words(one: SpinOff, text: Any) -> str:
        return " ".join([text.about, one.get_field_display(), *(str(p) for p in one.institutions.all())])

    def address(one: SpinOff) -> str:
        return f"{reverse('campus:spinoffs')}?decade={one.founded_in - one.founded_in % 10}#{one.key}"

    return _found(found, keys, words, address, _("spin-off"))


def _found(
    records: Any, keys: Keys, words: Callable[[Any, Any], str], address: Callable[[Any], str], note: Any
) -> Iterator[Findable]:
    """Tell of each record in every language that it has."""
    for one in records.order_by("pk") if keys is None else records.filter(pk__in=keys).order_by("pk"):
        for text in one.texts.all():
            with override(text.language):
                yield Findable(
                    subject=subject_of(one),
                    language=text.language,
                    title=one.name,
                    words=words(one, text),
                    address=address(one),
                    note=str(note),
                )
