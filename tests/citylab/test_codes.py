# SPDX-License-Identifier: EUPL-1.2
"""Follow codes can be said aloud, cannot be guessed, and need not be stored."""

import math
import re
from uuid import UUID, uuid4

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.citylab import codes
from kennisstad.citylab.following import code_of, digests, new_code


def test_a_code_holds_at_least_40_bits():
    assert (len(codes.words()), len(set(codes.words()))) == (1024, 1024)
    assert math.log2(len(codes.words()) ** 3 * 10_000) > 43


@given(st.uuids(), st.text(min_size=1))
def test_a_code_is_three_words_and_four_digits_and_always_the_same(key: UUID, secret: str):
    secret = secret.encode("utf-8", "ignore").decode() or "s"
    code = codes.derive(secret, key)

    assert re.fullmatch(r"[a-z]{3,7}-[0-9]{4}-[a-z]{3,7}-[a-z]{3,7}", code)
    assert codes.derive(secret, key) == code


@given(st.uuids())
def test_another_secret_gives_another_code(key: UUID):
    assert codes.derive("one", key) != codes.derive("other", key)


@pytest.mark.parametrize(
    "typed", ["tulp-4821-brug-lamp", "Tulp 4821, Brug Lamp", " TULP4821BRUG.LAMP ", "túlp 4821 brug  lamp"]
)
def test_a_code_is_read_as_people_write_it(typed: str):
    assert codes.tidy(typed) == "tulp-4821-brug-lamp"


@given(st.text())
def test_anything_typed_can_be_tidied_twice(typed: str):
    assert codes.tidy(codes.tidy(typed)) == codes.tidy(typed)


def test_a_code_survives_a_new_secret():
    key = uuid4()
    with override_settings(SECRET_KEY="old"):
        code, digest = new_code(key)

    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["old"]):
        assert (code_of(key, digest), digest in digests(code)) == (code, True)
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=[]), pytest.raises(LookupError):
        code_of(key, digest)
