# SPDX-License-Identifier: EUPL-1.2
"""Articles are added, changed and removed; they stand in the order of their numbers."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement.actions.holding import Words, hold_draft, note, write
from kennisstad.agreement.models import Agreement, Article
from kennisstad.web.refusals import NotNow


@transaction.atomic
def add_article(
    agreement: Agreement, *, number: str, words: Words, is_summary: bool, by: User | None, at: datetime
) -> Article:
    """Add an article to a draft.

    Raises:
        NotNow: it is no draft any more, or another article has this number.
    """
    hold_draft(agreement)
    _check_number(agreement, number)
    article = Article.objects.create(
        agreement=agreement, number=number, is_summary=is_summary, place=agreement.articles.count() + 1
    )
    write(article, words)
    _put_in_order(agreement)
    note("agreement.article-added", agreement, by, at, article=article.pk)
    return article


@transaction.atomic
def edit_article(
    article: Article, *, number: str, words: Words, is_summary: bool, by: User | None, at: datetime
) -> None:
    """Change an article of a draft.

    Raises:
        NotNow: it is no draft any more, or another article has this number.
    """
    hold_draft(article.agreement)
    _check_number(article.agreement, number, but=article)
    article.number, article.is_summary = number, is_summary
    article.save(update_fields=["number", "is_summary"])
    write(article, words)
    _put_in_order(article.agreement)
    note("agreement.article-changed", article.agreement, by, at, article=article.pk)


@transaction.atomic
def remove_article(article: Article, *, by: User | None, at: datetime) -> None:
    """Take an article out of a draft.

    Raises:
        NotNow: it is no draft any more, or commitments stand in the article.
    """
    agreement = article.agreement
    hold_draft(agreement)
    if article.commitments.exists():
        raise NotNow(_("Commitments stand in this article. Move or remove them first."))
    note("agreement.article-removed", agreement, by, at, article=article.pk)
    article.delete()


def order_of(number: str) -> list[tuple[int, str]]:
    """Give what sorts article numbers as people count: 2, 10, 10.1, 10a."""
    parts = re.findall(r"\d+|[^\d.\s]+", number)
    return [(int(part), "") if part.isdecimal() else (0, part.casefold()) for part in parts]


def _check_number(agreement: Agreement, number: str, *, but: Article | None = None) -> None:
    if not number.strip():
        raise NotNow(_("Say which number the article has."))
    others = agreement.articles.exclude(pk=but.pk) if but else agreement.articles.all()
    if others.filter(number=number).exists():
        raise NotNow(_("Another article has this number. Choose another one."))


def _put_in_order(agreement: Agreement) -> None:
    articles = sorted(agreement.articles.order_by("pk"), key=lambda one: order_of(one.number))
    for place, article in enumerate(articles, start=1):
        article.place = place
    Article.objects.bulk_update(articles, ["place"])
