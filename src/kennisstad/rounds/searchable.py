# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of the rounds: those that visitors may see."""

from collections.abc import Collection, Iterator

from kennisstad.languages.reading import with_texts
from kennisstad.rounds.models import Round
from kennisstad.web.findable import Findable, address, among


def rounds(keys: Collection[int] | None) -> Iterator[Findable]:
    for one in with_texts(among(Round.objects.public().select_related("organiser"), keys)):
        for text in one.texts.all():
            yield Findable(
                subject=f"round:{one.pk}",
                language=text.language,
                title=text.title,
                words=f"{text.explanation}\n{one.organiser.name}".strip(),
                address=address(text.language, "rounds:round", one.pk),
                note=one.get_status_display(),
            )
