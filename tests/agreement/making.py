# SPDX-License-Identifier: EUPL-1.2
"""Agreements and commitments for tests, each with one plain call."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from kennisstad.agreement.models import (
    Agreement,
    AgreementText,
    Article,
    ArticleText,
    Commitment,
    CommitmentText,
    Figure,
    FigureText,
    Kind,
    Mark,
    Owner,
    Party,
    Status,
    Theme,
    ThemeText,
)
from kennisstad.partners.models import Partner
from tests.making import MONDAY

_numbers = count(1)


def make_agreement(
    key: str = "", *, follows: Agreement | None = None, parties: Any = (), **fields: Any
) -> Agreement:
    """Make a signed agreement of 2023 to 2027, in both languages, that follows another or is the first."""
    key = key or f"agreement-{next(_numbers)}"
    values: dict[str, Any] = {
        "kind": Kind.SUCCESSOR if follows else Kind.FIRST,
        "status": Status.SIGNED,
        "follows": follows,
        "starts_on": date(2023, 1, 1),
        "ends_on": date(2027, 12, 31),
    }
    agreement = Agreement.objects.create(key=key, **values | fields)
    for language in ("nl", "en"):
        AgreementText.objects.create(
            agreement=agreement,
            language=language,
            name=f"{key} {language}",
            summary=f"About {key} {language}",
        )
    for partner in parties:
        Party.objects.create(agreement=agreement, partner=partner, joined_on=agreement.starts_on)
    return agreement


def make_theme(agreement: Agreement, key: str = "", *, mark: Mark = Mark.CANAL, place: int = 1) -> Theme:
    key = key or f"theme-{next(_numbers)}"
    theme = Theme.objects.create(agreement=agreement, key=key, mark=mark, place=place)
    for language in ("nl", "en"):
        ThemeText.objects.create(theme=theme, language=language, name=f"{key} {language}", summary=f"{key}.")
    return theme


def make_article(agreement: Agreement, number: str = "", **fields: Any) -> Article:
    place = next(_numbers)
    article = Article.objects.create(
        agreement=agreement, number=number or str(place), **{"place": place} | fields
    )
    for language in ("nl", "en"):
        title, body = f"Article {article.number} {language}", f"We do {article.number} {language}."
        ArticleText.objects.create(article=article, language=language, title=title, body=body)
    return article


def make_commitment(agreement: Agreement | None = None, *, owners: Any = (), **fields: Any) -> Commitment:
    """Make a commitment that stands in an article, with words in both languages."""
    agreement = agreement or make_agreement()
    number = next(_numbers)
    values: dict[str, Any] = {"key": f"commitment-{number}", "place": number}
    if "source" not in fields and "article" not in fields:
        values["article"] = make_article(agreement)
    commitment = Commitment.objects.create(agreement=agreement, **values | fields)
    for language in ("nl", "en"):
        CommitmentText.objects.create(
            commitment=commitment, language=language, sentence=f"We keep {commitment.key} {language}."
        )
    for partner in owners:
        Owner.objects.create(commitment=commitment, partner=partner)
    return commitment


def make_figure(
    commitment: Commitment, value: str = "10", on: date = date(2026, 1, 1), **fields: Any
) -> Figure:
    values: dict[str, Any] = {"unit": "homes", "source": "The yearly count", "entered_at": MONDAY}
    figure = Figure.objects.create(
        commitment=commitment, value=Decimal(value), measured_on=on, **values | fields
    )
    for language in ("nl", "en"):
        FigureText.objects.create(figure=figure, language=language, definition=f"Counted ({language}).")
    return figure


def owner_of(commitment: Commitment) -> Partner:
    """Give the first partner that owes it."""
    return commitment.owners.order_by("pk")[0].partner
