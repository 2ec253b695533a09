# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of the city lab: questions that visitors may see."""

from collections.abc import Collection, Iterator

from kennisstad.citylab.models import Question
from kennisstad.languages.reading import with_texts
from kennisstad.web.findable import Findable, address, among


def questions(keys: Collection[int] | None) -> Iterator[Findable]:
    """Give the clear words, and the asker's own where visitors may read them."""
    public = among(Question.objects.public(), keys).prefetch_related("districts")
    for question in with_texts(public):
        places = ", ".join(sorted(area.name for area in question.districts.all()))
        for text in question.texts.all():
            own = question.words if question.show_words and question.language == text.language else ""
            yield Findable(
                subject=f"question:{question.pk}",
                language=text.language,
                title=text.title,
                words="\n".join(filter(None, (text.body, own, places))),
                address=address(text.language, "citylab:question", question.pk),
                note=places,
            )
