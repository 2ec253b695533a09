# SPDX-License-Identifier: EUPL-1.2
"""Is each part of the house well? Every check looks, changes nothing, and says what to do."""

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from kennisstad.audit.following import newest_event
from kennisstad.citylab import indexing, semantic
from kennisstad.config import database, env, machine, preparation
from kennisstad.mail import server as mail_server
from kennisstad.mail import signature
from kennisstad.mail.boxes import naming as boxes
from kennisstad.mail.boxes.box import BoxUnusable
from kennisstad.mail.models import Letter, Status
from kennisstad.mail.queries import standstill
from kennisstad.partners import queries
from kennisstad.retrieval import IndexFault, TantivyIndex
from kennisstad.retrieval.semantic import ModelUnusable
from kennisstad.search import indexing as search_indexing
from kennisstad.web import paper
from kennisstad.worker.models import Heartbeat


class Level(StrEnum):
    OK = "ok"
    ATTENTION = "attention"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """What was seen of one part, and what to do about it; nothing when all is well."""

    part: str
    level: Level
    says: str
    do: str = ""


Check = Callable[[datetime], Iterator[Finding]]
LEAST_FREE_BYTES = 200_000_000
FREE_BYTES_ADVISED = 2_000_000_000
LEAST_KEY_LENGTH = 50
LONG_WAIT = timedelta(minutes=15)
"""Longer than any letter or task waits when everything works."""


def python(at: datetime) -> Iterator[Finding]:
    machine.check_libraries()
    yield Finding("python", Level.OK, f"Python {platform.python_version()}, every library loads.")


def folder(at: datetime) -> Iterator[Finding]:
    machine.check_folder(env.HOME)
    free = shutil.disk_usage(env.HOME).free
    says = f"{env.HOME} can be written, {free / 1e9:.1f} GB free."
    if free < LEAST_FREE_BYTES:
        yield Finding("disk", Level.PROBLEM, says, "Make room now: writing will fail.")
    elif free < FREE_BYTES_ADVISED:
        yield Finding("disk", Level.ATTENTION, says, "Make room: keep 2 GB free.")
    else:
        yield Finding("disk", Level.OK, says)


def privacy(at: datetime) -> Iterator[Finding]:
    mode = env.HOME.stat().st_mode & 0o777
    if mode & 0o007:
        says = (
            f"Everybody on this machine may look into {env.HOME} ({mode:o}): it holds residents' addresses."
        )
        yield Finding("privacy", Level.ATTENTION, says, f"chmod o-rwx {env.HOME}")
    else:
        yield Finding("privacy", Level.OK, f"Others on this machine may not look into {env.HOME}.")


def secret_key(at: datetime) -> Iterator[Finding]:
    file, length = env.HOME / env.KEY_FILE, len(settings.SECRET_KEY)
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o600
    if length < LEAST_KEY_LENGTH:
        advice = f"Use at least {LEAST_KEY_LENGTH} characters: new ones sign everybody out."
        yield Finding("secret key", Level.PROBLEM, f"It has {length} characters.", advice)
    elif mode & 0o077:
        yield Finding("secret key", Level.PROBLEM, f"Others may read it ({mode:o}).", f"chmod 600 {file}")
    else:
        yield Finding("secret key", Level.OK, f"{length} characters, for its owner alone.")


def opt_outs(at: datetime) -> Iterator[Finding]:
    if lost := queries.opt_outs_without_key():
        says = f"{lost} were made with a secret key that is not here: imports bring those people back."
        advice = "Put the old key in KENNISSTAD_OLD_SECRET_KEYS, and import no research before that."
        yield Finding("opt-outs", Level.ATTENTION, says, advice)
    else:
        yield Finding("opt-outs", Level.OK, "Researchers who opted out are known by the keys that are here.")


def tables(at: datetime) -> Iterator[Finding]:
    database.check_reachable()
    database.check_version()
    if waiting := database.known() - database.applied():
        says = f"Changes still to be made: {len(waiting)}."
        yield Finding("database", Level.PROBLEM, says, "The start makes them: kennisstad run")
    elif connection.vendor == "sqlite" and _journal_mode() != "wal":
        advice = "Put the folder on a local disk: readers and writers wait for each other now."
        yield Finding("database", Level.ATTENTION, f"{database.place()} is not in WAL mode.", advice)
    else:
        yield Finding("database", Level.OK, f"{database.place()} answers and is up to date.")


def _journal_mode() -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        return str(cursor.fetchone()[0])


def static_files(at: datetime) -> Iterator[Finding]:
    stamp = env.HOME / "static-digest"
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield Finding("static files", Level.PROBLEM, "They were never gathered.", "Start: kennisstad run")
    elif not stamp.exists() or stamp.read_text() != preparation.static_digest():
        yield Finding("static files", Level.ATTENTION, "They changed since.", "Start again: kennisstad run")
    else:
        yield Finding("static files", Level.OK, "Gathered and up to date.")


def index(at: datetime) -> Iterator[Finding]:
    yield _of_index("search index", indexing.index, "kennisstad index rebuild")


def search_box(at: datetime) -> Iterator[Finding]:
    yield _of_index("search box", search_indexing.index, "kennisstad search rebuild")


def _of_index(part: str, opened: Callable[[], TantivyIndex], mended_by: str) -> Finding:
    try:
        found = opened()
        count, behind = found.count(), newest_event() - found.position()
    except IndexFault as fault:
        return Finding(part, Level.PROBLEM, str(fault), mended_by)
    if behind < 0:
        return Finding(part, Level.PROBLEM, "It belongs to a newer state of the database.", mended_by)
    return Finding(part, Level.OK, f"Documents: {count}, changes to take in: {behind}.")


def semantic_search(at: datetime) -> Iterator[Finding]:
    if not semantic.is_on():
        yield Finding("semantic", Level.OK, "It is off: words alone are compared.")
        return
    try:
        found = semantic.status()
    except ModelUnusable as fault:
        advice = (
            "Mend this or empty KENNISSTAD_SEMANTIC_MODEL, and start again; until then words alone count."
        )
        yield Finding("semantic", Level.PROBLEM, str(fault), advice)
    except IndexFault as fault:
        yield Finding("semantic", Level.PROBLEM, str(fault), "kennisstad semantic build")
    else:
        level = Level.OK if found.complete else Level.ATTENTION
        says = f"It works, in {' and '.join(found.languages)}. Documents with a vector: {found.documents}."
        yield Finding("semantic", level, says, "" if found.complete else "kennisstad semantic build")


def documents(at: datetime) -> Iterator[Finding]:
    if paper.can_make():
        yield Finding("documents", Level.OK, "Agreements and accounts can be made as PDF.")
    else:
        advice = "On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        yield Finding("documents", Level.ATTENTION, "Pango is missing: no PDF can be made.", advice)


def worker(at: datetime) -> Iterator[Finding]:
    living = Heartbeat.objects.alive(at).count()
    if not living:
        yield Finding("worker", Level.PROBLEM, "No worker gives a sign of life.", "Start: kennisstad run")
    else:
        yield Finding("worker", Level.OK, f"Workers alive: {living}.")


def tasks(at: datetime) -> Iterator[Finding]:
    failed = DBTaskResult.objects.failed().count()
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=at - LONG_WAIT).count()
    says = f"Waiting for more than 15 minutes: {late}, failed: {failed}."
    if late:
        yield Finding("tasks", Level.PROBLEM, says, "See that a worker runs: kennisstad worker")
    elif failed:
        yield Finding("tasks", Level.ATTENTION, says, "See which and why: kennisstad tasks")
    else:
        yield Finding("tasks", Level.OK, "None waits too long, none failed.")


def mail(at: datetime) -> Iterator[Finding]:
    try:
        server = mail_server.read(settings.SMTP_URL)
    except mail_server.NotAMailServer as error:
        yield Finding("mail", Level.PROBLEM, f"{error}.", "Correct KENNISSTAD_SMTP and start again.")
        return
    if server is None:
        kept = Letter.objects.filter(status=Status.KEPT).count()
        says = f"No mail leaves this machine. Letters kept for reading at the desk: {kept}."
        yield Finding("mail", Level.OK, says)
        return
    found = standstill(at, longer_than=LONG_WAIT)
    says = f"{server.host}: letters waiting for more than 15 minutes: {found.number}, failed: {found.failed}."
    if found.nobody_brings_it:
        says = f"{says} No worker brings them away."
        yield Finding("mail", Level.PROBLEM, says, "Start: kennisstad run")
    elif found.halted:
        says = f"{says} Newsletters paused because of trouble with mail: {found.halted}."
        yield Finding("mail", Level.ATTENTION, says, "See why: kennisstad newsletter show NUMBER")
    elif found.number or found.failed:
        advice = f"See that {server.host} takes our mail; letters can be tried again at the desk."
        yield Finding("mail", Level.ATTENTION, says, advice)
    else:
        yield Finding("mail", Level.OK, says)


def letter_signing(at: datetime) -> Iterator[Finding]:
    try:
        named = signature.read(settings.DKIM)
        if named is None:
            yield Finding("signing mail", Level.OK, "Letters are not signed here; let the mail server do it.")
            return
        signature.signer(named, "city.example")
        mode = named.file.stat().st_mode & 0o777
    except signature.NotASelector as error:
        yield Finding("signing mail", Level.PROBLEM, f"{error}.", "Correct KENNISSTAD_DKIM and start again.")
    except signature.KeyUnusable as error:
        yield Finding("signing mail", Level.PROBLEM, f"{error}.", "Mend this: until then no letter leaves.")
    else:
        says = f"Letters are signed with key {named.selector}."
        if mode & 0o077:
            advice = f"chmod 600 {named.file}"
            yield Finding("signing mail", Level.ATTENTION, f"{says} Others may read it ({mode:o}).", advice)
        else:
            yield Finding("signing mail", Level.OK, says)


def returned_mail(at: datetime) -> Iterator[Finding]:
    part = "bounces"
    try:
        box, server = boxes.read(settings.BOUNCES), mail_server.read(settings.SMTP_URL)
        if box is not None:
            box.check()
    except boxes.NotABox as error:
        yield Finding(part, Level.PROBLEM, f"{error}.", "Correct KENNISSTAD_BOUNCES and start again.")
    except mail_server.NotAMailServer:
        yield Finding(part, Level.OK, "Looked at once KENNISSTAD_SMTP is right.")
    except BoxUnusable as error:
        yield Finding(part, Level.PROBLEM, f"{error}.", "Mend this: letters that came back wait there.")
    else:
        yield _of_bounces(part, is_read=box is not None, address=server.bounces if server else "")


def _of_bounces(part: str, *, is_read: bool, address: str) -> Finding:
    if is_read and not address:
        advice = "Add &bounces=bounces@city.example to KENNISSTAD_SMTP, with the mailbox's own address."
        says = "A mailbox is read, but letters do not say in their return address which they are."
        return Finding(part, Level.ATTENTION, says, advice)
    if is_read:
        return Finding(part, Level.OK, f"Letters come back to {address}, and its mailbox is read.")
    if address:
        says = f"Letters come back to {address}. No mailbox is read: the mail server must hand them over."
        return Finding(part, Level.OK, says)
    return Finding(part, Level.OK, "Letters come back to their sender; nobody reads that here.")


WITHOUT_DATABASE: tuple[Check, ...] = (
    python,
    folder,
    privacy,
    secret_key,
    static_files,
    documents,
    letter_signing,
    returned_mail,
)
WITH_TABLES: tuple[Check, ...] = (index, search_box, semantic_search, worker, tasks, mail, opt_outs)
