# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of the city's districts and neighbourhoods: their names."""

from collections.abc import Collection, Iterator

from kennisstad.languages.models import Language
from kennisstad.neighbourhoods.meant import OFFICIAL
from kennisstad.neighbourhoods.models import Area
from kennisstad.web.findable import Findable, address, among


def areas(keys: Collection[int] | None) -> Iterator[Findable]:
    """Give each area in both languages; a neighbourhood is told of on the page of its district."""
    for area in among(Area.objects.select_related("parent"), keys):
        for language in Language.values:
            yield Findable(
                subject=f"area:{area.pk}",
                language=language,
                title=area.name,
                words=area.parent.name if area.parent else area.name.removesuffix(OFFICIAL),
                address=address(language, "website:neighbourhood", (area.parent or area).slug),
                note=area.parent.name if area.parent else area.get_kind_display(),
            )
