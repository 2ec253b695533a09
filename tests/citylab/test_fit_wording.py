# SPDX-License-Identifier: EUPL-1.2
"""How it is said that a question fits, is too late, or never fits."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from kennisstad.citylab.fit import ShutBy, Shutting, Size, Wishes, fit
from kennisstad.citylab.fit_wording import lines, told
from kennisstad.education.calendar.window import Form, Need
from tests.citylab.fit.making import FEBRUARY, TODAY, make_window

APRIL = {"starts": date(2027, 4, 1), "ends": date(2027, 6, 30), "closes": date(2027, 3, 1)}
NOVEMBER = {"starts": date(2027, 1, 25), "ends": date(2027, 3, 30), "closes": date(2026, 12, 1)}
WHOLE = {"hours_per_team": 400}
LARGE = Wishes(size=Size.LARGE)


def say(wishes, *windows, language="en", today=TODAY, **also):
    with override(language):
        return told(fit(wishes, windows, today=today, **also), today=today, districts={"WK01": "Merenwijk"})


def only(wishes, *windows, **how):
    (one,) = say(wishes, *windows, **how).institutions
    return " ".join(one.sentences)


IN_TIME = [
    (Wishes(), [{}], "In by 15 April for September."),
    (Wishes(), [{}, FEBRUARY], "Too late for February. In by 15 April for September."),
    (Wishes(), [{}, FEBRUARY, NOVEMBER], "Too late for January and February. In by 15 April for September."),
    (Wishes(), [{}, APRIL], "In by 1 March for April."),
    (LARGE, [{"hours_per_team": 140}], "In by 15 April for September, in three parts."),
    (LARGE, [WHOLE, {"hours_per_team": 200}], "In by 15 April for September, or in two parts."),
    (
        LARGE,
        [WHOLE, {"hours_per_team": 200, "closes": date(2027, 5, 1)}],
        "In by 15 April for September, or in two parts by 1 May.",
    ),
    (
        LARGE,
        [WHOLE, {"hours_per_team": 200, "closes": None}],
        "In by 15 April for September.",
    ),
    (
        LARGE,
        [WHOLE, APRIL | {"hours_per_team": 100}],
        "In by 1 March for April in four parts, or whole by 15 April for September.",
    ),
    (
        LARGE,
        [WHOLE | {"closes": None}, APRIL | {"hours_per_team": 100}],
        "In by 1 March for April, in four parts. For September nobody has said until when it can come in.",
    ),
    (
        LARGE,
        [{"hours_per_team": 200, "closes": None}],
        "For September, in two parts, nobody has said until when it can come in.",
    ),
    (
        Wishes(),
        [{"starts": date(2028, 2, 1), "ends": date(2028, 2, 29)}],
        "In by 15 April for February 2028.",
    ),
]


@pytest.mark.parametrize(("wishes", "windows", "sentence"), IN_TIME, ids=[case[2] for case in IN_TIME])
def test_one_or_two_sentences_say_until_when_for_what_and_how(wishes, windows, sentence):
    assert (
        only(wishes, *(make_window(id=number, **fields) for number, fields in enumerate(windows))) == sentence
    )


NOT = [
    (Wishes(), [FEBRUARY], "Too late for February. Nothing later is known yet."),
    (
        Wishes(needed_by=date(2027, 12, 1)),
        [{}],
        "It does not fit. The answer would come on 28 January 2028, after the day on which it is needed.",
    ),
    (
        Wishes(forms=[Form.THESIS]),
        [{}],
        "It does not fit. Students do something else there: course assignment.",
    ),
    (
        Wishes(levels=["mbo"], languages=["en"]),
        [{}],
        "It does not fit. The students are of another level: applied sciences (hbo). "
        "The course is given in Dutch.",
    ),
    (
        Wishes(asker_hours=4),
        [{"asker_hours": 6}],
        "It does not fit. It takes the asker 6 hours; there are 4.",
    ),
    (LARGE, [{"hours_per_team": 50}], "It does not fit. It is too much work, even in four parts."),
    (
        Wishes(needed_by=date(2027, 12, 1)),
        [{}, FEBRUARY],
        "Too late for February. It does not fit for September. "
        "The answer would come on 28 January 2028, after the day on which it is needed.",
    ),
]


@pytest.mark.parametrize(("wishes", "windows", "sentence"), NOT, ids=[case[2] for case in NOT])
def test_what_does_not_fit_is_said_with_its_reason(wishes, windows, sentence):
    assert (
        only(wishes, *(make_window(id=number, **fields) for number, fields in enumerate(windows))) == sentence
    )


NEXT_YEAR = {"starts": date(2028, 2, 1), "ends": date(2028, 6, 30), "closes": date(2027, 11, 15)}


@pytest.mark.parametrize(
    ("today", "years", "sentence"),
    [
        (date(2027, 11, 15), False, "In by 15 November for February 2028."),
        (date(2026, 12, 31), False, "In by 15 November 2027 for February 2028."),
        (date(2027, 1, 1), True, "In by 15 November 2027 for February 2028."),
        (date(2027, 11, 16), False, "Too late for February 2028. Nothing later is known yet."),
    ],
)
def test_a_day_or_block_of_another_year_is_said_with_its_year(today, years, sentence):
    fits = fit(Wishes(), [make_window(**NEXT_YEAR)], today=today)

    with override("en"):
        (one,) = told(fits, today=today, districts={}, years=years).institutions

    assert " ".join(one.sentences) == sentence


SAME_MONTH = {"starts": date(2027, 9, 20), "closes": date(2027, 1, 10)}


@pytest.mark.parametrize(
    ("wishes", "windows", "sentence"),
    [
        (Wishes(), [{}, SAME_MONTH], "In by 15 April for September."),
        (Wishes(), [SAME_MONTH, {"starts": date(2027, 9, 27)}], "In by 15 April for September."),
        (
            Wishes(levels=["mbo"]),
            [{}, SAME_MONTH | {"level": "mbo"}],
            "Too late for September. Nothing later is known yet.",
        ),
    ],
)
def test_of_two_blocks_in_one_month_there_is_one_verdict(wishes, windows, sentence):
    assert (
        only(wishes, *(make_window(id=number, **fields) for number, fields in enumerate(windows))) == sentence
    )


@pytest.mark.parametrize(
    ("windows", "has_one"),
    [
        ([], False),
        ([FEBRUARY], False),
        ([{"closes": None}], False),
        ([{}, FEBRUARY], True),
        ([{"closes": None}, APRIL], True),
    ],
)
def test_there_is_a_day_for_the_diary_only_where_there_is_a_way_in_with_a_last_day(windows, has_one):
    found = say(Wishes(), *(make_window(id=number, **fields) for number, fields in enumerate(windows)))

    assert found.has_last_day is has_one


@pytest.mark.parametrize(
    ("windows", "is_shut"),
    [([], False), ([FEBRUARY], True), ([{"closes": None}], False), ([{}, FEBRUARY], False)],
)
def test_whoever_finds_every_course_shut_is_told_so(windows, is_shut):
    found = say(Wishes(), *(make_window(id=number, **fields) for number, fields in enumerate(windows)))

    assert found.is_shut is is_shut


def test_a_district_is_named_and_until_when():
    shut = {"WK01": [Shutting(date(2027, 1, 1), date(2027, 10, 1))]}

    sentence = only(Wishes(districts=["WK01"]), make_window(), shut=shut)

    assert sentence == (
        "It does not fit for September. Residents of Merenwijk may not be asked anything more until "
        "1 October. Nothing later is known yet."
    )


REASON = {"nl": "Er is te veel gevraagd.", "en": "Too much was asked."}
SPRING_PAUSE = Shutting(date(2027, 1, 1), date(2027, 6, 30), ShutBy.PAUSED, REASON)
PAUSED = "Merenwijk is paused until 30 June, because “Too much was asked”."
SHUT = [
    # The next block fits.
    (Wishes(), [APRIL, {}], f"It does not fit for April. {PAUSED} In by 15 April for September."),
    # The next one answers after the day.
    (
        Wishes(needed_by=date(2027, 8, 1)),
        [APRIL, {}],
        f"It does not fit for April. {PAUSED} The next is September. "
        "The answer would come on 28 January 2028, after the day on which it is needed.",
    ),
    # What begins in the same month, or is shut for another reason as well, is not what comes next.
    (
        Wishes(needed_by=date(2027, 8, 1)),
        [
            APRIL,
            APRIL | {"starts": date(2027, 4, 12), "level": "mbo", "ends": date(2027, 9, 1)},
            APRIL | {"starts": date(2027, 6, 1), "ends": date(2027, 9, 1)},
            {},
        ],
        f"It does not fit for April. {PAUSED} The next is September. "
        "The answer would come on 28 January 2028, after the day on which it is needed.",
    ),
    # A block that never fits stands before it.
    (
        Wishes(needed_by=date(2027, 8, 1), levels=["hbo-bachelor"]),
        [APRIL, {"starts": date(2027, 3, 1), "ends": date(2027, 7, 1), "level": "mbo", "closes": None}],
        f"It does not fit for April. {PAUSED} Nothing later is known yet.",
    ),
    # It is too late for the one, and the other is shut.
    (
        Wishes(),
        [APRIL, FEBRUARY, {}],
        f"Too late for February. It does not fit for April. {PAUSED} In by 15 April for September.",
    ),
    # It would be too late without the pause as well.
    (Wishes(), [FEBRUARY], "Too late for February. Nothing later is known yet."),
    (Wishes(), [FEBRUARY, {}], "Too late for February. In by 15 April for September."),
]


@pytest.mark.parametrize(("wishes", "windows", "sentence"), SHUT, ids=[case[2] for case in SHUT])
def test_a_pause_is_named_with_its_reason_and_what_is_next(wishes, windows, sentence):
    wishes, shut = replace(wishes, districts=["WK01"]), {"WK01": [SPRING_PAUSE]}
    some = [make_window(id=number, **fields) for number, fields in enumerate(windows)]

    assert only(wishes, *some, shut=shut) == sentence


def test_why_a_district_is_paused_is_said_once_and_until_when_with_each_institution():
    windows = [make_window(id=n, institution_id=n, **APRIL | {"closes": date(2027, 3, n)}) for n in (1, 2, 3)]

    found = say(Wishes(districts=["WK01"]), *windows, shut={"WK01": [SPRING_PAUSE]})

    fits = fit(Wishes(districts=["WK01"]), windows, today=TODAY, shut={"WK01": [SPRING_PAUSE]})
    with override("en"):
        told_of_blocks = lines(fits, today=TODAY, districts={"WK01": "Merenwijk"})

    end = "Nothing later is known yet."
    short = "Merenwijk is paused until 30 June."
    assert [" ".join(one.sentences) for one in found.institutions] == [
        f"It does not fit for April. {PAUSED} {end}",
        f"It does not fit for April. {short} {end}",
        f"It does not fit for April. {short} {end}",
    ]
    assert [line.sentences for line in told_of_blocks] == [[PAUSED], [short], [short]]


def test_what_began_long_ago_is_not_told_beside_a_reason():
    long_ago = make_window(id=2, starts=date(2026, 9, 1), ends=date(2027, 1, 29), closes=date(2026, 7, 1))

    assert only(Wishes(levels=["mbo"]), make_window(), replace(long_ago, level="mbo")) == (
        "It does not fit. The students are of another level: applied sciences (hbo)."
    )
    assert only(Wishes(), long_ago) == "Too late for September 2026. Nothing later is known yet."


PAUSED_IN_WORDS = [
    ("nl", SPRING_PAUSE, "Merenwijk heeft een pauze tot en met 30 juni, want: “Er is te veel gevraagd”."),
    (
        "en",
        replace(SPRING_PAUSE, first=date(2027, 3, 1)),
        "Merenwijk is paused from 1 March until 30 June, because “Too much was asked”.",
    ),
    (
        "nl",
        replace(SPRING_PAUSE, first=date(2027, 3, 1)),
        "Merenwijk heeft een pauze van 1 maart tot en met 30 juni, want: “Er is te veel gevraagd”.",
    ),
    (
        "en",
        replace(SPRING_PAUSE, by=ShutBy.RESTING),
        "Merenwijk rests until 30 June, after a term with many visits.",
    ),
]


@pytest.mark.parametrize(("language", "shutting", "sentence"), PAUSED_IN_WORDS)
def test_what_shuts_a_district_is_said_in_both_languages_and_block_by_block(language, shutting, sentence):
    windows = [make_window(id=1, **APRIL), make_window(id=2)]
    fits = fit(Wishes(districts=["WK01"]), windows, today=TODAY, shut={"WK01": [shutting]})

    with override(language):
        april, _september = lines(fits, today=TODAY, districts={"WK01": "Merenwijk"})

    following = {"nl": "Daarna volgt september.", "en": "The next is September."}[language]
    assert april.sentences == [sentence, following]


def test_a_block_that_began_long_ago_is_not_told_beside_a_way_in():
    long_ago = make_window(id=2, starts=date(2026, 9, 1), ends=date(2027, 1, 29), closes=date(2026, 7, 1))

    assert only(Wishes(), make_window(), long_ago) == "In by 15 April for September."


def facts(window, **how):
    (one,) = say(Wishes(), window, **how).institutions
    return one.facts


def test_facts_say_what_is_left_what_it_asks_and_what_is_not_sure():
    window = make_window(asker_hours=1, needs=(Need.DATA, Need.CONSENT), expected=True)

    assert facts(window) == [
        "60 working days left",
        "the answer comes on 28 January 2028",
        "takes the asker 1 hour",
        "the course asks for data",
        "the course asks for permission in writing",
        "expected: these days are not published yet",
    ]


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2027, 4, 15), "today is the last day"),
        (date(2027, 4, 14), "2 working days left"),
    ],
)
def test_the_last_days_are_counted_out(today, left):
    assert facts(make_window(), today=today)[0] == left


def test_ways_in_come_first_the_soonest_before_all_and_who_has_no_course_last():
    found = say(
        Wishes(),
        make_window(institution_id=1, institution={"en": "Late"}, **FEBRUARY),
        make_window(institution_id=2, institution={"en": "Autumn"}),
        make_window(institution_id=3, institution={"en": "Spring"}, **APRIL),
        institutions={4: {"nl": "Nobody"}},
    )

    assert [one.institution for one in found.institutions] == ["Spring", "Autumn", "Late"]
    assert found.without == ["Nobody"]


def test_block_by_block_too_late_is_the_cause_where_a_pause_comes_on_top():
    wishes, shut = Wishes(districts=["WK01"]), {"WK01": [SPRING_PAUSE]}
    fits = fit(wishes, [make_window(**FEBRUARY)], today=TODAY, shut=shut)

    with override("en"):
        (february,) = lines(fits, today=TODAY, districts={})

    assert february.sentences == ["It took questions until 15 January."]


def test_block_by_block_every_reason_is_told():
    windows = [
        make_window(id=1, **FEBRUARY),
        make_window(id=2, starts=date(2027, 10, 1), teams_left=0),
        make_window(id=3, starts=date(2027, 11, 1), hours_per_team=200, teams_left=1),
        make_window(id=4, starts=date(2027, 1, 4), closes=None, form=Form.THESIS),
        make_window(id=5, form=Form.MINOR, term={"nl": "Semester 1"}),
    ]

    with override("en"):
        found = lines(fit(LARGE, windows, today=TODAY), today=TODAY, districts={})

    assert [bool(line.facts) for line in found] == [False, False, True, False, False]
    assert [(line.block, " ".join(line.sentences)) for line in found] == [
        ("January", "It has begun already."),
        ("February", "It took questions until 15 January."),
        ("September (Semester 1)", "In by 15 April for September."),
        ("October", "All its teams have a question."),
        ("November", "Only 1 team is free, and it takes 2."),
    ]
