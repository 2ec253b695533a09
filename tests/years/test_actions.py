# SPDX-License-Identifier: EUPL-1.2
"""What happens to a day, who is told, and what two at once get."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from kennisstad.accounts.models import Role
from kennisstad.audit import retention
from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import NotNow
from kennisstad.website.agenda import coming
from kennisstad.years import actions, searchable
from kennisstad.years.models import Adoption, Answer, Day, DayStatus
from kennisstad.years.models.adoption import ADOPTION_NEXT
from kennisstad.years.models.year import NEXT
from tests.making import MONDAY, make_district, make_user
from tests.racing import at_once
from tests.years.making import TOMORROW, ask_for, make_adoption, make_day, make_year


@pytest.mark.django_db
def test_agreeing_makes_the_day_somebodys_and_writes_to_them():
    broker, adoption = make_user(Role.BROKER), make_adoption()

    actions.agree(adoption, by=broker, at=MONDAY)

    assert Day.objects.values_list("status", "owner").get() == ("adopted", "Buurthuis De Hoek")
    assert list(Event.objects.order_by("pk").values_list("kind", "actor")) == [
        ("day.asked", None),
        ("day.adopted", broker.pk),
    ]
    letters = Letter.objects.order_by("pk").values_list("to", "private")
    assert list(letters) == [
        ("hoek@example.org", True),
        (broker.email, False),
        ("hoek@example.org", True),
    ]
    assert "is uw dag" in Letter.objects.order_by("pk").last().subject


@pytest.mark.django_db
def test_saying_no_tells_why_and_frees_the_day():
    adoption = make_adoption(language="en")

    actions.decline(adoption, reason="That day is too full.", by=None, at=MONDAY)

    assert Day.objects.values_list("status", "owner").get() == ("free", "")
    assert "That day is too full." in Letter.objects.order_by("pk").last().body
    with pytest.raises(NotNow):
        actions.agree(adoption, by=None, at=MONDAY)


@pytest.mark.django_db
def test_after_a_no_or_a_withdrawal_another_one_can_ask():
    day = make_day()
    actions.decline(ask_for(day), reason="Nee.", by=None, at=MONDAY)
    second = ask_for(day, owner="De Molen")
    actions.withdraw(second, at=MONDAY)

    third = ask_for(day, owner="De Bron")

    assert list(Adoption.objects.order_by("pk").values_list("status", flat=True)) == [
        "declined",
        "withdrawn",
        "waiting",
    ]
    assert third.day_id == day.pk


@pytest.mark.django_db
def test_every_step_that_the_tables_do_not_allow_is_refused():
    for status in DayStatus:
        for other in DayStatus:
            assert Day(status=status).can_become(other) == (other in NEXT[status])
    for answer in Answer:
        for then in Answer:
            assert Adoption(status=answer).can_become(then) == (then in ADOPTION_NEXT[answer])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{"status": "adopted"}, {"owner": "De Molen"}, {"status": "martian"}, {"status": "asked", "owner": "x"}],
)
def test_the_database_refuses_a_day_that_contradicts_itself(wrong):
    day = make_day()

    with pytest.raises(IntegrityError), transaction.atomic():
        Day.objects.filter(pk=day.pk).update(**wrong)


@pytest.mark.django_db
def test_the_database_refuses_a_second_standing_adoption():
    first = make_adoption()

    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.create(
            day=first.day, key=uuid4(), code_digest="x",
            owner="Een ander", plan="Ook", language="nl", asked_at=MONDAY,
        )  # fmt: skip


@pytest.mark.django_db
def test_a_day_passes_while_it_waits_and_nobody_can_agree_any_more():
    adoption = ask_for(make_day(on=TOMORROW))

    with pytest.raises(NotNow):
        actions.agree(adoption, by=None, at=MONDAY + timedelta(days=3))


@pytest.mark.django_db
def test_an_adopted_day_stands_in_the_agenda():
    district = make_district()
    adoption = ask_for(make_day(on=TOMORROW, area=district))
    assert coming(MONDAY.date()) == []

    actions.agree(adoption, by=None, at=MONDAY)

    (moment,) = coming(MONDAY.date(), district=district.pk)
    assert (moment.title, moment.whole_day, moment.place) == (
        "Water – Buurthuis De Hoek",
        True,
        "Merenwijkdistrict",
    )
    assert moment.address == f"/themajaar/{adoption.day.year.slug}/{TOMORROW}/"
    assert coming(MONDAY.date(), district=make_district().pk) == []


@pytest.mark.django_db
def test_the_search_box_finds_years_and_days_in_both_languages():
    day = make_day(make_year("wijk"), date(2090, 4, 15), status="adopted", owner="De Molen")

    found = list(searchable.days({day.pk}))

    assert [(one.language, one.title, one.address) for one in found] == [
        ("nl", "Water", "/themajaar/wijk/2090-04-15/"),
        ("en", "Water (en)", "/en/themed-years/wijk/2090-04-15/"),
    ]
    assert "De Molen" in found[0].words
    assert [one.title for one in searchable.years(None)] == ["Jaar van de wijk", "Year of the district"]
    assert list(searchable.days({day.pk + 1})) == []


@pytest.mark.django_db
def test_addresses_to_write_to_go_after_the_day_and_refused_wishes_altogether():
    kept = ask_for(make_day(on=TOMORROW))
    gone = ask_for(make_day(on=TOMORROW))
    actions.decline(gone, reason="Nee.", by=None, at=MONDAY)

    retention.obey(MONDAY + timedelta(days=30))
    assert Adoption.objects.exclude(email="").count() == 2
    retention.obey(MONDAY + timedelta(days=91))

    assert list(Adoption.objects.values_list("pk", "email", "plan")) == [(kept.pk, "", "Wij koken samen.")]


def race(day, number=8):
    return at_once(number, lambda turn: ask_for(Day.objects.get(pk=day.pk), owner=f"Groep {turn}"))


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_ask_for_one_day_at_once_exactly_one_gets_it():
    outcomes = race(make_day())

    assert sum(isinstance(one, Adoption) for one in outcomes) == 1
    assert sum(isinstance(one, actions.DayTaken) for one in outcomes) == 7
    assert Adoption.objects.standing().count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_looking_again_the_same_race_goes_wrong(monkeypatch):
    """The negative control: the lock is what tells seven people politely."""
    day = make_day()

    def look_once(_day):
        # As if everybody had read the day before anybody wrote.
        _day.status = DayStatus.FREE

    monkeypatch.setattr(actions, "_hold", look_once)
    outcomes = race(day)

    assert sum(isinstance(one, actions.DayTaken) for one in outcomes) == 0
    # The database's own rule still lets no two have it, only rudely.
    assert sum(isinstance(one, IntegrityError) for one in outcomes) >= 1
    assert Adoption.objects.standing().count() == 1
