# SPDX-License-Identifier: EUPL-1.2
"""The document that parties sign."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from kennisstad.agreement import paper
from kennisstad.agreement.models import Budget
from tests.agreement.signing.offered import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pango")]


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_the_document_holds_both_languages_and_who_signs():
    agreement = make_draft()
    article = agreement.articles.get()
    commitment = agreement.commitments.get()

    words = words_of(paper.document(agreement))

    for said in (
        "nieuw nl",
        "nieuw en",
        f"We do {article.number} nl.",
        f"We do {article.number} en.",
        f"We keep {commitment.key} nl. Verantwoordelijk: Stad.",
        f"We keep {commitment.key} en. Owed by: Stad.",
        "Van 1 januari 2023 tot en met 31 december 2027.",
        "From 1 January 2023 to 31 December 2027.",
        "Stad Anna de Boer bestuurder",
    ):
        assert said in words
    assert words.index("nieuw nl") < words.index("nieuw en")


def test_the_same_words_give_the_same_bytes_and_tags():
    agreement = make_draft()

    first = paper.document(agreement)

    assert first == paper.document(agreement)
    root = PdfReader(BytesIO(first)).root_object
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "nl")


def test_a_party_that_left_no_longer_stands_in_it():
    agreement = make_draft()
    agreement.parties.filter(partner__key="school").update(left_on=agreement.starts_on)

    assert "<li>School</li>" not in paper.page(agreement)
    assert "<li>Stad</li>" in paper.page(agreement)


def test_what_an_editor_writes_is_never_markup():
    agreement = make_draft()
    agreement.texts.update(summary="<script>alert(1)</script>")

    assert "<script>" not in paper.page(agreement)


def test_all_that_is_public_of_a_promise_is_signed_and_nothing_that_is_hidden():
    agreement = make_draft()
    commitment = agreement.commitments.get()
    agreement.commitments.update(unit="homes", baseline=5, baseline_on=date(2023, 1, 1), target=1200)
    commitment.texts.update(indicator="Homes", definition="Keys handed over.")
    commitment.owners.update(share=Decimal("0.625"))
    days = {"starts_on": date(2023, 1, 1), "ends_on": date(2024, 12, 31)}
    budget = Budget.objects.create(commitment=commitment, amount=Decimal(24000), **days)

    words = words_of(paper.document(agreement))

    for said in (
        "Owed by: Stad (62.5%).",
        "What is counted: Homes. Keys handed over.",
        "Figure at the start: 5 homes (1 January 2023).",
        "Target: 1,200 homes.",
        "Budget: EUR 24,000 (1 January 2023 to 31 December 2024).",
        "Budget: EUR 24.000",
    ):
        assert said in words
    Budget.objects.filter(pk=budget.pk).update(is_public=False)
    assert "EUR" not in paper.page(agreement)
