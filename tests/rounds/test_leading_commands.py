# SPDX-License-Identifier: EUPL-1.2
"""A round led at the command line alone: made, filled, decided by hand, looked at, appealed and settled."""

import json
import re
from datetime import date, timedelta
from hashlib import sha256
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.projects.models import Project
from kennisstad.rounds.actions import teams as team_actions
from kennisstad.rounds.actions.parts import Seats
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.computing import ask_to_compute
from kennisstad.rounds.models import Appeal, AppealOutcome, Round, RunStatus, Status
from tests.making import make_course, make_district, make_partner, make_question
from tests.rounds.entering import make_round as make_round_now
from tests.rounds.entering import make_team as make_team_now
from tests.rounds.entering import published, ranked
from tests.rounds.running import MONDAY, make_round, make_team, run_until

pytestmark = pytest.mark.django_db
DAYS = [
    *("--opens", "2027-01-04", "--closes", "2027-01-15", "--answer-on", "2027-01-20"),
    *("--appeal-until", "2027-01-27", "--work-from", "2027-02-01", "--work-until", "2027-06-30"),
]


def run(*words):
    """Run a command and give its lines."""
    out = StringIO()
    call_command(*map(str, words), stdout=out)
    return out.getvalue().splitlines()


def refused(*words):
    with pytest.raises(CommandError) as error:
        run(*words)
    return str(error.value)


def begun(*more):
    make_partner("universiteit-leiden")
    run("round_make", "universiteit-leiden", "--title", "Voorjaar", "--policy", "generous", *DAYS, *more)
    return Round.objects.get()


def test_a_round_is_made_with_words_days_policy_and_seed():
    round = begun(
        "--title-en", "Spring", "--explanation", "Kies.", "--seed", "0", "--no-ties", "--most-wishes", "5"
    )

    words = set(round.texts.values_list("language", "title", "explanation"))
    assert words == {("nl", "Voorjaar", "Kies."), ("en", "Spring", "")}
    assert (round.organiser.key, round.policy, round.seed, round.status) == (
        "universiteit-leiden",
        Policy.GENEROUS,
        0,
        Status.DRAFT,
    )
    days = (round.publish_on, round.appeals_until, round.starts_on, round.ends_on)
    assert days == (date(2027, 1, 20), date(2027, 1, 27), date(2027, 2, 1), date(2027, 6, 30))
    assert (round.least_wishes, round.most_wishes, round.ties_allowed, round.closures) == (1, 5, False, True)
    # A day begins and ends by the city's clock, not by the one in Greenwich.
    shown = run("round_show", round.pk)
    assert [line for line in shown if line.startswith(("opens_at", "closes_at"))] == [
        "opens_at         2027-01-04 00:00",
        "closes_at        2027-01-15 23:59",
    ]
    # What everybody may see before the close, where the seed itself is kept.
    assert shown[4:7] == [
        "seed             not shown before the close",
        "seed_salt        not shown before the close",
        f"seed_sha256      {sha256(f'0:{round.seed_salt}'.encode()).hexdigest()}",
    ]
    assert json.loads("\n".join(run("round_show", round.pk, "--json")))["closes_at"] == (
        "2027-01-15T23:59:00+01:00"
    )
    assert "closes 2027-01-15 23:59" in run("round_list")[0]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--closes", "2027-01-01"), "The round must close after it opens."),
        (("--opens", "morgen"), "morgen is not a day. Write it as 2027-04-15."),
        (("--opens", "0001-01-01"), "0001-01-01 is not a day of this century. Look at the year again."),
        (("--title", ""), "Give the round a title: --title in Dutch, --title-en in English, or both."),
        (
            ("--explanation-en", "Choose."),
            "Give the round a title: --title in Dutch, --title-en in English, or both.",
        ),
        (("--seed", "-1"), "Error: argument --seed: -1 is not a number from 0 to 9007199254740991"),
        (("--seed", "vier"), "Error: argument --seed: vier is no whole number"),
        (("--title", "x" * 141), "Error: argument --title: use at most 140 characters; this has 141"),
        (
            ("--least-wishes", "5", "--most-wishes", "2"),
            "A team gives at least one wish, and the least cannot be",
        ),
    ],
)
def test_a_round_that_cannot_be_is_refused_and_not_made(more, said):
    make_partner("universiteit-leiden")
    whole = ["universiteit-leiden", "--title", "Voorjaar", "--policy", "stable", *DAYS, *more]

    assert refused("round_make", *whole).startswith(said)
    assert not Round.objects.exists()


def test_a_round_of_nobody_is_refused():
    assert refused("round_make", "x", "--title", "T", "--policy", "stable", *DAYS).startswith(
        "There is no partner 'x'."
    )


def test_what_is_not_named_stays_when_a_round_is_described_anew():
    round = begun()

    run("round_describe", round.pk, "--closes", "2027-01-18", "--title-en", "Spring", "--no-closures")

    round.refresh_from_db()
    assert dict(round.texts.values_list("language", "title")) == {"nl": "Voorjaar", "en": "Spring"}
    assert (round.closes_at.date(), round.publish_on, round.closures) == (
        date(2027, 1, 18),
        date(2027, 1, 20),
        False,
    )
    assert refused("round_describe", round.pk, "--title", "").startswith("A title cannot be empty.")
    assert refused("round_describe", round.pk, "--explanation-en", "x", "--closes", "2027-02-18").startswith(
        "The plan cannot be published before the round closes."
    )


def test_an_open_round_keeps_its_words_but_not_its_policy():
    round = run_until(make_round(), Status.OPEN)
    make_team(round, 1, email="tulp@example.org")

    assert refused("round_describe", round.pk, "--title", "Anders").startswith("This round has been opened")
    assert run("round_policy", round.pk, "stable") == [f"Round {round.pk} is decided by stable from now on."]

    round.refresh_from_db()
    assert round.policy == Policy.STABLE
    assert [letter.to for letter in Letter.objects.all()] == ["tulp@example.org"]
    assert refused("round_policy", round.pk, "stable") == "This round decides by that policy already."


def test_the_close_moves_and_a_closed_round_opens_again():
    round = run_until(make_round(), Status.CLOSED)
    later = timezone.localdate() + timedelta(days=3)

    assert run("round_reopen", round.pk, "--until", later) == [
        f"Round {round.pk} takes wishes until {later} 23:59."
    ]
    run("round_reopen", round.pk, "--until", later + timedelta(days=1))

    round.refresh_from_db()
    assert (round.status, timezone.localdate(round.closes_at)) == (Status.OPEN, later + timedelta(days=1))
    assert refused("round_reopen", round.pk, "--until", "2026-01-01") == (
        "Choose a moment that is still to come."
    )


def test_courses_and_questions_are_put_in_and_taken_out(client):
    round, course, question = begun(), make_course(), make_question(title="Helpt een bank?")

    added = run("round_add_course", round.pk, course.code, "--seats", 12)
    assert run("round_add_question", round.pk, question.pk, "--lower", 1, "--upper", 2) == [
        f"Question {question.pk} takes part: teams know it by number 1."
    ]
    shown = run("round_parts", round.pk)
    whole = json.loads("\n".join(run("round_parts", round.pk, "--json")))

    said = question.text_in("en").title
    link = re.search(r"https?://\S+", added[0])[0]
    assert client.get(urlsplit(link).path).status_code == 200
    # It counts for how long it has waited, until today.
    (waited,) = (one["weight"] for one in whole["questions"])
    assert shown == [
        f"course     {course.code}; partner {course.partner.key}; starts 2027-02-01; "
        f"ends 2027-06-30; seats 12; link {link}",
        f"question   1; question {question.pk}; title {said}; lower 1; upper 2; load 20; weight {waited}",
    ]
    assert [(one["code"], one["seats"]) for one in whole["courses"]] == [(course.code, 12)]
    assert [(one["number"], one["upper"]) for one in whole["questions"]] == [(1, 2)]
    assert run("round_course_seats", round.pk, course.code) == [
        f"{course.code} has as many teams as there are."
    ]
    assert round.courses.get().seats is None
    assert run("round_remove_question", round.pk, 1) == ["Question 1 takes part no more."]
    assert run("round_remove_course", round.pk, course.code) == [f"{course.code} takes part no more."]
    assert run("round_parts", round.pk) == [
        f"Nothing takes part yet. Next: kennisstad round add course {round.pk} CODE"
    ]
    kinds = ["made", "course-added", "question-added", "course-changed", "question-removed"]
    kinds += ["course-removed"]
    assert list(
        Event.objects.filter(kind__startswith="round.").order_by("pk").values_list("kind", "actor")
    ) == [(f"round.{kind}", None) for kind in kinds]


def test_what_is_not_there_is_told_with_what_is():
    round, course = begun(), make_course()
    make_course(code=course.code)

    assert refused("round_add_course", round.pk, "NIETS").startswith("No edition of NIETS is to come")
    assert course.partner.key in refused("round_add_course", round.pk, course.code)
    run("round_add_course", round.pk, course.code, "--partner", course.partner.key)
    assert refused("round_add_question", round.pk, 404) == "There is no question 404."
    assert refused("round_remove_course", round.pk, "NIETS") == (
        f"No course NIETS takes part in round {round.pk}. Known are: {course.code}."
    )
    assert refused("round_remove_question", round.pk, 9) == (
        f"There is no question 9 in round {round.pk}. `kennisstad round parts {round.pk}` names them."
    )
    assert refused("round_place", round.pk, 9, 1, "--reason", "x") == (
        f"There is no team 9 in round {round.pk}. `kennisstad round teams {round.pk}` names them."
    )


def test_what_a_question_takes_its_supervisor_and_limits_are_set():
    round = make_round()
    make_team(round, 1)
    make_team(round, 1)
    part = round.questions.get(place=1)
    area = part.question.districts.get()

    run("round_supervisor", round.pk, "Groep Water", "--upper", 4, "--order", "2 > 1")
    run(
        "round_seats",
        round.pk,
        1,
        "--upper",
        3,
        "--level",
        "master",
        "--supervisor",
        "Groep Water",
        "--load",
        5,
    )
    run("round_seats", round.pk, 1, "--language", "nl")
    run("round_limit", round.pk, "--district", area.code, "--most", 40)
    run("round_limit", round.pk, "--asker-of", 1, "--most", 1)

    part.refresh_from_db()
    assert (part.lower, part.upper, part.levels, part.languages, part.load, part.supervisor.name) == (
        *(0, 3, ["master"], ["nl"], 5, "Groep Water"),
    )
    assert run("round_parts", round.pk)[-3:] == [
        "supervisor Groep Water; lower 0; upper 4; order 2 > 1",
        f"limit      {area.code}; most 40",
        "limit      the asker of question 1; most 1",
    ]
    run("round_seats", round.pk, 1, "--level", "any", "--supervisor", "")
    run("round_limit", round.pk, "--district", area.code, "--lift")
    run("round_limit", round.pk, "--asker-of", 1, "--lift")
    run("round_supervisor", round.pk, "Groep Water", "--remove")
    part.refresh_from_db()
    assert (part.upper, part.levels, part.supervisor, part.load) == (3, [], None, 5)
    assert not round.limits.exists()
    assert not round.supervisors.exists()


@pytest.mark.parametrize("command", ["round_parts", "round_show", "round_teams", "round_appeals"])
def test_a_round_is_listed_in_as_many_queries_however_much_takes_part(command):
    def queries(count):
        round = make_round(questions=count)
        for number in range(1, count + 1):
            team = make_team(round, number)
            run("round_exclude", round.pk, number, number % count + 1, "--reason", "Een van jullie werkt er.")
            run(
                "round_supervisor",
                round.pk,
                f"Groep {number}",
                "--order",
                " = ".join(map(str, range(1, number + 1))),
            )
            run("round_seats", round.pk, number, "--supervisor", f"Groep {number}")
            run("round_limit", round.pk, "--asker-of", number, "--most", 1)
            Appeal.objects.create(team=team, words="Liever een andere.", at=MONDAY)
        with CaptureQueriesContext(connection) as made:
            run(command, round.pk)
        return len(made)

    assert queries(1) == queries(4)


def test_wrong_seats_orders_and_limits_are_refused_and_change_nothing():
    round = make_round()
    make_team(round, 1)

    assert refused("round_seats", round.pk, 1, "--lower", 2) == (
        "The least number of teams cannot be more than the most."
    )
    assert refused("round_seats", round.pk, 1, "--supervisor", "Niemand").startswith("There is no supervisor")
    assert refused("round_supervisor", round.pk, "A", "--order", "1 >") == (
        "Write numbers with > or = between them, such as '4 > 2 = 7'."
    )
    assert refused("round_supervisor", round.pk, "A", "--order", "1 = 1").startswith("A team is named twice.")
    assert refused("round_supervisor", round.pk, "A", "--order", "1 > 9 = 8").startswith(
        f"There is no team 9 in round {round.pk}."
    )
    assert refused("round_supervisor", round.pk, "A", "--remove").startswith("There is no such supervisor")
    assert refused("round_limit", round.pk, "--asker-of", 1, "--lift").startswith("There is no such limit.")
    assert not round.supervisors.exists()


def test_pairs_are_kept_apart_and_teams_placed_by_hand_with_the_reason_that_they_read():
    round = make_round()
    team = make_team(round, 1, 2, name="De Tulpen")

    run("round_exclude", round.pk, 1, 1, "--reason", "Een van jullie werkt daar.")
    run("round_place", round.pk, 1, 2, "--reason", "Jullie begonnen er al aan.")

    team.refresh_from_db()
    assert (team.fixed.place, team.fixed_because) == (2, "Jullie begonnen er al aan.")
    assert list(team.exclusions.values_list("question__place", "reason")) == [
        (1, "Een van jullie werkt daar.")
    ]
    code = team.course.offering.course.code
    assert run("round_teams", round.pk) == [
        f"   1  {code:<12}2 wishes; placed with question 2 by hand; kept apart from question 1  De Tulpen"
    ]
    (row,) = json.loads("\n".join(run("round_teams", round.pk, "--json")))
    assert (row["placed_by_hand"], row["apart_from"]) == (2, [1])
    assert refused("round_place", round.pk, 1, 1, "--reason", "Toch.").startswith(
        "This team and this question"
    )
    assert refused("round_exclude", round.pk, 1, 3) == "Say why: the team reads it."
    assert refused("round_place", round.pk, 1).startswith("Say with which question")

    run("round_exclude", round.pk, 1, 1, "--lift")
    run("round_place", round.pk, 1, "--lift")

    team.refresh_from_db()
    assert (team.fixed, team.exclusions.count()) == (None, 0)
    assert refused("round_place", round.pk, 1, "--lift") == "This team was not placed by hand."
    assert refused("round_exclude", round.pk, 1, 1, "--lift") == "Team 1 and question 1 are not kept apart."


def test_a_look_sets_the_changed_plan_beside_the_round_as_it_is():
    round = make_round(questions=1)
    make_team(round, 1)
    make_team(round, 1)
    run_until(round, Status.CLOSED)

    lines = run("round_what__if", round.pk, "--seats", 1, "+1")
    whole = json.loads("\n".join(run("round_what__if", round.pk, "--seats", 1, "+1", "--json")))

    title = round.questions.get().question.text_in("en").title
    assert lines[:4] == [
        f"Changed: +1 seat at “1. {title}”",
        "  plan 1: 2 placed, by rank [2]",
        "Beside the round as it is, decided by: Most first wishes",
        "  plan 2: 1 placed, by rank [1]",
    ]
    assert lines[4] == "Better off: 1. Worse off: 0. Another question, liked as well: 0. Nothing changes: 1."
    assert len(lines) == 6
    assert "gets a place" in lines[5]
    assert (whole["change"], whole["size"], whole["same"]) == ({"seats": {"1": 1}}, 1, 1)
    assert (whole["run"]["number"], whole["beside"]["number"], round.runs.count()) == (1, 2, 2)


def test_a_look_may_take_seats_away():
    round = make_round(questions=[Seats(upper=2)])
    make_team(round, 1)
    make_team(round, 1)
    run_until(round, Status.CLOSED)

    lines = run("round_what__if", round.pk, "--seats", 1, "-1")

    assert lines[0].startswith("Changed: -1 seat at ")
    assert lines[4].startswith("Better off: 0. Worse off: 1.")


def test_a_plan_under_review_is_what_a_look_is_set_beside():
    round = make_round(questions=[Seats(load=5), Seats()])
    make_team(round, 1, 2)
    run_until(round, Status.COMPUTED)
    area = round.questions.get(place=1).question.districts.get()

    lines = run("round_what__if", round.pk, "--close", area.code, "--policy", "stable")

    assert lines[0] == f"Changed: no teams in {area.name}; decided by: Stable"
    assert lines[3] == "  plan 1: 1 placed, by rank [1, 0]"
    assert lines[4].startswith("Better off: 0. Worse off: 1.")
    round.refresh_from_db()
    assert (round.status, round.run.number) == (Status.COMPUTED, 1)


def test_every_policy_is_looked_at_at_once():
    round = make_round()
    make_team(round, 1)
    run_until(round, Status.CLOSED)

    assert run("round_what__if", round.pk, "--every-policy") == [
        f"{label}: 1 placed, by rank [1]"
        for label in (
            *("Stable", "Most first wishes", "Fewest last wishes", "Best on average"),
            "Most urgent questions first",
        )
    ]
    rows = json.loads("\n".join(run("round_what__if", round.pk, "--every-policy", "--json")))
    assert [row["policy"] for row in rows] == [*map(str, Policy)]


def test_a_look_that_cannot_be_is_told():
    round = make_round(questions=[Seats(lower=2, upper=2)], closures=False)
    make_team(round, 1)
    far = make_district("Ver weg")
    assert refused("round_what__if", round.pk, "--policy", "stable").startswith("You can try changes once")
    run_until(round, Status.CLOSED)

    assert refused("round_what__if", round.pk).startswith("Say what to change")
    assert refused("round_what__if", round.pk, "--seats", 9, 1).startswith("There is no question 9")
    assert refused("round_what__if", round.pk, "--close", far.code) == (
        "What you want to change does not take part in this round."
    )
    assert "cannot be kept together" in refused("round_what__if", round.pk, "--policy", "stable")


def test_a_computation_that_hangs_is_stopped():
    round = make_round()
    make_team(round, 1)
    run_until(round, Status.CLOSED)
    ask_to_compute(round, by=None, at=MONDAY)

    assert run("round_stop", round.pk, 1) == ["Run 1 was stopped."]
    assert round.runs.get().status == RunStatus.FAILED
    assert refused("round_stop", round.pk, 1) == "This computation has ended already."
    assert refused("round_stop", round.pk, 7).startswith("There is no such computation.")


def test_appeals_are_listed_and_answered():
    round = make_round_now()
    team, other = ranked(make_team_now(round), "1"), ranked(make_team_now(round), "2")
    published(round)
    assert run("round_appeals", round.pk) == [f"No team of round {round.pk} has appealed."]
    at = timezone.now()
    for one in (team, other):
        team_actions.appeal(one, words="Wij deden\nmee.", by=None, at=at)

    local = timezone.localtime(at)
    assert run("round_appeals", round.pk)[:3] == [
        f"Team 1, {local:%Y-%m-%d %H:%M}: waits for an answer",
        "  team    Wij deden",
        "  team    mee.",
    ]
    assert refused("round_answer", round.pk, 1, "--reject") == "Write an answer: the team reads it."
    run("round_answer", round.pk, 1, "--reject", "--words", "Het lot besliste.")
    assert refused("round_answer", round.pk, 1, "--reject", "--words", "x").startswith("Team 1 has nothing")
    run("round_answer", round.pk, 2, "--uphold", "--words", "Jullie hebben gelijk.")

    rows = json.loads("\n".join(run("round_appeals", round.pk, "--json")))
    assert [(row["team"], row["outcome"], row["answer"]) for row in rows] == [
        (1, AppealOutcome.REJECTED, "Het lot besliste."),
        (2, AppealOutcome.UPHELD, "Jullie hebben gelijk."),
    ]
    assert rows[0]["at"] == local.isoformat()
    round.refresh_from_db()
    assert round.status == Status.CLOSED


def test_a_published_round_is_settled_and_another_called_off():
    round = make_round()
    make_team(round, 1)
    run_until(round, Status.PUBLISHED)
    today = timezone.localdate()
    Round.objects.update(publish_on=date(2026, 11, 20), appeals_until=today + timedelta(days=1))
    assert refused("round_settle", round.pk).startswith("Teams can still appeal.")
    Round.objects.update(appeals_until=today - timedelta(days=1))

    assert run("round_settle", round.pk)[0].startswith(f"Round {round.pk} is settled.")

    round.refresh_from_db()
    assert (round.status, Project.objects.count()) == (Status.SETTLED, 1)
    off = make_round()
    assert refused("round_cancel", off.pk).startswith("Say why the round is called off")
    run("round_cancel", off.pk, "--reason", "Te weinig vragen.")
    off.refresh_from_db()
    assert (off.status, off.cancelled_because) == (Status.CANCELLED, "Te weinig vragen.")


def test_an_empty_list_says_so():
    assert run("round_list") == ["There is no round yet. Begin one with: kennisstad round make"]
    assert run("round_list", "--json") == ["[]"]
    assert run("round_teams", make_round().pk)[0].startswith("No team takes part in round")
