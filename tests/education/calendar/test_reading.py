# SPDX-License-Identifier: EUPL-1.2
"""Files that somebody hands us: what is read, and what is said of those that cannot be."""

from time import process_time
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.education.calendar.reading import read
from kennisstad.education.calendar.terms import Unfit
from kennisstad.education.wording import flaws_in_words
from tests.education.calendar.making import BLOCK, EXCEPTION, HOLIDAY, SEMESTER, YEAR, term

ZONE = ZoneInfo("Europe/Amsterdam")
CSV = """kind,name_nl,name_en,starts,ends,same_date
semester,Semester 1,,2026-09-07,2027-01-29,
semester,Semester 2,,2027-02-01,2027-06-25,
block,Blok 1,,2026-09-07,2026-10-23,no
block,Blok 2,,2026-11-02,2026-12-18,
holiday,Leidens Ontzet,,2026-10-03,2026-10-03,yes
holiday,Kerstvakantie,,2026-12-21,2027-01-03,
holiday,Pasen,,2027-03-26,2027-03-29,
exception,Dies natalis,,2027-02-08,2027-02-08,yes
"""


def event(*lines, summary="Blok 1", start="DTSTART;VALUE=DATE:20260907"):
    return "\r\n".join(["BEGIN:VEVENT", f"SUMMARY:{summary}", start, *lines, "END:VEVENT"])


def ics(*events):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *events, "END:VCALENDAR", ""])


def problems(text, year=None):
    with pytest.raises(Unfit) as unfit:
        read(text, ZONE, year)
    with override("en"):
        return flaws_in_words(unfit.value.flaws)


def only(text):
    """The one term of a file."""
    [[found]] = read(text, ZONE).values()
    return found


def test_a_csv_file_is_read():
    [(year, terms)] = read(CSV, ZONE).items()

    assert year == 2026
    assert sorted(terms, key=repr) == sorted(YEAR, key=repr)


def test_a_spreadsheet_in_dutch_is_read():
    head = "\ufeffSoort;Naam;Van;Tot;Vaste datum\r\n"
    text = head + "Blok;Blok 1;7-9-2026;23-10-2026;nee\r\n\r\nVrij;;3-10-2026;3-10-2026;Ja"

    assert read(text, ZONE) == {
        2026: [
            term(BLOCK, "2026-09-07", "2026-10-23", "Blok 1"),
            term(HOLIDAY, "2026-10-03", same_date=True),
        ]
    }


def test_a_file_of_two_years_is_told_apart():
    text = "kind,starts,ends\nholiday,2027-07-12,2027-08-29\nsemester,2027-09-06,2028-01-28"

    assert list(read(text, ZONE)) == [2026, 2027]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no semester, block, holiday or exception in it."),
        ("kind,starts,ends\n", "There is no semester, block, holiday or exception in it."),
        (
            "kind,begin,ends\n",
            "Line 1: “begin” is no heading that we know. "
            "Use kind, name_nl, name_en, starts, ends and same_date.",
        ),
        (
            "\nkind,starts\n",
            "Line 2: The headings kind, starts and ends must be there, and none of them twice.",
        ),
        (
            "kind,starts,ends,same_date\nblock,2026-09-07,2026-09-08,",
            "Line 2: The file breaks off here.",
        ),
        ("kind,starts,ends\nblock,2026-09-07", "Line 2: This line has 2 values and the headings are 3."),
        (
            'kind,starts,ends\n"block,2026-09-07',
            "Line 2: A value begins with a quotation mark and never ends.",
        ),
        (
            "kind,starts,ends\nopera,2026-09-07,2026-09-08",
            "Line 2: “opera” is no semester, block, holiday or exception.",
        ),
        (
            "kind,starts,ends\nblock,2027-02-29,2027-03-08",
            "Line 2: “2027-02-29” is no day that exists. Write it as 2027-04-15.",
        ),
        (
            "kind,starts,ends\nblock,2026-09-07,2026-09-1",
            "Line 2: “2026-09-1” is no day that exists. Write it as 2027-04-15.",
        ),
        ("kind,starts,ends\nblock,2026-09-07,2026-09-06", "Line 2: The last day is before the first."),
        (
            "kind,starts,ends,same_date\nblock,2026-09-07,2026-09-08,perhaps",
            "Line 2: “perhaps” is neither yes nor no.",
        ),
        (
            "kind,starts,ends\nblock,2026-09-07,2026-10-23\nblock,2026-10-23,2026-12-18",
            "Line 3: This block overlaps with the one on line 2.",
        ),
        (
            "kind,starts,ends\nholiday,2027-07-12,2027-08-29\nholiday,2027-08-20,2027-09-01",
            "Line 3: This holiday overlaps with the one on line 2.",
        ),
    ],
)
def test_a_bad_csv_file_is_refused_with_one_sentence(text, said):
    assert problems(text) == [said]


def test_all_that_is_wrong_is_said_by_line_and_at_length_only_of_the_first_ten():
    row = "opera,2026-09-07,2026-09-08\n"

    said = problems("kind,starts,ends\n" + 12 * row)

    assert [sentence.partition(":")[0] for sentence in said[:10]] == [f"Line {n}" for n in range(2, 12)]
    assert said[10:] == ["And 2 more."]


def test_what_begins_in_another_year_than_was_named_is_refused():
    assert problems("kind,starts,ends\nblock,2026-09-07,2026-09-08", year=2027) == [
        "Line 2: This does not begin in the school year 2027-2028 (August to July)."
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The end of a span of days is the day after it.
        (event("DTEND;VALUE=DATE:20261024"), term(BLOCK, "2026-09-07", "2026-10-23", "Blok 1")),
        (event(), term(BLOCK, "2026-09-07", name="Blok 1")),
        (event("DURATION:P7D"), term(BLOCK, "2026-09-07", "2026-09-13", "Blok 1")),
        (
            event("DTEND:20261023T150000Z", start="DTSTART:20260906T230000Z"),
            term(BLOCK, "2026-09-07", "2026-10-23", "Blok 1"),
        ),
        (
            event(
                "DTEND;TZID=Europe/Amsterdam:20261024T000000",
                start="DTSTART;TZID=Europe/Amsterdam:20260907T000000",
            ),
            term(BLOCK, "2026-09-07", "2026-10-23", "Blok 1"),
        ),
        (event(summary="Herfstvakantie"), term(HOLIDAY, "2026-09-07", name="Herfstvakantie")),
        (event(summary="Semester 1"), term(SEMESTER, "2026-09-07", name="Semester 1")),
        (event(summary="Tentamenweek blok 1"), term(EXCEPTION, "2026-09-07", name="Tentamenweek blok 1")),
        (
            event("CATEGORIES:Holiday", "RRULE:FREQ=YEARLY", summary="3 oktober"),
            term(HOLIDAY, "2026-09-07", name="3 oktober", same_date=True),
        ),
        (event(start="DTSTART;VALUE=DATE:20280229"), term(BLOCK, "2028-02-29", name="Blok 1")),
    ],
)
def test_an_event_is_a_term(text, found):
    assert only(ics(text)) == found


def test_names_in_two_languages_are_kept_and_what_was_cancelled_is_not_there():
    both = event("SUMMARY;LANGUAGE=en-GB:Block 1")
    gone = event("STATUS:CANCELLED", summary="Blok 9")

    assert only(ics(gone, both)).names == {"nl": "Blok 1", "en": "Block 1"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ics(), "There is no semester, block, holiday or exception in it."),
        (
            ics(event())[:-20],
            "Line 7: The file breaks off here.",
        ),
        ("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", "This is no iCalendar file that can be read."),
        (ics(event(summary="Open dag")), "Line 4: “Open dag” is no semester, block, holiday or exception."),
        (ics(event(start="DTSTART;VALUE=DATE:20270229")), "Line 4: DTSTART cannot be read."),
        (ics(event("DTEND;VALUE=DATE:20270231")), "Line 4: DTEND cannot be read."),
        (ics(event(start="COMMENT:none")), "Line 4: This event has no first day that exists."),
        (
            ics(event("RRULE:FREQ=WEEKLY")),
            "Line 4: “Blok 1” repeats, and not just once a year. Give each time a line of its own.",
        ),
        (
            ics(event("RRULE:FREQ=YEARLY;BYDAY=1MO")),
            "Line 4: “Blok 1” repeats, and not just once a year. Give each time a line of its own.",
        ),
        (ics(event("DTEND;VALUE=DATE:20260901")), "Line 4: The last day is before the first."),
        (ics(event(), event()), "Line 8: This block overlaps with the one on line 4."),
    ],
)
def test_a_bad_icalendar_file_is_refused_with_one_sentence(text, said):
    assert problems(text) == [said]


ANYTHING = st.one_of(
    st.text(),
    st.text().map(lambda text: ics(event(), text)),
    st.text().map(lambda text: f"kind,starts,ends\n{text}"),
    st.integers(0, 200).map(lambda length: ics(event("DTEND;VALUE=DATE:20261024"))[:length]),
)


@given(ANYTHING)
def test_whatever_it_is_it_is_read_or_refused_in_words(text):
    try:
        said = [str(year) for year in read(text, ZONE)]
    except Unfit as unfit:
        said = flaws_in_words(unfit.flaws)
    assert said
    assert all(said)


@given(st.integers(0, len(CSV) - 1))
def test_a_cut_csv_file_never_gives_a_term_that_was_not_in_it(length):
    try:
        found = read(CSV[:length], ZONE).get(2026, [])
    except Unfit:
        return
    assert all(one in YEAR for one in found)


@pytest.mark.parametrize(
    "lines",
    [
        ("CATEGORIES;VALUE=DATE:20270101",),
        ("DTSTART;TZID=Europe:20270201T100000",),
        (f"DTSTART;TZID={'a' * 5000}:20270201T100000",),
        (f"CATEGORIES:{',' * 3000}",),
        ("CATEGORIES:" + ",\r\n " * 3000,),
    ],
)
def test_what_the_library_stumbles_over_is_refused_in_words(lines):
    assert problems(ics(event(*lines)))


@pytest.mark.parametrize(("count", "said"), [(1000, None), (1001, "1001"), (8000, "8000")])
def test_an_icalendar_file_of_too_many_entries_is_refused_at_once_with_what_to_do(count, said):
    begun = process_time()
    with pytest.raises(Unfit) as unfit:
        # A thousand are read, and are too many for one school year.
        read(ics(*(event(f"UID:{n}") for n in range(count))), ZONE)
    took = process_time() - begun

    with override("en"):
        words = flaws_in_words(unfit.value.flaws)
    if said:
        assert words == [f"This file has {said} entries; 1000 is the most. Make a file for each school year."]
    else:
        assert words == ["It has 1000 terms; 80 is the most for one school year."]
    assert took < 3
