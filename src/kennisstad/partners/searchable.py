# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of the partners and their groups; of no person."""

from collections.abc import Collection, Iterator

from kennisstad.languages.models import Language
from kennisstad.languages.reading import with_texts
from kennisstad.partners.models import Expert, Partner
from kennisstad.web.findable import Findable, address, among


def partners(keys: Collection[int] | None) -> Iterator[Findable]:
    """Give each partner in both languages: its name is the same in each."""
    for partner in with_texts(among(Partner.objects.all(), keys)):
        for language in Language.values:
            about = partner.text_in(language)
            yield Findable(
                subject=f"partner:{partner.pk}",
                language=language,
                title=partner.name,
                words="\n".join(filter(None, (about.about if about else "", partner.place))),
                address=address(language, "website:partner", partner.key),
                note=partner.get_kind_display(),
            )


def experts(keys: Collection[int] | None) -> Iterator[Findable]:
    """Give the groups that can be asked; they stand on the page of their partner."""
    for expert in with_texts(among(Expert.objects.asked().select_related("partner"), keys)):
        for text in expert.texts.all():
            yield Findable(
                subject=f"expert:{expert.pk}",
                language=text.language,
                title=text.name,
                words=f"{text.about}\n{text.works}".strip(),
                address=f"{address(text.language, 'website:partner', expert.partner.key)}#experts",
                note=expert.partner.name,
            )


def experts_along(keys: Collection[int]) -> Iterator[str]:
    """Give the groups of partners: they are told with their partner's name and address."""
    for pk in Expert.objects.filter(partner__in=keys).values_list("pk", flat=True):
        yield f"expert:{pk}"
