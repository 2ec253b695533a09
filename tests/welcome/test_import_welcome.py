# SPDX-License-Identifier: EUPL-1.2
"""Taking over steps, venues and figures: told row by row, and a misfit left out."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import kennisstad.demo
from kennisstad.audit.models import Event
from kennisstad.welcome.models import PathStep, PressFact, Venue, VenueRoom

pytestmark = pytest.mark.django_db
EXAMPLE = Path(kennisstad.demo.__file__).parent / "data" / "welcome.yaml"
FILE = """
steps:
  - key: register
    phase: coming-in
    for: [student, family]
    counted_from: arrival
    due: 5
    known_on: 2026-11-01
    en: {title: Register, task: Go there., source: The law}
venues:
  - key: hall
    name: Hall
    rooms: [{name: Main, theatre: 200, is_example: true, known_on: 2026-11-01}]
    nl: {about: Een zaal}
"""


@pytest.fixture
def take_over(tmp_path, capsys):
    def run(text, *options):
        file = tmp_path / "welcome.yaml"
        file.write_text(text)
        call_command("import_welcome", str(file), *options)
        return capsys.readouterr().out

    return run


def test_the_example_fits_wholly(capsys):
    call_command("import_welcome", str(EXAMPLE))

    assert "left out" not in capsys.readouterr().out
    assert (PathStep.objects.count(), Venue.objects.count(), PressFact.objects.count()) == (32, 9, 4)
    for step in PathStep.objects.prefetch_related("texts"):
        assert {text.language for text in step.texts.all()} == {"nl", "en"}, step.key


def test_a_file_is_told_row_by_row_and_a_second_time_changes_nothing(take_over):
    told = take_over(FILE)
    assert told.splitlines() == [
        "2 new, 0 changed, 0 as before.",
        "new: steps register",
        "new: venues hall",
    ]
    assert take_over(FILE).startswith("0 new, 0 changed, 2 as before.")
    changed = take_over(FILE.replace("theatre: 200", "theatre: 250").replace("due: 5", "due: 6"))

    assert changed.startswith("0 new, 2 changed, 0 as before.")
    assert (PathStep.objects.get().due, VenueRoom.objects.get().theatre) == (6, 250)
    assert [PathStep.objects.get().for_student, PathStep.objects.get().for_employee] == [True, False]
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["pathstep.made", "venue.made", "pathstep.changed", "venue.changed"]


def test_a_dry_run_tells_and_changes_nothing(take_over):
    told = take_over(FILE, "--dry-run")

    assert "new: steps register" in told
    assert not PathStep.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("phase: coming-in", "phase: flying", "flying"),
        ("due: 5", "due: soon", "due is of the wrong kind"),
        ("due: 5", "due: 99999", "steps register: due: Ensure this value is less than or equal to 1000."),
        (
            "title: Register",
            f"title: {'x' * 300}",
            "steps register: in en, title: Ensure this value has at most",
        ),
        ("key: register", 'key: "re\\0gister"', "key must be one line of plain text"),
        ("task: Go there.", 'task: "Go\\0there."', "task holds signs that no text has"),
        ("due: 5", "due: true", "due is of the wrong kind"),
        ("counted_from: arrival", "counted_from: none", "A term needs a number"),
        ("[student, family]", "[martian]", "martian"),
        ("[student, family]", "[]", "nobody"),
        ("known_on: 2026-11-01\n    en", "known_on: yesterday\n    en", "known_on is of the wrong kind"),
        ("title: Register, ", "", "This field cannot be blank"),
        ("title: Register", "title: 5", "title is no text"),
        ("en: {title: Register, task: Go there., source: The law}", "", "no words in nl or en"),
        ("key: register", "key: not a key", "slug"),
        ("key: register", "clue: register", "unknown name clue"),
    ],
)
def test_an_entry_that_does_not_fit_is_left_out_with_the_reason(take_over, old, new, reason):
    assert old in FILE
    told = take_over(FILE.replace(old, new))

    assert "1 left out:" in told
    assert reason in told
    assert (PathStep.objects.count(), Venue.objects.count()) == (0, 1)


def test_a_room_that_is_too_large_is_told_by_venue_room_and_field(take_over):
    told = take_over(FILE.replace("theatre: 200", "theatre: 200000"))

    assert "  venues hall: room Main, theatre: Ensure this value is less than or equal to 100000.\n" in told
    assert not Venue.objects.exists()


@pytest.mark.parametrize("text", ["", "a: [", "- 1", "people: []", "steps: 5", "\x00", "steps: [{}]"])
def test_a_file_without_anything_to_take_over_is_refused(take_over, text):
    with pytest.raises(CommandError):
        take_over(text)
