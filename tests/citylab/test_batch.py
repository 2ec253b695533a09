# SPDX-License-Identifier: EUPL-1.2
"""All questions at once: the answers of the desk, in order, a few reads for many, whole files or none."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from kennisstad.citylab import batch, indexing
from kennisstad.citylab.batch import match_all
from kennisstad.citylab.matching.reasons import Fact
from kennisstad.citylab.models import Question, Status
from kennisstad.citylab.overlap import overlaps
from kennisstad.education.models import CourseText
from kennisstad.partners.models import Expert
from kennisstad.projects.models import Result
from tests.citylab.looking import matches_for
from tests.config.conftest import children_of, wait_until
from tests.making import (
    MONDAY,
    make_course,
    make_district,
    make_partner,
    make_project,
    make_question,
    make_result,
)

TODAY = MONDAY.date()
SUBJECTS = (
    "eenzaamheid van ouderen",
    "groen in de straat",
    "zwerfafval bij scholen",
    "fietsen voor kinderen",
)


def make_city(questions: int = 8) -> None:
    """Courses open, closed and undated; groups; results here and elsewhere; questions of all kinds."""
    here = make_district()
    for number, subject in enumerate(SUBJECTS):
        make_course(name=f"Onderzoek naar {subject}", description=f"Gesprekken over {subject}.")
        make_course(name=subject, questions_until=TODAY - timedelta(days=number))
        make_course(name=subject, questions_until=None)
        expert = Expert.objects.create(key=f"group-{number}", partner=make_partner(), kind="group")
        expert.texts.create(language="nl", name=f"Lectoraat {subject}", about=subject)
        project = make_project(status="handed-over")
        project.districts.set([here] if number % 2 else [])
        make_result(project, title=f"Wat helpt bij {subject}")
    for number in range(questions):
        subject = SUBJECTS[number % len(SUBJECTS)]
        make_question(
            title=f"Wat weten we van {subject}?",
            body="En wat helpt de ouderen en de kinderen in de straat?",
            districts=[here] if number % 3 else [],
            needed_by=TODAY + timedelta(days=90) if number % 2 else None,
            status=(Status.OPEN, Status.WAITING)[number % 2],
        )
    make_question(status=Status.SENT)
    make_question(title=SUBJECTS[0], status=Status.DECLINED)
    indexing.rebuild()


@pytest.fixture
def city(db: None, own_index: None) -> None:
    make_city()


def seeking() -> list[int]:
    return [*Question.objects.seeking().order_by("pk").values_list("pk", flat=True)]


@pytest.mark.usefixtures("city")
def test_the_answers_are_those_of_the_desk_one_by_one(monkeypatch):
    # Pieces of three: the last one is not full.
    monkeypatch.setattr(batch, "PIECE", 3)

    found = list(match_all(today=TODAY, why=True))

    assert [one.question for one in found] == seeking()
    for one in found:
        question = Question.objects.get(pk=one.question)
        with override(question.language):
            desk = matches_for(question, today=TODAY)
        for kind, matches in (("course", desk.courses), ("expert", desk.experts), ("result", desk.results)):
            told = [(fit.id, fit.score, fit.words) for fit in one.fits[kind]]
            assert told == [(match.record.pk, match.score, shared(match)) for match in matches], kind
    assert all(all(one.fits.values()) for one in found)


def shared(match) -> tuple[str, ...]:
    return next((reason.words for reason in match.reasons if reason.fact == Fact.SHARES), ())


@pytest.mark.usefixtures("city")
def test_a_piece_takes_as_many_reads_for_one_question_as_for_all():
    def reads(last: int) -> int:
        piece = batch.Piece(seeking()[0], last, TODAY)
        with CaptureQueriesContext(connection) as captured:
            batch.matched(piece)
        return len(captured)

    assert reads(seeking()[0]) == reads(seeking()[-1])


@pytest.mark.usefixtures("city")
def test_what_may_not_be_seen_any_more_is_left_out():
    gone = Result.objects.earliest("pk")
    gone.delete()

    found = {fit.id for one in match_all(today=TODAY) for fit in one.fits["result"]}

    assert found
    assert gone.pk not in found


@pytest.mark.usefixtures("city")
def test_the_command_writes_one_question_a_line_and_no_half_file(tmp_path):
    file = tmp_path / "out.jsonl"
    call_command("match_all", "--json-lines", "--limit", "2", "--out", str(file))

    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [row["question"] for row in rows] == seeking()
    assert {len(row["courses"]) for row in rows} == {2}
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("match_all", "--out", str(tmp_path / "nowhere" / "out.jsonl"))
    indexing.index.cache_clear()
    (tmp_path / "index" / "meta.json").write_text("{")
    with pytest.raises(CommandError, match="kennisstad index rebuild"):
        call_command("match_all", "--out", str(file))
    assert len(file.read_text().splitlines()) == len(rows)


@pytest.mark.parametrize("value", ["0", "-1", "many", "1000000", "²", "9" * 5000])
def test_a_number_that_makes_no_sense_is_refused(value):
    for option in ("--processes", "--limit"):
        with pytest.raises(CommandError, match="whole number from 1 to"):
            call_command("match_all", option, value)


@pytest.mark.usefixtures("own_index")
@pytest.mark.django_db
def test_courses_of_two_institutions_and_questions_that_are_nearly_alike_are_paired():
    words = {"name": "Schulden en armoede in het gezin", "description": "Gesprekken over geldzorgen."}
    one = make_course(make_partner(), name_en="Debts", **words)
    other = make_course(make_partner(), name_en="Debts", **words)
    make_course(other.partner, name_en="Debts", **words)
    make_course(name="Sterrenkunde voor beginners", description="Planeten en telescopen.", name_en="Stars")
    left = make_question(title="Waar kunnen kinderen veilig spelen in het park?")
    right = make_question(title="Kunnen kinderen in het park veilig spelen?")
    make_question(title=left.texts.get(language="nl").title, status=Status.DECLINED)
    # All courses of the tests say the same in English.
    CourseText.objects.filter(language="en").delete()
    indexing.rebuild()

    pairs = overlaps(most=10)

    found = {(pair.kind, pair.left.id, pair.right.id) for pair in pairs}
    assert found == {
        ("course", one.pk, other.pk),
        ("course", one.pk, other.pk + 1),
        ("question", left.pk, right.pk),
    }
    assert [pair.share for pair in pairs] == sorted((pair.share for pair in pairs), reverse=True)
    assert overlaps(most=1) == pairs[:1]
    out = StringIO()
    call_command("match_overlap", "--json", stdout=out)
    assert len(json.loads(out.getvalue())) == 3


# The command itself, with processes that are killed


@pytest.fixture
def home(transactional_db: None, own_index: None, tmp_path: Path) -> dict[str, str]:
    """A site of its own on disk, with more questions than one process takes for itself."""
    make_city(questions=3 * batch.FEW)
    own = {"KENNISSTAD_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(tmp_path / "kennisstad.sqlite3")) as copy:
            connection.connection.backup(copy)
        own["DATABASE_URL"] = ""
    else:
        server = os.environ["DATABASE_URL"].rpartition("/")[0]
        own["DATABASE_URL"] = f"{server}/{connection.settings_dict['NAME']}"
    return os.environ | own


def begun(home: dict[str, str], *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "kennisstad", "match", "all", "--json-lines", "--processes", "2", *arguments],
        env=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def workers_of(pid: int) -> list[int]:
    return [one for one in children_of(pid) if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]


def workers_begun(pid: int) -> list[int]:
    """Wait for the first workers; looked for again, they might be done."""
    found: list[int] = []
    wait_until(lambda: found.extend(workers_of(pid)) or found)
    return found


@pytest.mark.process
def test_a_killed_process_costs_a_sentence_and_no_line(home):
    running = begun(home)
    os.kill(workers_begun(running.pid)[0], signal.SIGKILL)

    said, complained = running.communicate(timeout=300)

    assert (running.returncode, complained.count("\n")) == (0, 1), complained
    assert "A process was killed." in complained
    assert [json.loads(line)["question"] for line in said.splitlines()] == seeking()


@pytest.mark.process
def test_ctrl_c_leaves_no_file_no_process_and_no_traceback(home, tmp_path):
    running = begun(home, "--out", str(tmp_path / "out.jsonl"))
    family = workers_begun(running.pid)
    os.killpg(running.pid, signal.SIGINT)

    said, complained = running.communicate(timeout=300)

    assert (running.returncode, said, complained) == (130, "", "")
    assert [name for name in os.listdir(tmp_path) if "out" in name] == []
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))
