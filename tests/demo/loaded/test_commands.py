# SPDX-License-Identifier: EUPL-1.2
"""What the two commands say."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from kennisstad.citylab import placing
from kennisstad.demo.actions import Cleared, DoesNotFit, Loaded
from kennisstad.demo.management.commands import demo_clear, demo_load
from kennisstad.education.models import Course
from tests.demo.loaded.conftest import Example
from tests.demo.making import LOADED_AT, ask

WHOLE = (
    "10 districts, 54 neighbourhoods, 27 partners, 24 research groups, 132 courses, 64 questions, "
    "44 projects, 32 results, 12 offers to schools, 30 schools, 32 steps for newcomers, "
    "9 congress venues, 4 figures for the press, "
    "3 ambassadors, 1 round and 9 sign-ins"
)

DENIED = OSError(13, "Permission denied")
TAKEN = "Somebody changed the same just now. Nothing was loaded: try again."
IN_USE = "Somebody used the example just now. Nothing was removed: try again."


def told(name: str, **options: Any) -> str:
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


def does(result: Any) -> Callable[..., Any]:
    def do(**_: Any) -> Any:
        if isinstance(result, Exception):
            raise result
        return result

    return do


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.KENNISSTAD_HOME = tmp_path
    return tmp_path


def test_loading_twice_says_that_it_was_there(example: Example) -> None:
    assert told("demo_load") == f"The example was there already.\nThere are {WHOLE}.\n"


def test_loading_says_what_there_is_and_how_to_sign_in(monkeypatch: Any, home: Path) -> None:
    (home / "example-sign-ins.txt").touch()
    monkeypatch.setattr(demo_load, "load", does(Loaded(True, {"districts": 10, "courses": 1, "results": 0})))

    assert told("demo_load") == (
        "The example is loaded.\n"
        "There are 10 districts and 1 course.\n"
        f"{home}/example-sign-ins.txt says how to sign in.\n"
    )


@pytest.mark.parametrize(
    ("command", "action", "error", "sentence"),
    [
        (demo_load, "load", DoesNotFit("It does not fit."), "It does not fit."),
        (demo_load, "load", DENIED, "{file} cannot be written: Permission denied. Nothing was loaded."),
        (demo_load, "load", IntegrityError(), TAKEN),
        (
            demo_clear,
            "clear",
            DENIED,
            "The example is gone, but {file} is not: Permission denied. Remove it.",
        ),
        (demo_clear, "clear", IntegrityError(), IN_USE),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    monkeypatch: Any, home: Path, command: ModuleType, action: str, error: Exception, sentence: str
) -> None:
    monkeypatch.setattr(command, action, does(error))

    with pytest.raises(CommandError) as refused:
        told(command.__name__.rpartition(".")[2])

    assert str(refused.value) == sentence.format(file=home / "example-sign-ins.txt")


def test_clearing_says_what_went_and_what_stays(example: Example) -> None:
    ask("WK054608")

    assert told("demo_clear") == (
        f"The example is gone: {WHOLE.replace('10 districts', '9 districts')}.\n"
        "Yours from now on, because you use or changed them: 1 district.\n"
        "Nobody is administrator now: kennisstad user add NAME --role administrator\n"
    )
    assert told("demo_clear") == "There is no example on this site.\n"


def test_clearing_removes_what_hangs_on_the_example_only_when_asked(example: Example) -> None:
    question, course = ask(), Course.objects.offered().first()
    assert course
    placing.propose(question, course=course, note_to_course="", by=None, at=LOADED_AT)

    with pytest.raises(CommandError, match=f"hang on the example: question {question.pk}"):
        told("demo_clear")
    assert told("demo_clear", with_dependents=True).startswith("The example is gone: ")


def test_clearing_an_empty_site_says_so(monkeypatch: Any) -> None:
    monkeypatch.setattr(demo_clear, "clear", does(Cleared({}, {}, administrators=0)))

    assert told("demo_clear") == "There is no example on this site.\n"
