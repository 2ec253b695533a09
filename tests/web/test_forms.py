# SPDX-License-Identifier: EUPL-1.2
import unicodedata

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.web.forms import CodeField, WordsField, clean_words
from tests.web.urls import QuestionForm


def draw(data: dict[str, str] | None) -> BeautifulSoup:
    return BeautifulSoup(str(QuestionForm(data)), "html.parser")


def test_a_fresh_form_ties_label_and_hint_to_the_field():
    page = draw(None)

    field = page.find(id="id_words")
    assert page.find("label", attrs={"for": "id_words"}).get_text(strip=True) == "Your question"
    assert field["aria-describedby"] == "id_words_helptext"
    assert page.find(id="id_words_helptext").get_text(strip=True) == "In your own words."
    assert "aria-invalid" not in field.attrs
    assert page.select(".error-summary, .field__errors") == []


def test_an_error_stands_at_its_field_and_on_top_with_a_link():
    page = draw({"words": "", "mail": "nobody"})

    field = page.find(id="id_words")
    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", "id_words_helptext id_words_error")
    assert page.find(id="id_words_error").get_text(strip=True)
    assert page.select_one("fieldset")["aria-describedby"] == "id_who_error"
    summary = page.select_one(".error-summary")
    assert (summary["role"], summary.has_attr("autofocus"), summary["tabindex"]) == ("alert", True, "-1")
    links = [link["href"].removeprefix("#") for link in summary.select("a")]
    assert links == ["id_words", "id_who_0", "id_mail"]
    assert all(page.find(id=target) for target in links)


def test_only_what_may_be_left_out_says_so():
    optional = {
        field.label["for"] for field in draw(None).select(".field") if field.select(".field__optional")
    }

    assert optional == {"id_mail"}


def test_hostile_words_come_back_as_words():
    page = draw({"words": "</textarea><script>alert(1)</script>", "mail": '"><script>alert(1)</script>'})

    assert page.find("script") is None
    assert page.find(id="id_words").get_text() == "\n</textarea><script>alert(1)</script>"


@given(st.text())
def test_clean_words_are_safe_composed_and_clean_for_good(text):
    clean = clean_words(text)

    assert clean_words(clean) == clean == unicodedata.normalize("NFC", clean) == clean.strip()
    assert [c for c in clean if c != "\n" and unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")] == []
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    clean.encode()


LETTERS = st.characters(categories=["L", "N", "P", "So", "Sm"])


@given(st.text(LETTERS, min_size=1).map(lambda text: unicodedata.normalize("NFC", text)))
def test_clean_words_leave_what_people_write_as_it_is(words):
    assert clean_words(f"  {words}\r\n{words} ") == f"{words}\n{words}"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\x00b\x1b[31m", "ab[31m"),
        ("regel een\r\nregel twee\rregel drie\u2028vier", "regel een\nregel twee\nregel drie\nvier"),
        ("e\u0301e\u0301n", "één"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("\u2067مرحبا\u2069", "مرحبا"),
        ("👩🏽‍🔬 ❤️", "👩🏽‍🔬 ❤️"),
        ("a\u200eb\u200fc", "a\u200eb\u200fc"),
        ("a\tb", "a b"),
        ("x\ud800y", "xy"),
        (" \r\n ", ""),
        ("\u200b \u2060\u00a0", ""),
        ("\u200bOma\u200b", "\u200bOma\u200b"),
    ],
)
def test_clean_words_by_example(written, kept):
    assert clean_words(written) == kept


def test_a_field_judges_words_after_cleaning_them():
    field = WordsField(max_length=5)

    assert field.clean("\x00a\r\nbcd\u202e") == "a\nbcd"


def test_a_code_is_kept_from_the_browsers_help_cleaned_and_asked_for_in_its_own_words():
    field = CodeField(missing="Fill in your code.")

    assert field.clean(" tulp-4821\u202e ") == "tulp-4821"
    assert field.widget_attrs(field.widget) | field.widget.attrs == {
        "autocomplete": "off",
        "autocapitalize": "none",
        "spellcheck": "false",
        "maxlength": "100",
    }
    with pytest.raises(ValidationError, match=r"Fill in your code\."):
        field.clean(" ")
    with pytest.raises(ValidationError):
        field.clean("x" * 101)


def test_cleaning_costs_no_more_than_the_length():
    assert clean_words("\r" * 50_000 + "\u202e" * 50_000) == ""
