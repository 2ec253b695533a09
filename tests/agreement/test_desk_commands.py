# SPDX-License-Identifier: EUPL-1.2
"""A version is drafted, mapped and entered on the command line; what is wrong is said in one sentence."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from kennisstad.agreement.models import Agreement, Status, ThemeStep
from tests.agreement.making import make_agreement, make_article, make_theme
from tests.making import make_partner

pytestmark = pytest.mark.django_db
DRAFT = ("agreement_draft", "successor", "next", "--from", "2020-01-01", "--until", "2024-01-01")


@pytest.fixture
def old():
    return make_agreement("old", starts_on=date(2015, 1, 1))


def run(*words, capsys):
    call_command(*map(str, words))
    return capsys.readouterr().out


def refused(*words) -> str:
    with pytest.raises(CommandError) as caught:
        call_command(*map(str, words))
    return str(caught.value)


def test_the_next_version_is_led_from_draft_to_signed(old, capsys):
    partner = make_partner("museum", name="Museum")
    goes_on, ends = make_theme(old, "water"), make_theme(old, "campus")

    said = [
        run(*DRAFT, "--name", "Volgende", "--name-en", "Next", capsys=capsys),
        run("agreement_party", "next", "museum", "--joined", "2020-12-01", capsys=capsys),
        run("agreement_party", "next", "museum", "--left", "2022-12-01", capsys=capsys),
    ]
    draft = Agreement.objects.get(key="next")
    make_article(draft)
    new = make_theme(draft, "life")
    said.append(run("agreement_map", "next", "water=life", "campus=", capsys=capsys))
    said.append(run("agreement_enter", "next", "--signed-on", "2019-11-11", capsys=capsys))

    assert said == [
        "The draft next is made. Nobody but the desk sees it yet.\n",
        "Museum takes part from 2020-12-01.\n",
        "Museum takes part until 2022-12-01.\n",
        "2 themes are mapped. Others stay as they were.\n",
        "next is entered as signed. From now on everybody can read it.\n",
    ]
    draft.refresh_from_db()
    assert (draft.status, draft.signed_on, draft.text_in("en").name) == ("signed", date(2019, 11, 11), "Next")
    assert draft.parties.get().partner == partner
    assert set(ThemeStep.objects.values_list("old", "new")) == {(goes_on.pk, new.pk), (ends.pk, None)}


def test_a_draft_is_thrown_away(old, capsys):
    make_agreement("next", follows=old, status=Status.DRAFT)

    assert run("agreement_discard", "next", capsys=capsys) == "The draft next is thrown away.\n"
    assert list(Agreement.objects.values_list("key", flat=True)) == ["old"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (DRAFT, "Say --name in Dutch, or --name-en in English, or both."),
        ((*DRAFT[:2], "Niet goed", *DRAFT[3:], "--name", "x"), "small letters, figures and hyphens"),
        ((*DRAFT[:2], "x" * 51, *DRAFT[3:], "--name", "x"), "at most 50 characters"),
        ((*DRAFT, "--name", "x" * 161), "at most 160 characters"),
        ((*DRAFT[:-1], "2019-01-01", "--name", "x"), "ends before it begins"),
        ((*DRAFT[:4], "2014-01-01", *DRAFT[5:], "--name", "x"), "begins before “old en”"),
        (("agreement_draft", "first", *DRAFT[2:], "--name", "x"), "There is a first agreement already"),
        (("agreement_discard", "old"), "This agreement was signed"),
        (("agreement_discard", "nothing"), "There is no agreement"),
        (("agreement_enter", "old"), "This agreement was signed"),
        (("agreement_map", "old", "water=life"), "There is no theme"),
        (("agreement_map", "old", "water"), "is not a step"),
        (("agreement_party", "old", "nobody", "--joined", "2020-01-01"), "There is no partner"),
        (("agreement_party", "old", "museum", "--left", "2020-01-01"), "Museum is no party to old"),
        (("agreement_party", "old", "museum", "--joined", "2050-01-01"), "has ended by then"),
        (("agreement_party", "old", "museum", "--joined", "1-1-2020"), "write it as 2027-04-15"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(old, words, sentence):
    make_partner("museum", name="Museum")

    assert sentence in refused(*words)
    assert list(Agreement.objects.values_list("key", "status")) == [("old", "signed")]
    assert old.parties.count() == 0
