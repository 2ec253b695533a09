# SPDX-License-Identifier: EUPL-1.2
"""When the example is not loaded, and that nothing of it is left then."""

from pathlib import Path
from typing import Any

import pytest

from kennisstad.audit.models import Event
from kennisstad.citylab.models import Question
from kennisstad.demo.actions import DoesNotFit, load
from kennisstad.demo.models import ExampleRecord
from kennisstad.neighbourhoods.models import City
from tests.agreement.making import make_agreement
from tests.demo.making import LOADED_AT, QUICK
from tests.making import make_course, make_partner, make_user

pytestmark = pytest.mark.django_db


def test_nothing_is_loaded_beside_another_city() -> None:
    numbers = {"postcode_first": 3500, "postcode_last": 3585}
    City.objects.create(name="Utrecht", municipality_code="GM0344", desk_name="Stadskantoor", **numbers)

    with pytest.raises(
        DoesNotFit, match=r"^The example does not fit here: this site is for Utrecht\. Nothing"
    ):
        load(at=LOADED_AT, passwords=None)

    assert not ExampleRecord.objects.exists()
    assert not Event.objects.exists()


def test_nothing_is_loaded_over_courses_or_people_of_our_own() -> None:
    make_course(make_partner("lumc", name="LUMC"))
    make_user(username="makelaar")

    with pytest.raises(DoesNotFit) as refused:
        load(at=LOADED_AT, passwords=None)

    assert str(refused.value) == (
        "The example does not fit here: LUMC has courses of its own, and there is already somebody called "
        "makelaar. Nothing was changed."
    )


def test_nothing_is_loaded_beside_another_first_agreement(settings: Any) -> None:
    settings.PASSWORD_HASHERS = QUICK
    make_agreement("own")

    with pytest.raises(DoesNotFit) as refused:
        load(at=LOADED_AT, passwords=None)

    assert str(refused.value) == (
        "The example does not fit here: agreement leiden-2017: 'own' is the first agreement here; "
        "say which one this follows. Nothing was changed."
    )
    assert not ExampleRecord.objects.exists()


def test_nothing_is_loaded_when_the_sign_ins_cannot_be_written(tmp_path: Path, settings: Any) -> None:
    settings.PASSWORD_HASHERS = QUICK
    (tmp_path / "taken").mkdir()

    with pytest.raises(OSError, match="taken"):
        load(at=LOADED_AT, passwords=tmp_path / "taken")

    assert not ExampleRecord.objects.exists()
    assert not Question.objects.exists()
    assert not Event.objects.exists()
    assert [*tmp_path.iterdir()] == [tmp_path / "taken"]
