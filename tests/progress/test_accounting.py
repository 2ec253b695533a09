# SPDX-License-Identifier: EUPL-1.2
"""The steps of an account, and what is refused."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils.translation import override

from kennisstad.agreement.models import Kind, Status
from kennisstad.audit.models import Event
from kennisstad.progress import accounting
from kennisstad.progress.account.writing import as_json, digest
from kennisstad.progress.models import Account, Introduction
from kennisstad.web.refusals import NotNow
from tests.agreement.making import make_agreement, make_figure
from tests.making import MONDAY, make_user
from tests.progress.account_making import AFTER, FIRST, LAST, Year

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pango")]
LATER = MONDAY + timedelta(days=1)
WORDS = {"nl": "Een goed jaar.", "en": "A good year."}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def year() -> Year:
    return Year()


def make_draft(year: Year, **days: date) -> Account:
    return accounting.draft(year.agreement, **year.days | days, by=None, at=MONDAY)


def happened() -> list[str]:
    kinds = Event.objects.filter(kind__startswith="account.").order_by("pk")
    return list(kinds.values_list("kind", flat=True))


def test_a_draft_freezes_its_figures_under_a_fingerprint(year):
    user = make_user()

    account = accounting.draft(year.agreement, **year.days, by=user, at=MONDAY)

    account.refresh_from_db()
    assert (account.status, account.gathered_at, account.made_by) == ("draft", MONDAY, user)
    assert account.digest == digest(account.figures)
    make_figure(year.commitment, "11", on=LAST, entered_at=AFTER)
    account.refresh_from_db()
    assert [one["value"] for one in account.figures["commitments"][0]["figures"]] == ["7"]
    event = Event.objects.get(kind="account.drafted")
    assert (event.actor, event.facts) == (user.pk, {"digest": account.digest})


def test_gathered_anew_it_tells_what_is_known_by_then(year):
    account = make_draft(year)
    before = account.digest
    make_figure(year.commitment, "11", on=LAST, entered_at=AFTER)

    accounting.regather(account, by=None, at=LATER)

    account.refresh_from_db()
    assert [one["value"] for one in account.figures["commitments"][0]["figures"]] == ["7", "11"]
    assert (account.gathered_at, account.digest != before) == (LATER, True)


def test_gathered_anew_without_a_change_it_has_the_same_bytes(year):
    account = make_draft(year)
    before = as_json(account.figures)

    accounting.regather(account, by=None, at=LATER)

    account.refresh_from_db()
    assert as_json(account.figures) == before


def test_words_stand_before_the_whole_or_before_one_theme_and_can_be_changed(year):
    account = make_draft(year)
    accounting.introduce(account, words=WORDS, by=None, at=MONDAY)
    accounting.introduce(account, theme="health", words={"nl": "Over zorg."}, by=None, at=MONDAY)

    accounting.introduce(account, words={"nl": "  Anders.  ", "en": " "}, by=None, at=LATER)

    texts = Introduction.objects.order_by("theme").values_list("theme", "texts__language", "texts__words")
    assert list(texts) == [("", "nl", "Anders."), ("health", "nl", "Over zorg.")]
    accounting.introduce(account, words={}, by=None, at=LATER)
    assert Introduction.objects.get().theme == "health"


def test_published_nothing_changes_any_more(year):
    account = make_draft(year)
    accounting.publish(account, by=None, at=LATER)

    account.refresh_from_db()
    assert (account.status, account.published_at) == ("published", LATER)
    for do in (accounting.regather, accounting.publish, accounting.discard):
        with pytest.raises(NotNow, match="frozen"):
            do(account, by=None, at=LATER)
    with pytest.raises(NotNow, match="frozen"):
        accounting.introduce(account, words=WORDS, by=None, at=LATER)
    assert happened() == ["account.drafted", "account.published"]


def test_a_draft_can_be_thrown_away_with_its_words(year):
    account = make_draft(year)
    accounting.introduce(account, words=WORDS, by=None, at=MONDAY)

    accounting.discard(account, by=None, at=LATER)

    assert (Account.objects.count(), Introduction.objects.count()) == (0, 0)
    assert happened() == ["account.drafted", "account.introduced", "account.discarded"]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"starts_on": LAST, "ends_on": FIRST}, "The period ends before it begins. Look at both days again."),
        ({"ends_on": MONDAY.date() + timedelta(days=1)}, "The last day has not come yet."),
        ({"starts_on": date(2022, 12, 31)}, "This agreement began on 1 January 2023."),
        (
            {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31), "over": True},
            "This version stood from 1 January 2023 to 30 June 2025.",
        ),
    ],
)
def test_days_that_cannot_be_accounted_for_are_refused(year, days, sentence):
    days = dict(days)
    if days.pop("over", False):
        make_agreement("next", follows=year.agreement, starts_on=date(2025, 7, 1))

    with pytest.raises(NotNow, match=sentence):
        make_draft(year, **days)

    assert (Account.objects.count(), happened()) == (0, [])


def test_an_account_is_of_a_signed_agreement(year):
    draft = make_agreement("next", follows=year.agreement, status=Status.DRAFT)

    with pytest.raises(NotNow, match="not signed yet"):
        accounting.draft(draft, **year.days, by=None, at=MONDAY)


def test_an_account_of_an_amended_year_begins_in_the_version_before(year):
    amended = make_agreement(
        "amended", follows=year.agreement, kind=Kind.AMENDMENT, starts_on=date(2025, 7, 1)
    )

    account = accounting.draft(amended, **year.days, by=None, at=MONDAY)

    assert (account.starts_on, account.ends_on) == (FIRST, LAST)


def test_there_is_one_draft_of_a_period_and_a_later_account_stands_beside_the_first(year):
    first = make_draft(year)
    with pytest.raises(NotNow, match="a draft of this period already"):
        make_draft(year)
    accounting.publish(first, by=None, at=MONDAY)

    second = make_draft(year)
    assert Account.objects.instead_of(first) is None
    accounting.publish(second, by=None, at=LATER)

    assert (Account.objects.instead_of(first), Account.objects.instead_of(second)) == (second, None)


def test_a_theme_that_the_account_does_not_have_is_not_introduced(year):
    with pytest.raises(NotNow, match="no theme “ageing”"):
        accounting.introduce(make_draft(year), theme="ageing", words=WORDS, by=None, at=MONDAY)


def test_words_that_are_too_long_are_refused_whole(year):
    account = make_draft(year)

    with pytest.raises(NotNow, match="at most 5000 characters"):
        accounting.introduce(account, words={"nl": "x" * 5001}, by=None, at=MONDAY)

    assert Introduction.objects.count() == 0
