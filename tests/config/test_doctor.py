# SPDX-License-Identifier: EUPL-1.2
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from kennisstad.config import commands, database, doctor, env, health, preparation
from kennisstad.config.health import Finding, Level
from kennisstad.config.refusals import Refusal
from kennisstad.mail.models import Letter, Status
from kennisstad.mail.signing import keys
from kennisstad.worker.actions import beat

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SMTP = "smtp+tls://post.example.org?from=city@example.org"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Path:
    monkeypatch.setattr(env, "HOME", tmp_path)
    settings.KENNISSTAD_HOME, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    return tmp_path


@task
def nothing() -> None:
    """Do nothing; only its row in the queue matters."""


def make_letter(status: Status, *, made_at: datetime = MONDAY) -> None:
    number = Letter.objects.count()
    Letter.objects.create(
        to="asker@example.org", subject="-", body="-", language="nl", status=status, made_at=made_at,
        not_before=made_at, message_id=f"{number}@example.org",
        sent_at=made_at if status == Status.SENT else None,
    )  # fmt: skip


def only(findings: Iterator[Finding]) -> Finding:
    (finding,) = findings
    return finding


@pytest.mark.parametrize(
    ("free", "expected", "do"),
    [
        (2_000_000_000, Level.OK, ""),
        (1_999_999_999, Level.ATTENTION, "Make room: keep 2 GB free."),
        (199_999_999, Level.PROBLEM, "Make room now: writing will fail."),
    ],
)
def test_disk(home: Path, monkeypatch: pytest.MonkeyPatch, free: int, expected: Level, do: str) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: type("Usage", (), {"free": free}))

    finding = only(health.folder(MONDAY))

    assert finding == Finding("disk", expected, f"{home} can be written, {free / 1e9:.1f} GB free.", do)


@pytest.mark.parametrize(
    ("key", "mode", "expected"),
    [
        ("k" * 50, 0o600, (Level.OK, "50 characters, for its owner alone.")),
        ("k" * 49, 0o600, (Level.PROBLEM, "It has 49 characters.")),
        ("k" * 50, 0o640, (Level.PROBLEM, "Others may read it (640).")),
        ("k" * 50, 0o604, (Level.PROBLEM, "Others may read it (604).")),
    ],
)
def test_secret_key(home: Path, settings: Settings, key: str, mode: int, expected: tuple[Level, str]) -> None:
    settings.SECRET_KEY = key
    (home / "secret-key").touch(mode)
    (home / "secret-key").chmod(mode)

    finding = only(health.secret_key(MONDAY))

    assert (finding.level, finding.says) == expected


@pytest.mark.parametrize(
    ("mode", "expected", "do"),
    [(0o700, Level.OK, ""), (0o750, Level.OK, ""), (0o755, Level.ATTENTION, "chmod o-rwx {}")],
)
def test_privacy(home: Path, mode: int, expected: Level, do: str) -> None:
    home.chmod(mode)

    finding = only(health.privacy(MONDAY))

    assert (finding.level, finding.do) == (expected, do.format(home))


def test_static_files(home: Path) -> None:
    assert only(health.static_files(MONDAY)).level == Level.PROBLEM

    (home / "static").mkdir()
    (home / "static" / "staticfiles.json").touch()
    assert only(health.static_files(MONDAY)).level == Level.ATTENTION

    (home / "static-digest").write_text(preparation.static_digest())
    assert only(health.static_files(MONDAY)).level == Level.OK


@pytest.mark.parametrize(("can", "level"), [(True, Level.OK), (False, Level.ATTENTION)])
def test_documents(monkeypatch: pytest.MonkeyPatch, can: bool, level: Level) -> None:
    monkeypatch.setattr("kennisstad.web.paper.can_make", lambda: can)

    (found,) = health.documents(datetime.now(UTC))

    assert (found.part, found.level, "libpango" in found.do) == ("documents", level, not can)


@pytest.mark.django_db
def test_tables_that_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "applied", database.known)
    monkeypatch.setattr(health, "_journal_mode", lambda: "wal")

    assert only(health.tables(MONDAY)) == Finding(
        "database", Level.OK, f"{database.place()} answers and is up to date."
    )


@pytest.mark.django_db
def test_tables_that_wait_for_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "known", lambda: {("worker", "0001_heartbeat"), ("worker", "0002_more")})
    monkeypatch.setattr(database, "applied", lambda: {("worker", "0001_heartbeat")})

    assert only(health.tables(MONDAY)) == Finding(
        "database", Level.PROBLEM, "Changes still to be made: 1.", "The start makes them: kennisstad run"
    )


def test_doctor_names_only_commands_that_help_lists() -> None:
    named = set(re.findall(r'kennisstad ([a-z]+(?: [a-z]+)*)"', Path(health.__file__).read_text()))

    assert {"run", "index rebuild"} <= named <= commands.HOUSE.keys() | commands.found().keys()


@pytest.mark.django_db
def test_index(home: Path, own_index: None) -> None:
    assert only(health.index(MONDAY)) == Finding(
        "search index", Level.OK, "Documents: 0, changes to take in: 0."
    )


@pytest.mark.django_db
def test_index_that_is_missing(home: Path) -> None:
    from kennisstad.citylab import indexing

    indexing.index.cache_clear()

    finding = only(health.index(MONDAY))

    assert (finding.level, finding.do) == (Level.PROBLEM, "kennisstad index rebuild")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("silence", "expected"),
    [
        (timedelta(seconds=29), Finding("worker", Level.OK, "Workers alive: 1.")),
        (
            timedelta(seconds=30),
            Finding("worker", Level.PROBLEM, "No worker gives a sign of life.", "Start: kennisstad run"),
        ),
    ],
)
def test_worker(silence: timedelta, expected: Finding) -> None:
    beat("one", started_at=MONDAY, at=MONDAY)

    assert only(health.worker(MONDAY + silence)) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("waits", "failed", "level"),
    [
        (timedelta(minutes=15), 0, Level.OK),
        (timedelta(minutes=15, seconds=1), 0, Level.PROBLEM),
        (timedelta(0), 1, Level.ATTENTION),
    ],
)
def test_tasks(waits: timedelta, failed: int, level: Level) -> None:
    waiting = DBTaskResult.objects.filter(pk=nothing.enqueue().id)
    waiting.update(enqueued_at=MONDAY - waits)
    for _ in range(failed):
        broken = DBTaskResult.objects.filter(pk=nothing.enqueue().id)
        broken.update(status=TaskResultStatus.FAILED, enqueued_at=MONDAY)

    assert only(health.tasks(MONDAY)).level == level


@pytest.mark.django_db
def test_mail_that_stays_here(settings: Settings) -> None:
    settings.SMTP_URL = ""
    make_letter(Status.KEPT)

    assert only(health.mail(MONDAY)) == Finding(
        "mail", Level.OK, "No mail leaves this machine. Letters kept for reading at the desk: 1."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "age", "says", "level"),
    [
        (Status.WAITING, 15, "letters waiting for more than 15 minutes: 0, failed: 0.", Level.OK),
        (Status.WAITING, 16, "letters waiting for more than 15 minutes: 1, failed: 0.", Level.ATTENTION),
        (Status.FAILED, 0, "letters waiting for more than 15 minutes: 0, failed: 1.", Level.ATTENTION),
        (Status.SENT, 99, "letters waiting for more than 15 minutes: 0, failed: 0.", Level.OK),
    ],
)
def test_mail_that_goes_out(settings: Settings, status: Status, age: int, says: str, level: Level) -> None:
    settings.SMTP_URL = SMTP
    beat("one", started_at=MONDAY, at=MONDAY)
    make_letter(status, made_at=MONDAY - timedelta(minutes=age))

    finding = only(health.mail(MONDAY))

    assert (finding.says, finding.level) == (f"post.example.org: {says}", level)


@pytest.mark.django_db
def test_mail_that_nobody_brings_away(settings: Settings) -> None:
    settings.SMTP_URL = SMTP
    make_letter(Status.WAITING, made_at=MONDAY - timedelta(minutes=16))

    says = "letters waiting for more than 15 minutes: 1, failed: 0. No worker brings them away."
    assert only(health.mail(MONDAY)) == Finding(
        "mail", Level.PROBLEM, f"post.example.org: {says}", "Start: kennisstad run"
    )


@pytest.mark.django_db
def test_mail_server_that_cannot_be_read(settings: Settings) -> None:
    settings.SMTP_URL = "post.example.org"

    assert only(health.mail(MONDAY)).level == Level.PROBLEM


def test_letters_that_are_not_signed_here(settings: Settings) -> None:
    settings.DKIM = ""

    assert only(health.letter_signing(MONDAY)) == Finding(
        "signing mail", Level.OK, "Letters are not signed here; let the mail server do it."
    )


@pytest.mark.parametrize(
    ("mode", "level", "do"), [(0o600, Level.OK, ""), (0o640, Level.ATTENTION, "chmod 600 {}")]
)
def test_letters_that_are_signed(
    tmp_path: Path, settings: Settings, mode: int, level: Level, do: str
) -> None:
    file = tmp_path / "key.pem"
    file.write_bytes(keys.make())
    file.chmod(mode)
    settings.DKIM = f"mail2027:{file}"

    finding = only(health.letter_signing(MONDAY))

    assert (finding.level, finding.do) == (level, do.format(file))


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("nonsense", "KENNISSTAD_DKIM should look like mail2027:/etc/kennisstad/mail2027.pem."),
        ("mail2027:/nowhere/key.pem", "/nowhere/key.pem cannot be read: No such file or directory."),
        (
            "mail2027:/dev/null",
            "/dev/null cannot be used: it holds no private key in PEM without a password.",
        ),
    ],
)
def test_a_key_that_cannot_be_used(settings: Settings, setting: str, says: str) -> None:
    settings.DKIM = setting

    finding = only(health.letter_signing(MONDAY))

    assert (finding.level, finding.says) == (Level.PROBLEM, says)


@pytest.mark.parametrize(
    ("smtp", "bounces", "level", "says"),
    [
        ("", "", Level.OK, "Letters come back to their sender; nobody reads that here."),
        (
            f"{SMTP}&bounces=b@city.example",
            "",
            Level.OK,
            "Letters come back to b@city.example. No mailbox is read: the mail server must hand them over.",
        ),
        (
            f"{SMTP}&bounces=b@city.example",
            "mbox:{home}/box",
            Level.OK,
            "Letters come back to b@city.example, and its mailbox is read.",
        ),
        (
            SMTP,
            "mbox:{home}/box",
            Level.ATTENTION,
            "A mailbox is read, but letters do not say in their return address which they are.",
        ),
        (SMTP, "maildir:{home}", Level.PROBLEM, "{home} is no Maildir: it has no folder new."),
        (SMTP, "pop3://name:secret@host", Level.PROBLEM, "KENNISSTAD_BOUNCES should look like "),
        ("post.example.org", "", Level.OK, "Looked at once KENNISSTAD_SMTP is right."),
    ],
)
def test_mail_that_comes_back(
    home: Path, settings: Settings, smtp: str, bounces: str, level: Level, says: str
) -> None:
    settings.SMTP_URL, settings.BOUNCES = smtp, bounces.format(home=home)

    finding = only(health.returned_mail(MONDAY))

    assert (finding.part, finding.level) == ("bounces", level)
    assert finding.says.startswith(says.format(home=home))
    assert bool(finding.do) is (level != Level.OK)


def well(at: datetime) -> Iterator[Finding]:
    yield Finding("part", Level.OK, "Fine.")


def ill(at: datetime) -> Iterator[Finding]:
    yield Finding("part", Level.PROBLEM, "Broken.", "Mend it.")


def failing(at: datetime) -> NoReturn:
    raise RuntimeError("no such thing")


def refusing(at: datetime) -> NoReturn:
    raise Refusal("Not like this.")


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> Any:
    def put(*, without: tuple[Any, ...] = (), tables: Any = well, with_: tuple[Any, ...] = ()) -> None:
        monkeypatch.setattr(health, "WITHOUT_DATABASE", without)
        monkeypatch.setattr(health, "WITH_TABLES", with_)
        monkeypatch.setattr(health, "tables", tables)

    return put


def test_doctor_says_what_to_do_and_fails_on_a_problem(
    examined: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    examined(without=(well,), with_=(ill,))

    assert doctor.main([]) == 1

    assert capsys.readouterr().out.splitlines() == [
        "ok         part          Fine.",
        "ok         part          Fine.",
        "problem    part          Broken.",
        "                         → Mend it.",
    ]


def test_doctor_is_content_without_a_problem(examined: Any, capsys: pytest.CaptureFixture[str]) -> None:
    examined()

    assert doctor.main(["--json"]) == 0

    assert json.loads(capsys.readouterr().out) == [{"part": "part", "level": "ok", "says": "Fine.", "do": ""}]


def test_doctor_goes_on_where_looking_fails(examined: Any) -> None:
    examined(without=(failing, refusing))

    assert list(doctor.examine()) == [
        Finding("failing", Level.PROBLEM, "It cannot be looked at: RuntimeError: no such thing"),
        Finding("refusing", Level.PROBLEM, "Not like this."),
        Finding("part", Level.OK, "Fine."),
    ]


def test_doctor_leaves_out_what_needs_a_database_that_is_not_well(examined: Any) -> None:
    examined(tables=ill, with_=(failing,))

    assert [finding.says for finding in doctor.examine()] == ["Broken."]
