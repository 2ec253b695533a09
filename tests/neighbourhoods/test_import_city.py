# SPDX-License-Identifier: EUPL-1.2
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kennisstad.audit.models import Event
from kennisstad.lib.files import Report, UnusableFile
from kennisstad.neighbourhoods import actions, city_file
from kennisstad.neighbourhoods.city_file import FoundCity
from kennisstad.neighbourhoods.models import City, CityText
from tests.neighbourhoods.making import DATA, MONDAY

PLAIN = """
name = "Utrecht"
municipality_code = "GM0344"
desk_name = "Stadhuis"
address = '''
Stadsplateau 1
Tweede verdieping'''
postcode_first = 3511
postcode_last = 3585
opening_hours.nl = "Elke dag"
"""


def take_over(text):
    return actions.import_city(city_file.read(text), by_id=None, at=MONDAY)


def test_reads_the_city():
    assert city_file.read(PLAIN) == FoundCity(
        words={
            "name": "Utrecht",
            "municipality_code": "GM0344",
            "desk_name": "Stadhuis",
            "address": "Stadsplateau 1\nTweede verdieping",
            "postcode": "",
            "place": "",
            "phone": "",
            "email": "",
        },
        postcode_first=3511,
        postcode_last=3585,
        opening_hours={"nl": "Elke dag"},
        days={"look_days": 2, "answer_days": 5},
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"Utrecht"', '"Utrecht', "The city file is not TOML: "),
        ('name = "Utrecht"', "", "The city file must say name."),
        ('"Utrecht"', '" "', "The city file must say name."),
        ('"Utrecht"', "12", "The city file's name must be a text of at most 80 characters."),
        ('"Utrecht"', f'"{"x" * 81}"', "The city file's name must be a text of at most 80 characters."),
        ('"Utrecht"', '"\\u0000"', "The city file's name must be a text of at most 80 characters."),
        ('"GM0344"', '"0344"', "The city file's municipality_code must be GM and four digits."),
        ("3511", "351", "The city file's postcode_first must be a number of four digits."),
        ("3511", '"3511"', "The city file's postcode_first must be a number of four digits."),
        ("3511", "true", "The city file's postcode_first must be a number of four digits."),
        ("3585", "3510", "The city file's postcode_first comes after its postcode_last."),
        ("name =", "titel = 'x'\nname =", "The city file has unknown names: titel."),
        ("name =", "email = 'x'\nname =", "The city file's email is not a mail address."),
        ('opening_hours.nl = "Elke dag"', "", "The city file must say opening_hours in nl, en or both."),
        ("opening_hours.nl", "opening_hours.de", "The city file must say opening_hours in nl, en or both."),
        ("3511", "1" * 6000, "The city file holds a number that is too long."),
        ('"Elke dag"', "1", "The city file's nl must be a text of at most 1000 characters."),
    ],
)
def test_says_what_is_wrong_with_the_file(old, new, sentence):
    assert old in PLAIN
    with pytest.raises(UnusableFile) as refused:
        city_file.read(PLAIN.replace(old, new, 1))

    assert str(refused.value).startswith(sentence)


@pytest.mark.django_db
def test_the_city_is_written_once_and_then_changed():
    assert take_over(PLAIN) == Report(new=["Utrecht"])
    assert take_over(PLAIN) == Report(same=["Utrecht"])
    assert take_over(PLAIN.replace("Stadhuis", "Balie")) == Report(changed=["Utrecht"])
    assert take_over(PLAIN.replace("Stadhuis", "Balie") + 'opening_hours.en = "Daily"') == Report(
        changed=["Utrecht"]
    )

    assert list(City.objects.values_list("pk", "name", "desk_name", "postcode_first", "postcode_last")) == [
        (1, "Utrecht", "Balie", 3511, 3585)
    ]
    assert set(CityText.objects.values_list("language", "opening_hours")) == {
        ("nl", "Elke dag"),
        ("en", "Daily"),
    }
    assert (
        list(Event.objects.order_by("pk").values_list("kind", "subject", "at", "facts"))
        == [("city.described", "city:1", MONDAY, {"code": "GM0344"})] * 3
    )


@pytest.mark.django_db
def test_the_example_city():
    call_command("import_city", str(DATA / "city.toml"), stdout=StringIO())

    city = City.objects.get()
    assert (city.name, city.address, city.postcode, city.phone, city.email) == (
        "Leiden",
        "Stationsplein 107",
        "2312 AJ",
        "14 071",
        "",
    )
    assert [city.has_postcode(pc4) for pc4 in (2310, 2311, 2334, 2335)] == [False, True, True, False]
    assert {text.language for text in city.texts.all()} == {"nl", "en"}


@pytest.mark.django_db
def test_the_command_refuses_in_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        call_command("import_city", str(tmp_path / "absent.toml"))
