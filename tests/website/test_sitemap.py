# SPDX-License-Identifier: EUPL-1.2
"""What stands on the map of the site: what visitors may see, each page once, with when it last changed."""

from datetime import timedelta

import pytest

from kennisstad.audit.actions import record
from kennisstad.schools import actions as schools
from kennisstad.website.sitemap import Place, places
from tests.campus.making import make_campus
from tests.making import MONDAY, make_legs
from tests.schools.making import make_moment, make_offer
from tests.website.making import make_agreement, make_theme
from tests.years.making import make_day, make_year

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=3)


def mapped(beginning: str) -> dict[str, Place]:
    """Give the places whose Dutch address begins so, by what comes after it."""
    found = {place.addresses["nl"]: place for place in places()}
    return {
        address.removeprefix(beginning): place
        for address, place in found.items()
        if address.startswith(beginning)
    }


def test_an_offer_to_schools_stands_there_while_it_is_open():
    open_one, draft, withdrawn = make_offer(), make_offer(publish=False), make_offer()
    make_moment(open_one, at=MONDAY)
    schools.withdraw(withdrawn, by=None, at=MONDAY)

    found = mapped("/scholen/")

    assert found.keys() & {f"{one.pk}/" for one in (open_one, draft, withdrawn)} == {f"{open_one.pk}/"}
    assert found[f"{open_one.pk}/"] == Place(
        {"nl": f"/scholen/{open_one.pk}/", "en": f"/en/schools/{open_one.pk}/"}, MONDAY
    )


def test_a_themed_year_and_each_of_its_days_stand_there():
    year = make_year("water")
    day = make_day(year, MONDAY.date())
    record("day.changed", subject=day, by_id=None, at=LATER)

    assert mapped("/themajaar/water/") == {
        "": Place({"nl": "/themajaar/water/", "en": "/en/themed-years/water/"}),
        "2026-11-23/": Place(
            {"nl": "/themajaar/water/2026-11-23/", "en": "/en/themed-years/water/2026-11-23/"}, LATER
        ),
    }


def test_a_campus_stands_there():
    make_campus("bio-science-park")

    assert mapped("/campus/bio") == {
        "-science-park/": Place({"nl": "/campus/bio-science-park/", "en": "/en/campus/bio-science-park/"})
    }


def test_a_theme_of_several_versions_has_one_page_as_new_as_the_newest_of_them():
    old, new = make_agreement("2018", starts=2018, ends=2022), make_agreement("2023")
    themes = [make_theme(version, "health") for version in (old, new)]
    for theme, at in zip(themes, (LATER, MONDAY), strict=True):
        record("theme.changed", subject=theme, by_id=None, at=at)
    make_theme(make_agreement("2028", starts=2028, ends=2032, status="draft"), "secret")

    assert mapped("/themas/") == {
        "": Place({"nl": "/themas/", "en": "/en/themes/"}),
        "health/": Place({"nl": "/themas/health/", "en": "/en/themes/health/"}, LATER),
    }


def test_the_parts_of_a_question_have_pages_of_their_own():
    parts = make_legs()

    assert {f"{part.pk}/" for part in parts} <= mapped("/vragen/").keys()


@pytest.mark.usefixtures("laid_out")
def test_what_an_editor_wrote_above_a_list_is_not_a_second_page():
    addresses = [place.addresses["nl"] for place in places()]

    assert addresses.count("/nieuws/") == 1
    assert len(set(addresses)) == len(addresses)
