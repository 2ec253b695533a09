# SPDX-License-Identifier: EUPL-1.2
"""What the example has for newcomers comes and goes, and leaves what is a site's own."""

import pytest

from kennisstad.audit.actions import record
from kennisstad.demo.actions.welcome import remove_welcome, welcome_newcomers
from kennisstad.mail.models import Letter
from kennisstad.welcome.models import Ambassador, PathStep, PressFact, Venue
from tests.making import MONDAY, make_user
from tests.welcome.making import make_step

pytestmark = pytest.mark.django_db


def counts() -> list[int]:
    return [model._default_manager.count() for model in (PathStep, Venue, PressFact, Ambassador)]


def test_it_comes_once_writes_to_nobody_and_goes() -> None:
    welcome_newcomers(MONDAY)
    welcome_newcomers(MONDAY)

    assert counts() == [32, 9, 4, 3]
    assert not Letter.objects.exists()
    record("example.loaded", subject=make_user(), by_id=None, at=MONDAY)
    remove_welcome(MONDAY)
    assert counts() == [0, 0, 0, 0]


def test_what_a_site_has_of_its_own_or_changed_stays() -> None:
    own = make_step("register-brp", title="Ours")
    welcome_newcomers(MONDAY)
    record("example.loaded", subject=make_user(), by_id=None, at=MONDAY)
    venue = Venue.objects.get(key="hortus")
    record("venue.changed", subject=venue, by_id=None, at=MONDAY)

    remove_welcome(MONDAY)

    assert list(PathStep.objects.all()) == [own]
    assert list(Venue.objects.all()) == [venue]
