# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of what is taught: courses that take questions."""

from collections.abc import Collection, Iterator

from kennisstad.education.models import Course
from kennisstad.languages.reading import with_texts
from kennisstad.web.findable import Findable, address, among


def courses(keys: Collection[int] | None) -> Iterator[Findable]:
    """Give courses; they stand on the page of their institution."""
    for course in with_texts(among(Course.objects.offered().select_related("partner"), keys)):
        for text in course.texts.all():
            yield Findable(
                subject=f"course:{course.pk}",
                language=text.language,
                title=text.name,
                words=f"{text.description}\n{course.partner.name}".strip(),
                address=f"{address(text.language, 'website:partner', course.partner.key)}#courses",
                note=course.partner.name,
            )
