# SPDX-License-Identifier: EUPL-1.2
"""`kennisstad allocate`: without a database, so no test here is given one."""

import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kennisstad.rounds.allocation.digest import VERSION, digest
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.allocation.reading import read
from kennisstad.rounds.allocation.solution import Undecided

DOCS = Path(__file__).parents[2] / "docs/reference/allocation-format.md"
ROUND = {
    "version": 1,
    "teams": [{"id": "t1", "wishes": ["q1", "q2"]}, {"id": "t2", "wishes": ["q1"]}],
    "questions": [{"id": "q1"}, {"id": "q2"}],
}


def answered(tmp_path, document, *options):
    file = tmp_path / "round.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document))
    out = io.StringIO()
    call_command("allocate", str(file), *options, stdout=out)
    return out.getvalue()


def test_the_answer_for_programs_holds_plan_figures_faults_and_what_made_it(tmp_path):
    answer = json.loads(answered(tmp_path, ROUND, "--policy", "cheapest", "--seed", "3", "--json"))

    assert answer == {
        "policy": "cheapest",
        "seed": 3,
        "version": VERSION,
        "digest": digest(read(json.dumps(ROUND))[0], Policy.CHEAPEST, 3),
        "plan": {"t1": "q2", "t2": "q1"},
        "size": 2,
        "cost": 3,
        "profile": [1, 1],
        "gap": 0.0,
        "unproven": "",
        "faults": answer["faults"],
    }
    assert [one for one in answer["faults"] if one["forbidden"]] == []


def test_people_get_figures_and_a_line_for_each_team(tmp_path):
    assert answered(tmp_path, ROUND, "--policy", "generous", "--seed", "3").splitlines() == [
        "Policy: Fewest last wishes. Lots drawn from seed 3.",
        "2 of the 2 teams have a place.",
        "With wish 1: 1 team",
        "With wish 2: 1 team",
        "It is proven that no plan is better under this policy.",
        "1 thing that is not ideal is a known price of this policy.",
        "",
        "t1: q2 (its second wish)",
        "t2: q1 (its first wish)",
    ]


def test_policy_and_seed_of_the_file_are_used_when_the_command_names_none(tmp_path):
    text = answered(tmp_path, ROUND | {"policy": "greedy", "seed": 0}, "--json")

    assert [json.loads(text)[name] for name in ("policy", "seed")] == ["greedy", 0]


def test_without_a_policy_it_asks_for_one(tmp_path):
    with pytest.raises(CommandError, match="Say which policy: --policy stable, greedy"):
        answered(tmp_path, ROUND)


def test_a_file_is_read_from_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(ROUND)))
    out = io.StringIO()

    call_command("allocate", "-", "--policy", "stable", "--json", stdout=out)

    assert json.loads(out.getvalue())["size"] in (1, 2)


LITERATURE = "1 2 1\n1: 1\n1: 0: 1: 1\n2: 1: 1: 1\n1: 0: 1: 2: 1\n"


def test_lower_bounds_of_the_literature_must_be_met_unless_questions_may_close(tmp_path):
    with pytest.raises(CommandError, match="There is no plan: these rules cannot be kept together"):
        answered(tmp_path, LITERATURE, "--policy", "greedy")

    answer = json.loads(answered(tmp_path, LITERATURE, "--policy", "greedy", "--closures", "--json"))
    assert answer["plan"] == {"1": "1"}


def test_programs_get_the_clash_as_data_too(tmp_path):
    (tmp_path / "round.txt").write_text(LITERATURE)
    out = io.StringIO()

    with pytest.raises(CommandError):
        call_command("allocate", str(tmp_path / "round.txt"), "--policy", "stable", "--json", stdout=out)

    answer = json.loads(out.getvalue())
    assert answer.pop("error").startswith("There is no plan: these rules cannot be kept together.")
    assert answer == {"kind": "no-plan", "clash": [{"kind": "question-lower", "id": "2", "other": ""}]}


UNFIT = ROUND | {"teams": [{"id": "t1", "wishes": ["q9"]}]}


@pytest.mark.parametrize(
    ("document", "policy", "kind"),
    [
        (json.dumps(ROUND)[:-20], ["--policy", "stable"], "unreadable"),
        (json.dumps(UNFIT), ["--policy", "stable"], "unfit"),
        (json.dumps(ROUND), [], "no-policy"),
        (None, ["--policy", "stable"], "unreadable"),
    ],
)
def test_programs_get_every_refusal_as_data_too(tmp_path, document, policy, kind):
    if document is not None:
        (tmp_path / "round.json").write_text(document)
    out = io.StringIO()

    with pytest.raises(CommandError) as refused:
        call_command("allocate", str(tmp_path / "round.json"), *policy, "--json", stdout=out)

    assert refused.value.returncode == 1
    assert json.loads(out.getvalue()) == {"error": str(refused.value), "kind": kind, "clash": []}


def test_programs_hear_that_the_time_ended(tmp_path, monkeypatch):
    def undecided(*args, **kwargs):
        raise Undecided

    monkeypatch.setattr("kennisstad.rounds.answering.solve", undecided)
    (tmp_path / "round.json").write_text(json.dumps(ROUND))
    out = io.StringIO()

    with pytest.raises(CommandError):
        call_command("allocate", str(tmp_path / "round.json"), "--policy", "stable", "--json", stdout=out)

    answer = json.loads(out.getvalue())
    assert (answer["kind"], answer["clash"]) == ("undecided", [])
    assert answer["error"]


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("", "There is nothing in it."),
        (json.dumps(ROUND)[:-20], "Line 1: It is cut off: something is missing at the end."),
        (ROUND | {"teams": [{"id": "t1", "wishes": ["q9"]}]}, "q9"),
        (ROUND | {"teams": [{"id": 1, "wishes": []}]}, "teams[0].id: Here should stand a text"),
        (ROUND | {"questions": [{"id": "q1", "lower": 3, "upper": 2}, {"id": "q2"}]}, "3"),
    ],
)
def test_what_cannot_be_solved_is_refused_in_a_sentence(tmp_path, document, sentence):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        answered(tmp_path, document, "--policy", "stable")


def test_refusals_are_in_the_language_asked_for(tmp_path):
    with pytest.raises(CommandError, match="Er staat niets in"):
        answered(tmp_path, "", "--policy", "stable", "--language", "nl")


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path, monkeypatch):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("allocate", str(tmp_path / "none.json"), "--policy", "stable")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="is not UTF-8 text"):
        call_command("allocate", str(tmp_path / "binary"), "--policy", "stable")
    with pytest.raises(CommandError, match="is no ordinary file but a folder"):
        call_command("allocate", str(tmp_path), "--policy", "stable")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="utf-8"))
    with pytest.raises(CommandError, match=r"^Standard input is not UTF-8 text\.$"):
        call_command("allocate", "-", "--policy", "stable")


def test_the_example_in_the_documentation_has_a_plan(tmp_path):
    example = re.search(r"```json\n(.+?)```", DOCS.read_text(), re.DOTALL)[1]
    literature = re.search(r"```text\n(.+?)```", DOCS.read_text(), re.DOTALL)[1]

    assert json.loads(answered(tmp_path, example, "--policy", "generous", "--json"))["size"] == 2
    assert json.loads(answered(tmp_path, literature, "--policy", "stable", "--json"))["size"] == 2


TURNS, WIPES = "\u202e", "\x1b[2J\x07"


@pytest.mark.parametrize("policy", ["generous", None])
@pytest.mark.parametrize("wish", ["q1", "q9"])
def test_what_a_file_holds_does_nothing_to_the_terminal_that_shows_it(tmp_path, wish, policy):
    """Whoever is sent a file looks at it; it must not clear the screen or turn the words around."""
    teams = [{"id": f"brug{WIPES}{TURNS}", "wishes": [wish]}]
    document = ROUND | {"teams": teams, "policy": policy or f"x{WIPES}{TURNS}"}
    try:
        said = answered(tmp_path, document)
    except CommandError as refused:
        said = str(refused)

    assert "\N{REPLACEMENT CHARACTER}" in said
    assert not set(said) & set(WIPES[0] + WIPES[-1] + TURNS)
