# SPDX-License-Identifier: EUPL-1.2
"""Rounds on the command line: led from open to published, imported, exported and replayed."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kennisstad.rounds.actions import parts
from kennisstad.rounds.actions.parts import Seats
from kennisstad.rounds.allocation import digest
from kennisstad.rounds.allocation.reading import read
from kennisstad.rounds.allocation.unreadable import MOST_SEED
from kennisstad.rounds.allocation.writing import to_json
from kennisstad.rounds.models import Receipt, Status, Team
from kennisstad.rounds.queries.instance import instance_of
from tests.making import make_course
from tests.rounds.running import computed, make_round, make_team, run_until

pytestmark = pytest.mark.django_db
CSV = "name,wishes,email,languages\nVlinders,2 > 1 = 3,vlinders@example.org,nl en\nMollen,1,,\n"


def run(*words, capsys):
    call_command(*map(str, words))
    return capsys.readouterr().out


def open_now():
    """Make a round that takes wishes by the clock on the wall."""
    now = timezone.now()
    # Its course is given on fixed days.
    days = [(now + timedelta(days=number)).date() for number in (10, 20)]
    names = ("publish_on", "appeals_until")
    round = make_round(
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=7),
        **dict(zip(names, days, strict=True)),
    )
    call_command("round_open", str(round.pk))
    return round


def test_a_round_is_led_from_draft_to_published(tmp_path, capsys):
    round = open_now()
    (tmp_path / "teams.csv").write_text(CSV)

    said = [
        run("round_import", round.pk, tmp_path / "teams.csv", capsys=capsys),
        run("round_import", round.pk, tmp_path / "teams.csv", capsys=capsys),
        run("round_close", round.pk, capsys=capsys),
        run("round_compute", round.pk, capsys=capsys),
        run("round_publish", round.pk, capsys=capsys),
        run("round_verify", round.pk, capsys=capsys),
    ]

    round.refresh_from_db()
    assert (round.status, round.run.plan) == (Status.PUBLISHED, {"1": "2", "2": "1"})
    assert said[1] == "0 new, 0 changed, 2 as before.\n"
    assert said[-1] == f"Run 1 of round {round.pk} comes out the same. Digest {round.run.digest}\n"


def test_json_and_csv_say_the_same(tmp_path, capsys):
    round = open_now()
    teams = [
        {
            "name": "Vlinders",
            "wishes": [2, [1, 3]],
            "email": "vlinders@example.org",
            "languages": ["nl", "en"],
        },
        {"name": "Mollen", "wishes": "1"},
    ]
    (tmp_path / "teams.csv").write_text(CSV)
    (tmp_path / "teams.json").write_text(json.dumps(teams))
    run("round_import", round.pk, tmp_path / "teams.csv", capsys=capsys)

    assert run("round_import", round.pk, tmp_path / "teams.json", capsys=capsys) == (
        "0 new, 0 changed, 2 as before.\n"
    )


def test_a_file_with_faults_changes_nothing_and_names_each(tmp_path, capsys):
    round = open_now()
    lines = [
        "name,wishes,email",
        "Goed,1,",
        "Onbekend,9,",
        "Dubbel,2 > 2,",
        "Vaag,liever niet,",
        ",1,",
        "Adres,1,geen adres",
        "Goed,2,",
    ]
    (tmp_path / "teams.csv").write_text("\n".join(lines))

    with pytest.raises(CommandError, match="taken over: 6"):
        run("round_import", round.pk, tmp_path / "teams.csv", capsys=capsys)

    said = capsys.readouterr().err
    problems = [line.strip().partition(":")[0] for line in said.splitlines()]
    assert sorted(problems) == [f"line {number}" for number in range(3, 9)]
    assert "line 3: The team wishes for question 9, which does not take part." in said
    assert "line 4: The team wishes for a question twice." in said
    assert not Team.objects.exists()
    assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "must name the columns"),
        ("naam,wensen\n", "must name the columns"),
        ('[{"name": "A", "wish', "not JSON"),
        ("[" * 100_000, "nested too deep"),
        ('{"teams": 3}', "list of teams"),
        ("name,wishes\n", "no team"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(tmp_path, text, why):
    (tmp_path / "teams").write_text(text)

    with pytest.raises(CommandError, match=why):
        call_command("round_import", str(make_round().pk), str(tmp_path / "teams"))


def test_of_two_courses_a_team_says_which_is_its_own(tmp_path, capsys):
    round = open_now()
    other = make_course()
    parts.add_course(round, offering=other.offerings.get(), seats=None, by=None, at=timezone.now())
    (tmp_path / "one.csv").write_text("name,wishes\nMollen,1\n")
    (tmp_path / "two.csv").write_text(f"name,wishes,course\nMollen,1,{other.code}\n")

    with pytest.raises(CommandError, match="taken over: 1"):
        run("round_import", round.pk, tmp_path / "one.csv", capsys=capsys)
    run("round_import", round.pk, tmp_path / "two.csv", capsys=capsys)

    assert Team.objects.get().course.offering.course == other


def test_what_is_exported_is_what_would_be_computed(capsys):
    round = make_round(seed=MOST_SEED)
    make_team(round, [1, 2], 3, name="De Vlinders")

    written = run("round_export", round.pk, capsys=capsys)

    instance, policy, seed = read(written)
    assert to_json(instance) == to_json(instance_of(round))
    assert (policy, seed) == (round.policy, MOST_SEED)
    assert "Vlinders" not in written


def test_a_run_that_does_not_come_out_the_same_is_told(capsys):
    round = make_round()
    make_team(round, 1)
    make_team(round, 2)
    run_until(round, Status.COMPUTED)
    round.run.answer["plan"] = {"1": "1"}
    round.run.save()

    with pytest.raises(CommandError, match="does not come out the same"):
        run("round_verify", round.pk, capsys=capsys)

    assert "Team 2 had no question and now has question 2." in capsys.readouterr().out


def test_a_run_of_another_version_is_looked_at_by_the_present_fault_finder(capsys):
    round = make_round()
    make_team(round, 1)
    run_until(round, Status.COMPUTED)
    round.run.version = "0"
    round.run.save()

    with pytest.raises(CommandError, match="does not come out the same"):
        run("round_verify", round.pk, capsys=capsys)

    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"It was computed by version 0 of the algorithm; this is version {digest.VERSION}.",
        "The present fault finder finds nothing in the stored plan that its policy forbids.",
    ]


def test_rounds_are_listed_and_shown(capsys):
    round = make_round()
    make_team(round, 1)
    run_until(round, Status.CLOSED)
    computed(round)

    (listed,) = json.loads(run("round_list", "--json", capsys=capsys))
    shown = json.loads(run("round_show", round.pk, "--json", capsys=capsys))

    assert (listed["round"], listed["teams"], listed["status"]) == (round.pk, 1, "computed")
    assert (shown["plan"], shown["runs"][0]["size"], shown["runs"][0]["forbidden"]) == (1, 1, 0)
    assert "Spring round" in run("round_list", capsys=capsys)
    assert "1 placed" in run("round_show", round.pk, capsys=capsys)


@pytest.mark.parametrize("command", ["open", "close", "compute", "publish", "export", "verify", "show"])
def test_a_round_that_is_not_there_is_told(command):
    with pytest.raises(CommandError, match="no round 404"):
        call_command(f"round_{command}", "404")


@pytest.mark.parametrize("command", ["close", "compute", "publish", "verify"])
def test_what_cannot_be_done_now_is_told_in_a_sentence(command):
    with pytest.raises(CommandError):
        call_command(f"round_{command}", str(make_round().pk))


@pytest.mark.parametrize("address", ["a,b@example.org", "<x>y@example.org", "a@b.nl;c", "a@b", "a@b..nl"])
def test_what_is_more_or_less_than_one_address_is_refused(tmp_path, address):
    (tmp_path / "teams.json").write_text(json.dumps([{"name": "A", "wishes": "1", "email": address}]))

    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("round_import", str(open_now().pk), str(tmp_path / "teams.json"))


TAMPERED = {
    "plan": (
        lambda run: run.answer.update(plan={"1": "1"}),
        "Team 2 had no question and now has question 2.",
    ),
    "seed": (lambda run: setattr(run, "seed", run.seed + 1), "The stored input has changed: its digest is "),
    "input": (
        lambda run: setattr(run, "instance", run.instance.replace('"closures"', '"closures_"', 1)),
        "The stored input cannot be read: ",
    ),
    "version": (lambda run: setattr(run, "version", "0"), "It was computed by version 0 of the algorithm; "),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_in_a_published_round_ends_in_status_1_and_a_sentence(capsys, what):
    change, sentence = TAMPERED[what]
    round = make_round()
    make_team(round, 1)
    make_team(round, 2)
    run_until(round, Status.PUBLISHED)
    assert "comes out the same" in run("round_verify", round.pk, capsys=capsys)
    change(round.run)
    round.run.save()

    with pytest.raises(CommandError, match="does not come out the same") as error:
        run("round_verify", round.pk, capsys=capsys)

    assert error.value.returncode == 1
    assert any(line.startswith(sentence) for line in capsys.readouterr().out.splitlines())


def test_when_no_plan_keeps_all_rules_the_command_line_says_which_in_words(capsys):
    round = make_round(questions=[Seats(lower=1)], closures=False)
    make_team(round, course=None)
    run_until(round, Status.CLOSED)

    with pytest.raises(CommandError) as error:
        run("round_compute", round.pk, capsys=capsys)

    assert "needs at least 1 team." in str(error.value)
