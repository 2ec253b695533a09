# SPDX-License-Identifier: EUPL-1.2
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.schools.seats import Room, moving_up

ROOMS = st.builds(Room, st.integers(1, 60), st.booleans(), st.integers(0, 60), st.integers(0, 3))
WAITING = st.lists(st.integers(1, 40), max_size=8).map(lambda sizes: list(enumerate(sizes, start=100)))


def test_what_fits_is_what_is_left():
    room = Room(seats=30, pupils=18, classes=1)

    assert (room.left, room.fits(12), room.fits(13), room.fits(0), room.could_fit(30)) == (
        12,
        True,
        False,
        False,
        True,
    )


def test_one_class_has_it_for_itself():
    room = Room(seats=30, one_class=True)

    assert (room.left, room.with_class(5).left, room.with_class(5).is_full) == (30, 0, True)


def test_the_first_that_fits_moves_up_and_a_large_class_keeps_its_place():
    room = Room(seats=30, pupils=10, classes=1)

    assert moving_up(room, [(1, 25), (2, 12), (3, 9), (4, 8)]) == [2, 4]


@given(ROOMS, WAITING)
def test_nobody_moves_up_beyond_the_seats(room, waiting):
    moved = moving_up(room, waiting)

    pupils = sum(size for number, size in waiting if number in moved)
    assert not moved or room.pupils + pupils <= room.seats
    assert not room.one_class or len(moved) + room.classes <= max(1, room.classes)


@given(ROOMS, WAITING)
def test_whoever_is_passed_over_did_not_fit_beside_those_before(room, waiting):
    moved = moving_up(room, waiting)

    for number, size in waiting:
        if number in moved:
            room = room.with_class(size)
        else:
            assert not room.fits(size)
