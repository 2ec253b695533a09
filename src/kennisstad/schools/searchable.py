# SPDX-License-Identifier: EUPL-1.2
"""What of offers to schools can be found in the search box."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import override

from kennisstad.schools.classes import CLASSES, SUBJECTS
from kennisstad.schools.models import Offer, OfferText
from kennisstad.web.findable import Findable


def offers(keys: Collection[int] | None) -> Iterator[Findable]:
    """Give public offers, all or those among these keys, in every language they have."""
    found = Offer.objects.public().whole()
    if keys is not None:
        found = found.filter(pk__in=keys)
    for offer in found.order_by("pk"):
        for text in offer.texts.all():
            yield _findable(offer, text)


def _findable(offer: Offer, text: OfferText) -> Findable:
    with override(text.language):
        subjects = [str(SUBJECTS[one.subject]) for one in offer.subjects.all()]
        classes = [str(CLASSES[key]) for key in offer.class_keys]
        words = [text.does, text.gives, text.brings, text.access, offer.partner.name, *subjects, *classes]
        return Findable(
            subject=f"offer:{offer.pk}",
            language=text.language,
            title=text.title,
            words="\n".join(words),
            address=reverse("schools:offer", args=[offer.pk]),
            note=f"{offer.partner.name} · {offer.for_whom}",
        )
