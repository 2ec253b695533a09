# SPDX-License-Identifier: EUPL-1.2
"""Organisations, groups and desks come from a file, so that any city can begin."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kennisstad.audit.models import Event
from kennisstad.lib.files import Problem, Report, UnusableFile
from kennisstad.partners import actions, partner_file
from kennisstad.partners.models import Expert, Partner
from tests.making import MONDAY

PLAIN = """
[[partner]]
key = "hogeschool-utrecht"
name = "Hogeschool Utrecht"
kind = "knowledge-institution"
address = "Padualaan 99"
postcode = "3584 CH"
place = "Utrecht"
website = "https://www.hu.nl/"
nl.about = "Een hogeschool."
en.about = "A university of applied sciences."

[[expert]]
key = "lectoraat-wonen"
partner = "hogeschool-utrecht"
kind = "lectorate"
nl.name = "Lectoraat Wonen"
nl.about = "Weet hoe mensen wonen."
nl.works = "2025 Wonen met elkaar"
"""


def take_over(text: str) -> Report:
    return actions.import_partners(partner_file.read(text), by_id=None, at=MONDAY)


@pytest.mark.django_db
def test_partners_and_experts_stand_with_their_words() -> None:
    assert take_over(PLAIN) == Report(new=["hogeschool-utrecht", "lectoraat-wonen"])

    partner, expert = Partner.objects.get(), Expert.objects.get()
    assert (partner.name, partner.kind, partner.place) == (
        "Hogeschool Utrecht",
        "knowledge-institution",
        "Utrecht",
    )
    assert dict(partner.texts.values_list("language", "about")) == {
        "nl": "Een hogeschool.",
        "en": "A university of applied sciences.",
    }
    assert (expert.partner, expert.kind, expert.texts.get().works) == (
        partner,
        "lectorate",
        "2025 Wonen met elkaar",
    )
    assert list(Event.objects.order_by("pk").values_list("kind", "subject")) == [
        ("partner.added", f"partner:{partner.pk}"),
        ("expert.added", f"expert:{expert.pk}"),
    ]


@pytest.mark.django_db
def test_twice_changes_nothing_and_a_change_is_a_change() -> None:
    take_over(PLAIN)

    assert take_over(PLAIN) == Report(same=["hogeschool-utrecht", "lectoraat-wonen"])
    assert take_over(PLAIN.replace("Een hogeschool.", "Een grote hogeschool.")) == Report(
        changed=["hogeschool-utrecht"], same=["lectoraat-wonen"]
    )
    assert take_over(PLAIN.replace('"lectorate"', '"group"')) == Report(
        changed=["hogeschool-utrecht", "lectoraat-wonen"]
    )
    assert [event.kind for event in Event.objects.order_by("pk")][2:] == [
        "partner.changed",
        "partner.changed",
        "expert.changed",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "where", "reason"),
    [
        ('kind = "knowledge-institution"', 'kind = "pub"', "partner hogeschool-utrecht", "kind: Value 'pub'"),
        ('key = "hogeschool-utrecht"', 'key = "met spatie"', "partner met spatie", "key: Enter a valid"),
        ('key = "hogeschool-utrecht"', "", "partner 1", "it has no key."),
        ('name = "Hogeschool Utrecht"', "name = 12", "partner hogeschool-utrecht", "name must be one line"),
        ('name = "Hogeschool Utrecht"', "", "partner hogeschool-utrecht", "name: This field cannot be blank"),
        ('"Hogeschool Utrecht"', f'"{"x" * 121}"', "partner hogeschool-utrecht", "name: Ensure this value"),
        ('"https://www.hu.nl/"', '"javascript:alert(1)"', "partner hogeschool-utrecht", "website: Enter"),
        ('"Padualaan 99"', '"a\\u0000b"', "partner hogeschool-utrecht", "address must be one line"),
        ('"Een hogeschool."', f'"{"x" * 5001}"', "partner hogeschool-utrecht", "its words must be texts"),
        ("nl.about =", "nl.over =", "partner hogeschool-utrecht", "per language it may say about"),
        ("place =", "plaats =", "partner hogeschool-utrecht", "unknown names: plaats."),
        (
            'partner = "hogeschool-utrecht"',
            'partner = "elders"',
            "expert lectoraat-wonen",
            "its partner is not",
        ),
        (
            'nl.name = "Lectoraat Wonen"',
            "",
            "expert lectoraat-wonen",
            "per language it must say name",
        ),
    ],
)
def test_an_entry_that_does_not_fit_is_left_out_with_its_reason(
    old: str, new: str, where: str, reason: str
) -> None:
    assert old in PLAIN

    report = take_over(PLAIN.replace(old, new, 1))

    assert report.problems[0].where == where
    assert report.problems[0].reason.startswith(reason)
    assert report.taken == Partner.objects.count() + Expert.objects.count()


@pytest.mark.django_db
def test_a_key_that_stands_twice_counts_once() -> None:
    twice = PLAIN + '[[partner]]\nkey = "hogeschool-utrecht"\nname = "Nog een"\nkind = "museum"\n'

    assert take_over(twice).problems == [
        Problem("partner hogeschool-utrecht", "this key stands in the file twice.")
    ]
    assert Partner.objects.get().name == "Hogeschool Utrecht"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[partner", "The partner file is not TOML: "),
        ("[[partners]]", "The partner file has unknown lists: partners."),
        ("partner = 1", "Write organisations under [[partner]]"),
        (f"partner = {'1' * 6000}", "The partner file holds a number that is too long."),
    ],
)
def test_says_what_is_wrong_with_the_file(text: str, sentence: str) -> None:
    with pytest.raises(UnusableFile) as refused:
        partner_file.read(text)

    assert str(refused.value).startswith(sentence)


@pytest.mark.django_db
def test_command_takes_a_file_over_and_can_try_first(tmp_path) -> None:
    file, out = tmp_path / "partners.toml", StringIO()
    file.write_text(PLAIN)

    call_command("import_partners", str(file), "--dry-run", stdout=out)
    assert not Partner.objects.exists()
    call_command("import_partners", str(file), stdout=out)

    assert Partner.objects.get().key == "hogeschool-utrecht"
    assert out.getvalue().splitlines() == [
        "2 new, 0 changed, 0 as before.",
        "Dry run: nothing was changed.",
        "2 new, 0 changed, 0 as before.",
    ]
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_partners", str(tmp_path / "nergens.toml"))
