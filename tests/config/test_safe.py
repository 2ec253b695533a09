# SPDX-License-Identifier: EUPL-1.2
"""Backup and restore of a whole site, on the database that the suite runs on."""

import io
import shutil
import tarfile
from pathlib import Path

import pytest

from tests.config.conftest import Site

pytestmark = pytest.mark.process


@pytest.fixture
def packed(site: Site) -> Path:
    """A site with one task in its queue and one upload, and a backup of it."""
    assert site.tell("migrate").returncode == 0
    prepare(site, "linger.enqueue(seconds=0)")
    (site.home / "media").mkdir()
    (site.home / "media" / "poster.pdf").write_bytes(b"%PDF")
    file = site.home.parent / "monday.tar.gz"
    outcome = site.tell("backup", str(file))
    assert (outcome.returncode, outcome.stderr) == (0, "")
    return file


def prepare(site: Site, statement: str) -> None:
    """Run a line of Python in the site."""
    names = "from tests.config.smallest.tasks import linger"
    assert site.tell("shell", "-v0", "-c", f"{names}; {statement}").returncode == 0


def test_everything_comes_back(site: Site, packed: Path) -> None:
    key = (site.home / "secret-key").read_text()
    prepare(site, "linger.enqueue(seconds=0)")
    (site.home / "secret-key").write_text("x" * 60)
    (site.home / "media" / "poster.pdf").write_bytes(b"lost")
    (site.home / "media" / "later.pdf").write_bytes(b"later")
    (site.home / "index").mkdir()

    outcome = site.tell("restore", str(packed), "--replace")

    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert site.task_statuses() == ["READY"]
    assert (site.home / "secret-key").read_text() == key
    assert (site.home / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (site.home / "media").iterdir()] == ["poster.pdf"]
    assert (site.home / "media" / "poster.pdf").read_bytes() == b"%PDF"
    assert not (site.home / "index").exists()


def test_its_owner_alone_can_read_it(packed: Path) -> None:
    assert packed.stat().st_mode & 0o777 == 0o600


def test_it_does_not_take_another_files_place(site: Site, packed: Path) -> None:
    before = packed.read_bytes()

    outcome = site.tell("backup", str(packed))

    assert (outcome.returncode, outcome.stderr) == (1, f"{packed} is there already: name another file.\n")
    assert packed.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_refused(site: Site, packed: Path) -> None:
    file = site.home / "kennisstad" / "nowhere.tar.gz"

    outcome = site.tell("backup", str(file))

    assert (outcome.returncode, outcome.stderr) == (
        1,
        f"{file} cannot be written: No such file or directory.\n",
    )


def test_a_site_that_is_there_is_not_lost_by_mistake(site: Site, packed: Path) -> None:
    outcome = site.tell("restore", str(packed))

    assert outcome.returncode == 1
    assert outcome.stderr.endswith(" is not empty: add --replace to lose what it holds.\n")


def test_a_site_that_runs_is_not_replaced(site: Site, packed: Path) -> None:
    process = site.run()

    outcome = site.tell("restore", str(packed), "--replace")

    assert outcome.returncode == 1
    assert f"already runs on {site.home} (process {process.pid})" in outcome.stderr


@pytest.mark.parametrize("damage", ["another file", "cut off", "another tar"])
def test_what_is_no_backup_is_refused_and_changes_nothing(site: Site, packed: Path, damage: str) -> None:
    match damage:
        case "another file":
            packed.write_bytes(b"not a tar")
        case "cut off":
            packed.write_bytes(packed.read_bytes()[:2000])
        case "another tar":
            with tarfile.open(packed, "w:gz") as tar:
                entry = tarfile.TarInfo("readme")
                tar.addfile(entry, io.BytesIO())

    outcome = site.tell("restore", str(packed), "--replace")

    assert (outcome.returncode, outcome.stderr) == (
        1,
        f"{packed} is no file that `kennisstad backup` wrote, or it is damaged.\n",
    )
    assert site.task_statuses() == ["READY"]


def test_a_missing_file_is_told_before_anybody_is_advised_to_lose_a_site(site: Site, packed: Path) -> None:
    missing = packed.with_name("tuesday.tar.gz")

    outcomes = [site.tell("restore", str(file)) for file in (missing, packed.parent)]

    assert [(outcome.returncode, outcome.stderr) for outcome in outcomes] == [
        (1, f"{missing} is missing: name a file that `kennisstad backup` wrote.\n"),
        (1, f"{packed.parent} cannot be read: Is a directory.\n"),
    ]


def test_names_that_lead_outside_are_refused(site: Site, packed: Path) -> None:
    with tarfile.open(packed, "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("../../outside"), io.BytesIO())

    assert site.tell("restore", str(packed), "--replace").returncode == 1
    assert not (site.home.parent / "outside").exists()


def test_an_empty_folder_takes_a_backup_without_more_words(site: Site, packed: Path) -> None:
    if site.database:
        pytest.skip("the database of this site is not in its folder")
    shutil.rmtree(site.home)

    assert site.tell("restore", str(packed)).returncode == 0

    assert site.task_statuses() == ["READY"]
