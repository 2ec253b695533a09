# SPDX-License-Identifier: EUPL-1.2
import calendar
import re
from collections import Counter

import pytest
from django.utils.translation import gettext, ngettext, override

from tests.languages.catalogue import Said, all_said, compiled, context_of, forms, messages, written

HOLES = re.compile(r"%\(\w+\)[sd]|%[sd]|<\w+:\w+>|</?\w+>|question:\d+")
"""What code fills in or reads, and the marks around words."""
ENGLISH = re.compile(
    r"accounts|answer|asked|asker|broker|button|by|comment|commitment|course|courses|dashboard|desk|district"
    r"|download|draft|edit|email|error|feedback|file|files|for|from|header|home|input|issue|journal|letter"
    r"|login|logout|matching|milestone|neighbourhood|outcome|page|password|people|placement|please|question"
    r"|questions|record|report|result|results|role|sign|stakeholder|state|submit|tag|tags|the|tool|update"
    r"|upload|user|with|workshop|you|your"
)
TO_A_FRIEND = re.compile("je|jij|jou|jouw|jullie")
STIFF = re.compile("alsmede|conform|derhalve|dient|dienen|gelieve|inzake|middels|teneinde")

SAID = list(all_said())
SENTENCES = [said for said in SAID if not said.is_path]
PATHS = [said for said in SAID if said.is_path]


NAMES = re.compile(r"CC BY 4.0|\b(?:DNS|SPF|DMARC)-records?\b")
"""What is called so in every language."""
MONTHS = re.compile("|".join(calendar.month_name[1:]))
"""English writes them with a capital wherever they stand, Dutch never."""


def words_of(said: Said) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", HOLES.sub(" ", NAMES.sub(" ", said.dutch)).lower()))


def test_there_is_a_catalogue():
    assert len(PATHS) > 40
    assert len(SENTENCES) > 800


def test_every_wording_has_its_dutch():
    assert [said.english for said in SAID if not said.dutch.strip()] == []


def test_nothing_is_doubtful_or_left_over():
    catalogue = written()

    assert [message.id for message in messages(catalogue) if message.fuzzy] == []
    assert list(catalogue.obsolete) == []
    assert catalogue.plural_expr == "(n != 1)"


def test_what_code_fills_in_is_filled_in_in_dutch_too():
    def holes(words: str) -> Counter[str]:
        # A capital drops the accent that the number in letters has: één, but Eén.
        return Counter(HOLES.findall(words.replace("<strong>Eén", "<strong>%(number)s")))

    wrong = [said for said in SAID if holes(said.english) != holes(said.dutch)]

    assert wrong == []


def test_dutch_ends_as_english_does():
    def end(words: str) -> str:
        return words[-1:] if words[-1:] in ".?!:/" else ""

    assert [said for said in SAID if end(said.english) != end(said.dutch)] == []
    assert [said for said in SAID if said.dutch != said.dutch.strip()] == []


def test_dutch_begins_as_english_does():
    def is_capital(words: str) -> bool:
        first = re.search(r"[^\W\d_]", HOLES.sub("", words))
        return bool(first) and first.group().isupper()

    begun_by_a_hole = {said for said in SENTENCES if HOLES.match(said.dutch) or HOLES.match(said.english)}
    wrong = [
        said
        for said in SENTENCES
        if said not in begun_by_a_hole
        and not MONTHS.match(said.english)
        and is_capital(said.english) != is_capital(said.dutch)
    ]

    assert wrong == []


def test_the_compiled_file_says_the_same():
    def said(catalogue):
        return {(context_of(m), forms(m.id)): forms(m.string) for m in messages(catalogue)}

    assert said(compiled()) == said(written())


@pytest.mark.parametrize("path", PATHS, ids=lambda said: said.english)
def test_addresses_can_be_said_aloud(path):
    plain = re.sub(r"<\w+:\w+>", "x", path.dutch)

    assert re.fullmatch(r"([a-z]+(-[a-z]+)*/)+", plain)


@pytest.mark.parametrize("unwanted", [ENGLISH, TO_A_FRIEND, STIFF], ids=["English", "to a friend", "stiff"])
def test_no_dutch_sentence_holds_words_we_do_not_use(unwanted):
    assert [
        (said.dutch, word) for said in SENTENCES for word in words_of(said) if unwanted.fullmatch(word)
    ] == []


def test_dutch_sentences_are_short():
    longest = [
        sentence
        for said in SENTENCES
        for sentence in re.split(r"(?<=[.?!:;]) ", said.dutch)
        if len(sentence.split()) > 20
    ]

    assert longest == []


def test_visitors_of_each_language_read_their_own():
    def read(language):
        with override(language):
            return gettext("Ask your question"), ngettext("%(count)d day", "%(count)d days", 2) % {"count": 2}

    assert read("nl") == ("Stel uw vraag", "2 dagen")
    assert read("en") == ("Ask your question", "2 days")
