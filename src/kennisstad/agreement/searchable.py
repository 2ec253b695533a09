# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds of the agreement: signed versions, their articles, themes and commitments."""

from collections.abc import Collection, Iterator
from urllib.parse import quote

from kennisstad.agreement.models import Agreement, Article, Commitment, Theme
from kennisstad.agreement.models.agreement import Status
from kennisstad.languages.reading import with_texts
from kennisstad.web.findable import Findable, address, among

LONGEST_TITLE = 140
"""Characters of a commitment's sentence that stand as its title."""


def agreements(keys: Collection[int] | None) -> Iterator[Findable]:
    for agreement in with_texts(among(Agreement.objects.public(), keys)):
        for text in agreement.texts.all():
            yield Findable(
                subject=f"agreement:{agreement.pk}",
                language=text.language,
                title=text.name,
                words=text.summary,
                address=address(text.language, "progress:version", agreement.key),
                note=f"{agreement.starts_on.year} – {agreement.ends_on.year}",
            )


def articles(keys: Collection[int] | None) -> Iterator[Findable]:
    signed = Article.objects.filter(agreement__status=Status.SIGNED).select_related("agreement")
    for article in with_texts(among(signed, keys)):
        for text in article.texts.all():
            version = address(text.language, "progress:version", article.agreement.key)
            yield Findable(
                subject=f"article:{article.pk}",
                language=text.language,
                title=f"{article.number} {text.title}",
                words=text.body,
                address=f"{version}#article-{quote(article.number, safe='')}",
                note=f"{article.agreement.starts_on.year} – {article.agreement.ends_on.year}",
            )


def commitments(keys: Collection[int] | None) -> Iterator[Findable]:
    public = Commitment.objects.public().select_related("agreement")
    for commitment in with_texts(among(public, keys)):
        for text in commitment.texts.all():
            yield Findable(
                subject=f"commitment:{commitment.pk}",
                language=text.language,
                title=_shortened(text.sentence),
                words="\n".join(filter(None, (text.sentence, text.indicator, text.definition))),
                address=address(text.language, "progress:commitment", commitment.key),
                note=f"{commitment.agreement.starts_on.year} – {commitment.agreement.ends_on.year}",
            )


def themes(keys: Collection[int] | None) -> Iterator[Findable]:
    """Give the themes; how far they are is told on one page."""
    signed = Theme.objects.filter(agreement__status=Status.SIGNED).select_related("agreement")
    for theme in with_texts(among(signed, keys)):
        for text in theme.texts.all():
            yield Findable(
                subject=f"theme:{theme.pk}",
                language=text.language,
                title=text.name,
                words=text.summary,
                address=address(text.language, "website:theme", theme.key),
                note=f"{theme.agreement.starts_on.year} – {theme.agreement.ends_on.year}",
            )


def parts_along(keys: Collection[int]) -> Iterator[str]:
    """Give what a version is made of: a line about the version may be about each of it."""
    for model in (Article, Commitment, Theme):
        for pk in model.objects.filter(agreement__in=keys).values_list("pk", flat=True):
            yield f"{model._meta.model_name}:{pk}"


def _shortened(sentence: str) -> str:
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    return f"{sentence[:LONGEST_TITLE].rpartition(' ')[0] or sentence[:LONGEST_TITLE]} …"
