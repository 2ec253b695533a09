# SPDX-License-Identifier: EUPL-1.2
"""Commitments and their figures: what is taken, and what is refused in a sentence."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from kennisstad.agreement.actions.commitments import (
    Money,
    Terms,
    add_commitment,
    edit_commitment,
    remove_commitment,
)
from kennisstad.agreement.actions.copying import free_key
from kennisstad.agreement.actions.figures import add_figure, withdraw_figure
from kennisstad.agreement.models import Budget, Commitment, Figure, Status
from kennisstad.audit.models import Event
from kennisstad.web.refusals import NotNow
from tests.agreement.making import (
    make_agreement,
    make_article,
    make_commitment,
    make_figure,
    make_theme,
)
from tests.making import MONDAY, make_partner, make_user

pytestmark = pytest.mark.django_db
BY = {"by": None, "at": MONDAY}
WORDS = {"nl": {"sentence": "Wij planten bomen.", "indicator": "Bomen", "definition": "Geteld."}}
COUNTED = {"nl": {"definition": "Alle bomen."}, "en": {"definition": "All trees."}}


def refusal(do) -> str:
    with pytest.raises(NotNow) as caught, transaction.atomic():
        do()
    return str(caught.value)


def a_draft():
    first = make_agreement()
    return make_agreement(
        follows=first, status=Status.DRAFT, starts_on=date(2028, 1, 1), ends_on=date(2032, 1, 1)
    )


def add(agreement, *, owners=(), money=None, **terms):
    return add_commitment(agreement, words=WORDS, terms=Terms(**terms), owners=owners, money=money, **BY)


def test_a_promise_of_an_article_is_added_with_all_that_belongs_to_it():
    draft, one, two = a_draft(), make_partner(), make_partner()
    article, theme = make_article(draft), make_theme(draft)
    money = Money(Decimal("1000.50"), date(2028, 1, 1), date(2029, 1, 1), is_public=False)

    made = add(
        draft,
        owners=[(one.pk, Decimal("0.6")), (two.pk, Decimal("0.4"))],
        money=money,
        article_id=article.pk,
        theme_id=theme.pk,
        due_on=date(2030, 1, 1),
        unit="bomen",
        target=Decimal(400),
    )

    assert (made.key, made.article, made.theme, made.target) == ("wij-planten-bomen", article, theme, 400)
    assert list(made.owners.order_by("pk").values_list("partner", "share")) == [
        (one.pk, Decimal("0.6")), (two.pk, Decimal("0.4")),
    ]  # fmt: skip
    assert (made.budget.amount, made.budget.currency, made.budget.is_public) == (
        Decimal("1000.50"),
        "EUR",
        False,
    )
    assert Event.objects.get().kind == "commitment.added"


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({}, "Kies het artikel waarin de afspraak staat"),
        ({"article_id": "other"}, "Dit artikel hoort bij een andere versie"),
        ({"source": "x", "theme_id": "other"}, "Dit thema hoort bij een andere versie"),
        ({"source": "x", "target": Decimal(1)}, "met welke eenheid"),
        ({"source": "x", "baseline": Decimal(1)}, "op welke dag het cijfer bij het begin"),
    ],
)
def test_terms_that_do_not_fit_are_refused(terms, said):
    draft = a_draft()
    other = {"article_id": make_article(draft.follows), "theme_id": make_theme(draft.follows)}
    given = {name: other[name].pk if value == "other" else value for name, value in terms.items()}

    assert said in refusal(lambda: add(draft, **given))
    assert Commitment.objects.count() == 0


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (["0.6", "0.5"], "samen meer dan het geheel"),
        (["1.2"], "hoogstens 100 procent"),
        (["0"], "meer dan 0"),
    ],
)
def test_shares_come_to_one_at_most(shares, said):
    owners = [(make_partner().pk, Decimal(share)) for share in shares]
    draft = a_draft()

    assert said in refusal(lambda: add(draft, owners=owners, source="x"))


def test_a_partner_owes_it_once():
    draft, partner = a_draft(), make_partner()

    assert "twee keer" in refusal(lambda: add(draft, owners=[(partner.pk, None)] * 2, source="x"))


@pytest.mark.parametrize(
    ("money", "said"),
    [
        (Money(Decimal(-1)), "niet minder dan nul"),
        (Money(Decimal(1), date(2028, 1, 1)), "de eerste en de laatste dag"),
        (Money(Decimal(1), None, date(2028, 1, 1)), "de eerste en de laatste dag"),
        (Money(Decimal(1), date(2029, 1, 1), date(2028, 1, 1)), "eindigt voordat zij begint"),
        (Money(Decimal(1), date(2028, 1, 1), date(2029, 1, 1), currency="euro"), "drie hoofdletters"),
    ],
)
def test_money_that_does_not_fit_is_refused(money, said):
    draft = a_draft()

    assert said in refusal(lambda: add(draft, money=money, source="x"))
    assert Budget.objects.count() == 0


def test_under_a_signed_version_only_what_was_promised_elsewhere_is_added():
    signed = make_agreement()
    article = make_article(signed)

    assert "Maak een aanvulling" in refusal(lambda: add(signed, article_id=article.pk))
    assert add(signed, source="Symposium 2024").source == "Symposium 2024"


def test_the_promise_of_a_signed_article_stays_as_it_is():
    promise = make_commitment()
    elsewhere = Terms(source="Elders")

    for change in (
        lambda: edit_commitment(promise, words=WORDS, terms=elsewhere, owners=[], money=None, **BY),
        lambda: remove_commitment(promise, **BY),
    ):
        assert "Maak een aanvulling" in refusal(change)
    promise.refresh_from_db()
    assert (promise.source, promise.text_in("nl").sentence) == ("", f"We keep {promise.key} nl.")


def test_a_promise_of_a_draft_is_changed_and_taken_out():
    draft, partner = a_draft(), make_partner()
    promise = make_commitment(draft, owners=[make_partner()])
    terms = Terms(source="Elders", due_on=date(2029, 1, 1))

    edit_commitment(promise, words=WORDS, terms=terms, owners=[(partner.pk, None)], money=None, **BY)

    promise = Commitment.objects.get(pk=promise.pk)
    assert (promise.article, promise.source, promise.due_on) == (None, "Elders", date(2029, 1, 1))
    assert (promise.text_in("nl").sentence, promise.owners.get().partner) == ("Wij planten bomen.", partner)
    remove_commitment(promise, **BY)
    assert Commitment.objects.count() == 0


def test_keys_are_of_one_commitment_each_and_fit():
    make_commitment(key="a" * 50)

    assert free_key("a" * 50) == "a" * 44 + "-2"
    assert free_key("b") == "b"


def give(promise, **said):
    values = {"value": Decimal(3), "unit": "bomen", "measured_on": date(2026, 1, 1), "source": "Telling"}
    return add_figure(promise, words=COUNTED, **values | said, **BY)


def test_a_newer_figure_stands_beside_the_older():
    promise, editor = make_commitment(unit="bomen"), make_user()

    give(promise)
    newer = add_figure(
        promise, value=Decimal(4), unit="bomen", measured_on=date(2026, 2, 1), source="Telling",
        words=COUNTED, by=editor, at=MONDAY,
    )  # fmt: skip

    assert list(promise.figures.newest().values_list("value", flat=True)) == [4, 3]
    assert (newer.entered_by, newer.entered_at, newer.text_in("en").definition) == (
        editor,
        MONDAY,
        "All trees.",
    )
    assert list(Event.objects.order_by("pk").values_list("kind", "actor")) == [
        ("commitment.figure-added", None), ("commitment.figure-added", editor.pk),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"measured_on": None}, "heeft een datum nodig"),
        ({"measured_on": date(2026, 11, 24)}, "nog niet is geweest"),
        ({"source": " "}, "heeft een bron nodig"),
        ({"unit": ""}, "heeft een eenheid nodig"),
        ({"unit": "huizen"}, "wordt geteld in “bomen”"),
        ({"words": {"nl": {"definition": " "}}}, "heeft uitleg nodig"),
    ],
)
def test_a_figure_without_its_whole_passport_is_refused(said, refused):
    promise = make_commitment(unit="bomen")
    values = {"value": Decimal(3), "unit": "bomen", "measured_on": date(2026, 1, 1), "source": "Telling"}

    assert refused in refusal(lambda: add_figure(promise, **{"words": COUNTED} | values | said, **BY))
    assert Figure.objects.count() == 0


def test_today_is_no_day_to_come():
    assert give(make_commitment(), measured_on=MONDAY.date()).measured_on == MONDAY.date()


def test_a_figure_of_the_same_day_and_source_comes_after_the_wrong_one_is_withdrawn():
    promise = make_commitment()
    first = give(promise)

    assert "Trek dat eerst in" in refusal(lambda: give(promise, value=Decimal(5)))
    withdraw_figure(first, because="Verkeerd geteld.", language="nl", **BY)
    give(promise, value=Decimal(5))

    first.refresh_from_db()
    assert (first.withdrawn_at, first.text_in("nl").why_withdrawn) == (MONDAY, "Verkeerd geteld.")
    assert promise.figures.count() == 2
    assert "al ingetrokken" in refusal(
        lambda: withdraw_figure(first, because="Nog eens.", language="nl", **BY)
    )


@pytest.mark.parametrize(("because", "language"), [("", "nl"), ("Fout.", "en")])
def test_why_a_figure_is_wrong_is_said_in_a_language_of_its_own(because, language):
    figure = make_figure(make_commitment())
    figure.texts.filter(language="en").delete()

    assert "waarom" in refusal(lambda: withdraw_figure(figure, because=because, language=language, **BY))
    figure.refresh_from_db()
    assert figure.withdrawn_at is None


def test_a_figure_goes_with_the_version_in_which_the_commitment_goes_on():
    old = make_commitment(make_agreement("old"))
    new = make_agreement("new", follows=old.agreement, starts_on=date(2025, 1, 1))
    make_commitment(new, carries_on=old)

    assert refusal(lambda: give(old)) == (
        "Deze versie is vervangen door “new nl”, waarin de afspraak verdergaat. Vul het daar in."
    )


def test_a_draft_has_no_figures_yet():
    promise = make_commitment(a_draft())

    assert "staat in een concept" in refusal(lambda: give(promise))


def test_a_promise_keeps_the_unit_in_which_its_figures_were_counted():
    promise = make_commitment(make_agreement(), article=None, source="Symposium", unit="bomen")
    figure = make_figure(promise, unit="bomen")

    def recount(unit):
        terms = Terms(source="Symposium", unit=unit)
        edit_commitment(promise, words=WORDS, terms=terms, owners=[], money=None, **BY)

    assert refusal(lambda: recount("struiken")) == (
        "Er staan cijfers in “bomen”. Houd die eenheid, of trek deze cijfers eerst in."
    )
    recount("bomen")
    withdraw_figure(figure, because="Fout", language="nl", **BY)
    recount("struiken")
    assert promise.unit == "struiken"
