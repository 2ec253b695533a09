# SPDX-License-Identifier: EUPL-1.2
"""Which passwords are taken, and what is said of the others, in the reader's language."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import override

from kennisstad.neighbourhoods.models import City

pytestmark = pytest.mark.django_db

SHORT = "Dit wachtwoord is te kort. Gebruik ten minste 12 tekens."
REPEATS = "Dit wachtwoord herhaalt een paar tekens. Gebruik een paar woorden achter elkaar."
GUESSED = "Dit wachtwoord is makkelijk te raden. Gebruik een paar woorden achter elkaar die u zelf kiest."
INVISIBLE = "In dit wachtwoord staat een onzichtbaar teken. Typ het met de hand."
REFUSED = {
    "te kort": SHORT,
    "a" * 12: REPEATS,
    " " * 12: REPEATS,
    "121212121212": REPEATS,
    "192837465019": GUESSED,
    "wachtwoord123456": GUESSED,
    "Kennisstad Leiden": GUESSED,
    "Welkom-2027!!": GUESSED,
    "\u202emolen gracht hofje": INVISIBLE,
    "molen\x00gracht hofje": INVISIBLE,
}


@pytest.fixture
def leiden() -> None:
    City.objects.create(
        name="Leiden", municipality_code="GM0546", desk_name="x", postcode_first=2311, postcode_last=2334
    )


@pytest.mark.parametrize(("password", "sentence"), REFUSED.items())
def test_weak_passwords_are_refused_in_one_sentence(leiden: None, password: str, sentence: str) -> None:
    with override("nl"), pytest.raises(ValidationError) as refused:
        validate_password(password)

    assert sentence in refused.value.messages


@pytest.mark.parametrize(
    "password",
    ["molen gracht hofje", "correct horse battery staple", "tulp-4821-brug-lamp-kaas", "пароль из слов 42"],
)
def test_a_few_words_are_enough(leiden: None, password: str) -> None:
    validate_password(password)
