# SPDX-License-Identifier: EUPL-1.2
import re

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennisstad.schools.classes import CLASSES, SECTORS, TRACKS, classes_of, in_words, sector_of, sectors_of


def test_every_class_is_of_one_sector_and_every_sector_has_classes():
    assert [key for sector in SECTORS for key in classes_of(sector)] == list(CLASSES)
    assert {sector_of(key) for key in CLASSES} == set(SECTORS)
    assert classes_of("none") == []


def test_sectors_come_the_youngest_first():
    assert sectors_of(["vwo-6", "po-1", "vmbo-1"]) == ["po", "vo"]


@pytest.mark.parametrize(
    ("keys", "dutch", "english"),
    [
        (["po-5", "po-6", "po-7"], "groep 5–7", "primary school, group 5–7"),
        (["vmbo-1", "havo-1", "vwo-1"], "vmbo 1, havo 1, vwo 1", "vmbo 1, havo 1, vwo 1"),
        (
            ["po-8", "po-1", "po-2"],
            "groep 1–2, groep 8",
            "primary school, group 1–2, primary school, group 8",
        ),
        (["voorschool"], "voorschool", "pre-school"),
        ([], "", ""),
    ],
)
def test_classes_are_written_as_people_say_them(keys, dutch, english):
    with override("nl"):
        assert in_words(keys) == dutch
    with override("en"):
        assert in_words(keys) == english


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(sorted(CLASSES))))
def test_no_class_is_lost_in_words(keys):
    with override("nl"):
        said = in_words(keys)
        found = {key for track in TRACKS for key in _said_of(track, said)}

    assert found == keys


def _said_of(track, said):
    if not track.years:
        return {track.key} if str(track.name) in said else set()
    runs = re.findall(rf"{track.name} (\d)(?:–(\d))?", said)
    return {
        f"{track.key}-{year}" for first, last in runs for year in range(int(first), int(last or first) + 1)
    }
