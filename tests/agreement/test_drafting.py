# SPDX-License-Identifier: EUPL-1.2
"""A version is drafted, described, thrown away, followed by another, or entered as signed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from kennisstad.agreement.actions import drafting, themes
from kennisstad.agreement.actions.articles import add_article, order_of, remove_article
from kennisstad.agreement.actions.commitments import Money, Terms, add_commitment
from kennisstad.agreement.actions.parties import join
from kennisstad.agreement.actions.readiness import faults_before_offering
from kennisstad.agreement.models import (
    Agreement,
    Budget,
    Commitment,
    Figure,
    Kind,
    Party,
    Status,
    Theme,
    ThemeStep,
)
from kennisstad.audit.models import Event
from kennisstad.web.refusals import NotNow
from tests.agreement.making import make_agreement, make_article, make_commitment, make_theme, owner_of
from tests.making import MONDAY, make_partner

pytestmark = pytest.mark.django_db
STARTS = date(2023, 1, 1)
BY = {"by": None, "at": MONDAY}
NAMED = {"nl": {"name": "Overeenkomst", "summary": "Samen."}, "en": {"name": "Agreement", "summary": "."}}


def draft(kind=Kind.FIRST, key="next", starts_on=date(2028, 1, 1), ends_on=date(2032, 12, 31)):
    return drafting.draft(kind=kind, key=key, words=NAMED, starts_on=starts_on, ends_on=ends_on, **BY)


def refusal(do) -> str:
    with pytest.raises(NotNow) as caught, transaction.atomic():
        do()
    return str(caught.value)


def test_the_first_agreement_is_drafted_and_the_journal_says_so():
    made = draft()

    assert (made.kind, made.status, made.follows, str(made)) == ("first", "draft", None, "Overeenkomst")
    assert list(Event.objects.order_by("pk").values_list("kind", "facts")) == [
        ("agreement.drafted", {"version": "first"})
    ]


def test_a_successor_takes_over_who_is_still_a_party_and_nothing_else():
    staying, leaving = make_partner(), make_partner()
    old = make_agreement(parties=[staying, leaving])
    old.parties.filter(partner=leaving).update(left_on=date(2025, 1, 1))
    make_theme(old)
    make_commitment(old)

    new = draft(Kind.SUCCESSOR)

    assert new.follows == old
    assert list(new.parties.values_list("partner", "joined_on")) == [(staying.pk, date(2028, 1, 1))]
    assert (new.themes.count(), new.articles.count(), new.commitments.count()) == (0, 0, 0)


def test_an_amendment_takes_over_all_and_each_thing_goes_on_as_its_copy():
    owner = make_partner()
    old = make_agreement("now", parties=[owner])
    theme, article = make_theme(old, "water"), make_article(old, "4.2")
    promise = make_commitment(old, key="green", owners=[owner], article=article, theme=theme)
    Budget.objects.create(
        commitment=promise, amount=Decimal(100), starts_on=date(2023, 1, 1), ends_on=date(2024, 1, 1)
    )

    new = draft(Kind.AMENDMENT, "now-b", starts_on=date(2025, 1, 1), ends_on=old.ends_on)

    copy = new.commitments.get()
    assert (copy.key, copy.carries_on, copy.article.number, copy.theme.key) == (
        "green-now-b", promise, "4.2", "water",
    )  # fmt: skip
    assert (copy.agreement, copy.article.agreement, copy.theme.agreement) == (new,) * 3
    assert copy.text_in("en").sentence == promise.text_in("en").sentence
    assert (copy.owners.get().partner, copy.budget.amount) == (owner, Decimal(100))
    assert list(ThemeStep.objects.values_list("old", "new")) == [(theme.pk, copy.theme.pk)]
    assert list(new.parties.values_list("partner", "joined_on")) == [(owner.pk, old.starts_on)]
    assert [str(one) for one in faults_before_offering(new)] == []
    # The version that was signed is as it was.
    assert (old.commitments.get(), old.themes.get(), old.articles.get()) == (promise, theme, article)


@pytest.mark.parametrize(
    ("kind", "days", "said"),
    [
        (Kind.SUCCESSOR, (date(2028, 1, 1), date(2027, 1, 1)), "eindigt voordat"),
        (Kind.SUCCESSOR, (date(2022, 1, 1), date(2027, 1, 1)), "begint vóór"),
        (Kind.FIRST, (date(2028, 1, 1), date(2029, 1, 1)), "al een eerste"),
    ],
)
def test_a_draft_that_does_not_fit_is_refused(kind, days, said):
    make_agreement("old")

    assert said in refusal(lambda: draft(kind, starts_on=days[0], ends_on=days[1]))
    assert Agreement.objects.count() == 1


def test_there_is_one_draft_at_a_time_and_something_to_follow():
    assert "nog niets om op te volgen" in refusal(lambda: draft(Kind.SUCCESSOR))
    draft()

    assert "nog niet ondertekend" in refusal(lambda: draft(Kind.SUCCESSOR, "another"))
    assert "nog niet ondertekend" in refusal(lambda: draft(Kind.AMENDMENT, "another"))


def test_a_key_names_one_agreement():
    make_agreement("old")

    assert "adres van een andere overeenkomst" in refusal(lambda: draft(Kind.SUCCESSOR, "old"))


@pytest.mark.parametrize("status", [Status.OFFERED, Status.SIGNED])
def test_the_text_of_what_is_offered_or_signed_stays_as_it_is(status):
    agreement = make_agreement(status=status)
    article, theme = make_article(agreement), make_theme(agreement)
    words = {"nl": {"title": "x", "body": "y"}}
    said = "Maak een aanvulling of een opvolger" if status == Status.SIGNED else "Haal haar eerst terug"

    for change in (
        lambda: drafting.describe(agreement, words={}, starts_on=STARTS, ends_on=STARTS, **BY),
        lambda: drafting.discard(agreement, **BY),
        lambda: drafting.enter_as_signed(agreement, signed_on=None, **BY),
        lambda: add_article(agreement, number="9", words=words, is_summary=False, **BY),
        lambda: remove_article(article, **BY),
        lambda: themes.remove_theme(theme, **BY),
        lambda: themes.map_themes(agreement, onward={}, **BY),
    ):  # fmt: skip
        assert said in refusal(change)
    assert Event.objects.count() == 0


def test_a_draft_is_described_anew():
    made = draft()
    words = {"nl": {"name": "Anders", "summary": "Kort."}}

    drafting.describe(made, words=words, starts_on=date(2029, 1, 1), ends_on=date(2030, 1, 1), **BY)

    made.refresh_from_db()
    assert (made.starts_on, made.ends_on, made.text_in("nl").name) == (
        date(2029, 1, 1),
        date(2030, 1, 1),
        "Anders",
    )
    assert made.text_in("en").name == "Agreement"
    assert "eindigt voordat" in refusal(
        lambda: drafting.describe(made, words={}, starts_on=date(2029, 1, 1), ends_on=date(2028, 1, 1), **BY)
    )


def test_a_draft_is_thrown_away_with_all_that_was_entered():
    old = make_agreement()
    gone_on = make_theme(old)
    made = draft(Kind.SUCCESSOR)
    theme = make_theme(made)
    make_commitment(made, theme=theme, owners=[make_partner()])
    themes.map_themes(made, onward={gone_on.pk: [theme.pk]}, **BY)

    drafting.discard(made, **BY)

    assert list(Agreement.objects.all()) == [old]
    assert (Commitment.objects.count(), Theme.objects.count(), ThemeStep.objects.count()) == (0, 1, 0)


def test_what_was_signed_long_ago_is_entered_with_its_day():
    made = draft(starts_on=date(2017, 7, 1), ends_on=date(2022, 7, 1))
    assert "Niemand doet nog mee" in refusal(lambda: drafting.enter_as_signed(made, signed_on=None, **BY))
    join(made, make_partner(), joined_on=date(2017, 7, 1), **BY)
    make_article(made)
    assert "nog niet geweest" in refusal(
        lambda: drafting.enter_as_signed(made, signed_on=date(2030, 1, 1), **BY)
    )

    drafting.enter_as_signed(made, signed_on=date(2017, 7, 4), **BY)

    made.refresh_from_db()
    assert (made.status, made.signed_on) == ("signed", date(2017, 7, 4))


def test_all_that_is_missing_is_told_before_signing():
    old = make_agreement()
    ends, goes_on = make_theme(old), make_theme(old)
    made = draft(Kind.SUCCESSOR, starts_on=date(2028, 1, 1))
    new = make_theme(made)
    make_commitment(made, key="nobody", source="symposium")
    Party.objects.create(agreement=made, partner=make_partner("late"), joined_on=date(2040, 1, 1))
    Agreement.objects.filter(pk=made.pk).update(starts_on=date(2020, 1, 1))
    made.refresh_from_db()

    faults = [str(one) for one in faults_before_offering(made)]

    assert faults == [
        f"Deze versie begint vóór “{old}”, de versie waarop zij volgt. Pas de eerste dag aan.",
        "Late doet pas mee na de laatste dag. Pas die dag aan.",
        "Er is nog geen artikel. Voeg toe wat de partijen afspreken.",
        "Nog niemand is verantwoordelijk voor “We keep nobody nl.”. Kies wie dat is.",
        f"Kies waar het thema “{ends.text.name}” verdergaat, of dat het stopt.",
        f"Kies waar het thema “{goes_on.text.name}” verdergaat, of dat het stopt.",
    ]
    themes.map_themes(made, onward={ends.pk: [], goes_on.pk: [new.pk]}, **BY)
    assert len(faults_before_offering(made)) == 4


def test_an_empty_version_says_that_nobody_takes_part():
    made = draft()
    made.texts.all().delete()

    assert [str(one) for one in faults_before_offering(made)] == [
        "De overeenkomst heeft nog geen naam. Schrijf die op.",
        "Niemand doet nog mee. Voeg de partijen toe.",
        "Er is nog geen artikel. Voeg toe wat de partijen afspreken.",
    ]


@pytest.mark.parametrize(
    ("numbers", "ordered"),
    [(["10", "2", "1"], ["1", "2", "10"]), (["2.10", "2.9", "2", "2a"], ["2", "2a", "2.9", "2.10"])],
)
def test_articles_are_counted_as_people_count(numbers, ordered):
    assert sorted(numbers, key=order_of) == ordered


def test_articles_stand_in_the_order_of_their_numbers_and_each_number_once():
    made = draft()
    for number in ("10", "2", "1"):
        add_article(made, number=number, words={}, is_summary=True, **BY)

    assert [one.number for one in made.articles.in_order()] == ["1", "2", "10"]
    assert "heeft dit nummer al" in refusal(
        lambda: add_article(made, number="2", words={}, is_summary=True, **BY)
    )


def test_the_database_itself_keeps_a_version_true():
    old = make_agreement()
    owed = make_commitment(old, owners=[make_partner()])
    for wrong in (
        lambda: make_agreement(follows=old, ends_on=date(2000, 1, 1)),
        make_agreement,
        lambda: Agreement.objects.filter(pk=old.pk).update(follows=old, kind=Kind.SUCCESSOR),
        lambda: Party.objects.create(
            agreement=old, partner=make_partner(), joined_on=date(2025, 1, 2), left_on=date(2025, 1, 1)
        ),
        lambda: owed.owners.update(share=Decimal("1.5")),
        lambda: Budget.objects.create(
            commitment=owed, amount=-1, starts_on=date(2025, 1, 1), ends_on=date(2026, 1, 1)
        ),
        lambda: Figure.objects.create(
            commitment=owed, value=1, unit="", measured_on=date(2025, 1, 1), source="x", entered_at=MONDAY
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_a_commitment_of_a_version_that_was_replaced_is_refused_by_name():
    old = make_agreement("old")
    make_agreement("new", follows=old, starts_on=date(2025, 1, 1))
    words = {"nl": {"sentence": "Wij planten bomen.", "indicator": "", "definition": ""}}
    elsewhere = Terms(source="Symposium 2021")

    said = refusal(lambda: add_commitment(old, words=words, terms=elsewhere, owners=[], money=None, **BY))

    assert said == "“old nl” is vervangen door “new nl”. Zet de afspraak daar."
    assert Money(Decimal(1)).currency == "EUR"


def test_who_owes_a_promise_must_be_a_party():
    draft = make_agreement(status=Status.DRAFT, parties=[make_partner("school")])
    promise = make_commitment(draft, owners=[make_partner("stranger")])

    with override("en"):
        told = f"Stranger owes “{promise}” and is no party. Add the party, or say who else owes it."
        assert told in [str(one) for one in faults_before_offering(draft)]
    Party.objects.create(agreement=draft, partner=owner_of(promise), joined_on=draft.starts_on)
    with override("en"):
        assert told not in [str(one) for one in faults_before_offering(draft)]
