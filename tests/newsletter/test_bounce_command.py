# SPDX-License-Identifier: EUPL-1.2
"""A mail server pipes a message in: it hears "taken" or "later", and never anything that it would answer."""

import array
import fcntl
import os
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator

import pytest

from kennisstad.newsletter.models import Delivery
from tests.config.conftest import ROOT, Site, free_port, wait_until
from tests.newsletter.returned import LOOP, NOBODY, address_of, came_back

SECRET = "a secret of this site alone, which is long enough for every check of it"
FILL = """
from django.utils import timezone
from kennisstad.newsletter.models import Delivery, Issue, Reader
now = timezone.now()
issue = Issue.objects.create(
    number=1, since=now.date(), until=now.date(), status="sending", frozen_at=now, readers=9)
for n in range(1, 10):
    reader = Reader.objects.create(
        pk=n, email=f"{n}@example.org", digest=str(n), language="nl", status="reading",
        asked_at=now, consent_at=now, consent_version="1", consent_words="yes")
    Delivery.objects.create(pk=n, issue=issue, reader=reader, status="sent", ended_at=now)
"""
TAKEN, LATER = 0, 75


def of(number: int, message: bytes = NOBODY) -> bytes:
    return came_back(message, Delivery(pk=number), secret=SECRET)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Begin a site with nine letters that left."""
    home = tmp_path_factory.mktemp("home")
    site = Site(home, "", free_port(), settings="tests.newsletter.site_settings")
    site.changed = {"KENNISSTAD_SECRET_KEY": SECRET}
    for command in (("migrate", "--run-syncdb", "-v0"), ("shell", "-v0", "-c", FILL)):
        told = site.tell(*command)
        assert told.returncode == 0, told.stderr
    return site


@pytest.fixture
def unchanged(site: Site) -> Iterator[None]:
    """Promise that a test writes nothing down."""
    before = written(site)
    yield
    assert written(site) == before


def written(site: Site):
    bounces = site.rows("SELECT delivery_id, kind FROM newsletter_bounce ORDER BY delivery_id")
    return bounces, site.rows("SELECT id FROM newsletter_reader WHERE status = 'stopped' ORDER BY id")


def piped(
    site: Site, message: bytes, *arguments: str, **environment: str
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "kennisstad", "newsletter", "bounce", *arguments],
        env=site.environment(**environment), cwd=ROOT, input=message, capture_output=True, check=False,
        timeout=60,
    )  # fmt: skip


def test_a_report_is_taken_without_a_word_and_stops_its_reader(site):
    told = piped(site, of(1))

    assert (told.returncode, told.stdout, told.stderr) == (TAKEN, b"", b"")
    assert written(site) == ([(1, "hard")], [(1,)])


def test_the_recipient_beside_the_message_counts_and_what_was_done_can_be_told(site):
    to = address_of(Delivery(pk=2), secret=SECRET)

    told = piped(site, NOBODY, "--tell", "--to", "bounces@city.example", "--to", to)

    assert (told.returncode, told.stdout) == (TAKEN, b"Written down.\n")
    assert (2, "hard") in written(site)[0]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("message", [os.urandom(1_500_000), of(3, LOOP)], ids=["garbage", "loop"])
def test_whatever_comes_is_taken_for_an_answer_would_be_one_to_a_machine(site, message):
    told = piped(site, message)

    assert (told.returncode, told.stdout, told.stderr) == (TAKEN, b"", b"")


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("arguments", "environment", "says"),
    [
        ((), {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}, b"The database refused: "),
        ((), {"KENNISSTAD_HOME": "/nowhere", "KENNISSTAD_SECRET_KEY": ""}, b"There is no kennisstad in "),
        (("--unknown",), {}, b"unrecognized arguments: --unknown"),
    ],
    ids=["database away", "no installation", "wrong call"],
)
def test_what_cannot_be_taken_now_is_brought_again(site, arguments, environment, says):
    told = piped(site, of(3), *arguments, **environment)

    assert told.returncode == LATER
    assert says in told.stderr


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("sent", "ends"), [(signal.SIGINT, LATER), (signal.SIGTERM, -signal.SIGTERM)], ids=["INT", "TERM"]
)
def test_a_signal_halfway_is_no_answer(site, sent, ends):
    # Whoever was started in the background ignores an interrupt, and would hand that down.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(
        [sys.executable, "-m", "kennisstad", "newsletter", "bounce"],
        env=site.environment(), cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    assert process.stdin
    process.stdin.write(of(3)[:900])
    process.stdin.flush()
    wait_until(lambda: not _waiting(process.stdin))

    process.send_signal(sent)

    assert process.wait(60) == ends
    process.communicate()


def _waiting(pipe) -> int:
    """Count the bytes that nobody has read yet."""
    number = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, number)
    return number[0]
