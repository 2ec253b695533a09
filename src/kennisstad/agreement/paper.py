# SPDX-License-Identifier: EUPL-1.2
"""The agreement as the document that its parties sign: both languages, Dutch first."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from kennisstad.agreement.models import Agreement, Commitment
from kennisstad.languages.models import Language
from kennisstad.web.paper import pdf


def document(agreement: Agreement) -> bytes:
    """Make the PDF of a version: the same words give the same bytes.

    Raises:
        NoPaper: this machine lacks what makes a PDF.
    """
    return pdf(page(agreement))


def page(agreement: Agreement) -> str:
    """Write the document as one page of HTML."""
    about = _about(agreement)
    parts = []
    for language in Language.values:
        with override(language):
            parts.append(render_to_string("agreement/parts/paper.html", {"language": language, **about}))
    with override(Language.NL):
        return render_to_string("agreement/paper.html", {"parts": parts, **about})


def _about(agreement: Agreement) -> dict[str, Any]:
    found = Commitment.objects.filter(agreement=agreement).in_order()
    commitments = list(found.select_related("budget").prefetch_related("texts", "owners__partner"))
    articles = agreement.articles.in_order().prefetch_related("texts")
    return {
        "agreement": agreement,
        "parties": agreement.parties.filter(left_on=None).select_related("partner").order_by("partner__name"),
        "themes": agreement.themes.in_order().prefetch_related("texts"),
        "articles": [
            (article, [one for one in commitments if one.article_id == article.pk]) for article in articles
        ],
        "others": [one for one in commitments if one.article_id is None],
        "signatories": agreement.signatories.in_turn().select_related("partner"),
    }
