# SPDX-License-Identifier: EUPL-1.2
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from kennisstad.rounds import allocation
from kennisstad.rounds.allocation.checking import Wrong, WrongKind, check
from kennisstad.rounds.allocation.digest import digest
from kennisstad.rounds.allocation.instance import Course, Instance, Policy, Question, Supervisor, Team, Ties
from kennisstad.rounds.allocation.lots import lots
from kennisstad.rounds.allocation.reading import read
from kennisstad.rounds.allocation.unreadable import Flaw, Unreadable
from kennisstad.rounds.allocation.writing import to_json
from tests.rounds.allocation.small import instances

modest = settings(
    max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
SCHEMA = json.loads((Path(allocation.__file__).parent / "format.schema.json").read_text())
SMALL = Instance(
    teams=(Team(id="t1", wishes=(("q1",), ("q2", "q3"))),),
    questions=(Question(id="q1"), Question(id="q2", lower=1, upper=2), Question(id="q3", supervisor="s1")),
    supervisors=(Supervisor(id="s1", priority=(("t1",),)),),
)


@modest
@given(instances())
def test_what_is_written_is_read_again_and_written_the_same(instance):
    text = to_json(instance)

    again, policy, seed = read(text)

    assert (to_json(again), policy, seed) == (text, None, None)
    assert {team.id: team.wishes for team in again.teams}.keys() == {team.id for team in instance.teams}
    assert digest(again, Policy.STABLE, 1) == digest(instance, Policy.STABLE, 1)


@modest
@given(instances())
def test_what_is_written_is_as_the_schema_says(instance):
    jsonschema.validate(json.loads(to_json(instance)), SCHEMA)


def test_an_instance_is_written_in_one_way():
    assert json.loads(to_json(SMALL)) == {
        "version": 1,
        "closures": True,
        "ties": "lots",
        "teams": [{"id": "t1", "wishes": ["q1", ["q2", "q3"]]}],
        "questions": [
            {"id": "q1"},
            {"id": "q2", "lower": 1, "upper": 2},
            {"id": "q3", "supervisor": "s1"},
        ],
        "supervisors": [{"id": "s1", "priority": ["t1"]}],
        "courses": [],
        "caps": [],
        "exclusions": [],
    }


def test_policy_and_seed_are_read_where_they_are_named():
    document = json.loads(to_json(SMALL)) | {"policy": "generous", "seed": 7}

    assert read(json.dumps(document)) == (SMALL, Policy.GENEROUS, 7)


@pytest.mark.parametrize(
    ("change", "flaw", "path"),
    [
        ({"version": 2}, Flaw.NO_VERSION, "version"),
        ({"teams": {}}, Flaw.TYPE, "teams"),
        ({"teams": [{"wishes": []}]}, Flaw.MISSING, "teams[0]"),
        ({"teams": [{"id": "t1", "wishes": "q1"}]}, Flaw.TYPE, "teams[0].wishes"),
        ({"teams": [{"id": "t1", "wishes": ["q1", 2]}]}, Flaw.TYPE, "teams[0].wishes[1]"),
        ({"teams": [{"id": 1, "wishes": []}]}, Flaw.TYPE, "teams[0].id"),
        ({"questions": [{"id": "q1", "upper": True}]}, Flaw.TYPE, "questions[0].upper"),
        ({"questions": [{"id": "q1", "upper": None}]}, Flaw.TYPE, "questions[0].upper"),
        ({"questions": [{"id": "q1", "upper": 10**12}]}, Flaw.TOO_LONG, "questions[0].upper"),
        ({"questions": [{"id": "q1", "needed_by": "2027-02-30"}]}, Flaw.TYPE, "questions[0].needed_by"),
        ({"questions": [{"id": "q1", "seats": 2}]}, Flaw.UNKNOWN, "questions[0].seats"),
        ({"caps": [{"kind": "street", "id": "d1", "upper": 2}]}, Flaw.TYPE, "caps[0].kind"),
        ({"closures": "yes"}, Flaw.TYPE, "closures"),
        ({"ties": "none"}, Flaw.TYPE, "ties"),
        ({"policy": "best"}, Flaw.TYPE, "policy"),
        ({"seed": 1.5}, Flaw.TYPE, "seed"),
        ({"colour": "blue"}, Flaw.UNKNOWN, "colour"),
    ],
)
def test_what_is_not_as_the_format_says_is_told_with_its_place(change, flaw, path):
    document = json.loads(to_json(SMALL)) | change
    text = json.dumps(document, indent=1)

    with pytest.raises(Unreadable) as refused:
        read(text)

    assert (refused.value.flaw, refused.value.path) == (flaw, path)
    last = path.rpartition(".")[2].partition("[")[0]
    assert f'"{last}"' in "".join(text.splitlines()[max(0, refused.value.line - 3) : refused.value.line])


WHOLE = json.dumps(json.loads(to_json(SMALL)), indent=1)


@pytest.mark.parametrize("length", range(1, len(WHOLE), 37))
def test_json_that_is_cut_off_is_told_wherever_it_ends(length):
    with pytest.raises(Unreadable) as refused:
        read(WHOLE[:length])

    assert refused.value.flaw == Flaw.CUT_OFF


@pytest.mark.parametrize(
    ("text", "flaw", "line"),
    [
        ("", Flaw.EMPTY, 0),
        (" \n ", Flaw.EMPTY, 0),
        ("[]", Flaw.TYPE, 1),
        ('{"version": 1,\n"teams": NaN}', Flaw.NOT_JSON, 0),
        ('{"version": 1,\n"teams": [,]}', Flaw.NOT_JSON, 2),
        ('{"version": 1, "version": 1}', Flaw.TWICE, 0),
        ("[" * 100_000, Flaw.NOT_JSON, 0),
        ("hello", Flaw.TYPE, 1),
        ("1 1\n", Flaw.TYPE, 1),
        ("1 1 1\n1: 1\n", Flaw.CUT_OFF, 0),
        ("1 1 1\n2: 1\n1: 0: 1: 1\n1: 0: 1: 1: 1\n", Flaw.ORDER, 2),
        ("1 1 1\n1: (1\n1: 0: 1: 1\n1: 0: 1: 1: 1\n", Flaw.TIES, 2),
        ("1 1 1\n1: 1)\n1: 0: 1: 1\n1: 0: 1: 1: 1\n", Flaw.TIES, 2),
        ("1 1 1\n1: 1\n1: 0: x: 1\n1: 0: 1: 1: 1\n", Flaw.TYPE, 3),
        ("1 1 1\n1: 1\n1: 0: 1\n1: 0: 1: 1: 1\n", Flaw.TYPE, 3),
        ("999999999 1 1\n", Flaw.TOO_LONG, 1),
    ],
)
def test_what_is_neither_format_is_told_with_its_line(text, flaw, line):
    with pytest.raises(Unreadable) as refused:
        read(text)

    assert (refused.value.flaw, refused.value.line) == (flaw, line)


def test_the_text_format_of_the_literature_is_read():
    text = "2 2 1\n1: 2 1\n2: (1 2)\n\n1: 0: 1: 1\n2: 1: 2: 1\n1: 1: 2: 3: (1 2)\n\na remark\n"

    instance, policy, seed = read(text)

    assert (policy, seed) == (None, None)
    assert instance == Instance(
        teams=(Team(id="1", wishes=(("2",), ("1",))), Team(id="2", wishes=(("1", "2"),))),
        questions=(
            Question(id="1", supervisor="1"),
            Question(id="2", lower=1, upper=2, supervisor="1"),
        ),
        supervisors=(Supervisor(id="1", lower=1, target=2, upper=3, priority=(("1", "2"),)),),
        closures=False,
        ties=Ties.OPEN,
    )


def test_everything_that_is_wrong_with_an_instance_is_found_at_once():
    instance = Instance(
        teams=(
            Team(id="t1", wishes=(("q1", "q9"), ("q1",)), course="c9", fixed="q8"),
            Team(id="t1", wishes=()),
            Team(id="", wishes=()),
        ),
        questions=(
            Question(id="q1", upper=0, supervisor="s9"),
            Question(id="q2", lower=3, upper=2, load=-1),
        ),
        supervisors=(Supervisor(id="s1", lower=2, upper=1, priority=(("t9",), ("t1",), ("t1",))),),
        courses=(Course(id="c1", upper=-1),),
    )

    assert check(instance) == [
        Wrong(WrongKind.NO_ID, "teams"),
        Wrong(WrongKind.TEAM_TWICE, "t1"),
        Wrong(WrongKind.WISH_UNKNOWN, "t1", "q9"),
        Wrong(WrongKind.WISH_TWICE, "t1", "q1"),
        Wrong(WrongKind.COURSE_UNKNOWN, "t1", "c9"),
        Wrong(WrongKind.FIXED_UNKNOWN, "t1", "q8"),
        Wrong(WrongKind.SUPERVISOR_UNKNOWN, "q1", "s9"),
        Wrong(WrongKind.NO_SEATS, "q1"),
        Wrong(WrongKind.LOWER_ABOVE_UPPER, "q2", number=3),
        Wrong(WrongKind.NEGATIVE, "q2", "load", -1),
        Wrong(WrongKind.PRIORITY_UNKNOWN, "s1", "t9"),
        Wrong(WrongKind.PRIORITY_TWICE, "s1", "t1"),
        Wrong(WrongKind.LOWER_ABOVE_UPPER, "s1", number=2),
        Wrong(WrongKind.NEGATIVE, "c1", "upper", -1),
    ]


@modest
@given(instances())
def test_what_fits_has_nothing_wrong(instance):
    assert check(instance) == []


def test_lots_can_be_drawn_again_by_hand():
    """`printf '7:a' | sha256sum` and so on, in the order of what comes out."""
    assert lots(7, ["c", "b", "a", "a"]) == lots(7, ["a", "b", "c"])
    assert [*lots(0, ["t0", "t1"])] == ["t1", "t0"]
    assert sorted(lots(7, "abc").values()) == [1, 2, 3]


def test_a_digest_tells_instance_policy_and_seed_apart():
    other = Instance(
        teams=SMALL.teams, questions=SMALL.questions, supervisors=SMALL.supervisors, closures=False
    )
    found = [
        digest(SMALL, Policy.STABLE, 1),
        digest(SMALL, Policy.STABLE, 2),
        digest(SMALL, Policy.GREEDY, 1),
        digest(other, Policy.STABLE, 1),
    ]

    assert len({*found}) == 4
    assert {len(one) for one in found} == {64}


@pytest.mark.parametrize("field", ["id", "course"])
def test_half_a_character_is_no_text(field):
    team = json.dumps({"id": "a", "wishes": ["q"], field: "\ud800"})

    with pytest.raises(Unreadable) as refused:
        read(f'{{"version": 1, "teams": [{team}], "questions": [{{"id": "q"}}]}}')

    assert (refused.value.flaw, refused.value.found) == (Flaw.TYPE, r"'\ud800'")


def test_a_name_that_stands_twice_among_very_many_is_found_at_once():
    names = ",".join(f'"{number}": 1' for number in range(50_000))

    with pytest.raises(Unreadable) as refused:
        read(f'{{{names}, "49999": 2}}')

    assert (refused.value.flaw, refused.value.path) == (Flaw.TWICE, "49999")
