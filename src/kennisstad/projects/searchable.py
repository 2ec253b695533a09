# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of projects and of what they found out."""

from collections.abc import Collection, Iterator

from kennisstad.languages.reading import with_texts
from kennisstad.projects.models import Project, Result
from kennisstad.web.findable import Findable, address, among


def projects(keys: Collection[int] | None) -> Iterator[Findable]:
    for project in with_texts(among(Project.objects.select_related("carrier"), keys)):
        for text in project.texts.all():
            yield Findable(
                subject=f"project:{project.pk}",
                language=text.language,
                title=text.title,
                words=f"{text.summary}\n{project.carrier.name}",
                address=address(text.language, "website:project", project.pk),
                note=project.carrier.name,
            )


def results(keys: Collection[int] | None) -> Iterator[Findable]:
    for result in with_texts(among(Result.objects.select_related("project__carrier"), keys)):
        said = result.project.carrier.name
        for text in result.texts.all():
            words = (text.asked, text.found, text.advice, text.failed, text.next_question, said)
            yield Findable(
                subject=f"result:{result.pk}",
                language=text.language,
                title=text.title,
                words="\n".join(filter(None, words)),
                address=address(text.language, "website:result", result.pk),
                note=said,
            )


def results_along(keys: Collection[int]) -> Iterator[str]:
    """Give the results that a line about their project may be about."""
    for pk in Result.objects.filter(project__in=keys).values_list("pk", flat=True):
        yield f"result:{pk}"
