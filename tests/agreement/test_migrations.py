# SPDX-License-Identifier: EUPL-1.2
"""A city that entered agreements before there were versions keeps them, each after the one before it."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

OLD = "INSERT INTO agreement_agreement (key, signed_on, starts_on, ends_on) VALUES (?, ?, ?, ?)"
AGREEMENTS = [
    ("of-2023", "2022-11-11", "2023-01-01", "2027-12-31"),
    ("of-2012", None, "2012-01-01", "2017-06-30"),
    ("of-2017", None, "2017-07-01", "2022-12-31"),
]
NOW = (
    "SELECT one.key, one.kind, one.status, before.key FROM agreement_agreement one "
    "LEFT JOIN agreement_agreement before ON before.id = one.follows_id ORDER BY one.starts_on"
)


@pytest.mark.process
def test_agreements_from_before_were_signed_and_follow_each_other(tmp_path: Path) -> None:
    def migrate(*words: str) -> None:
        command = [sys.executable, "-m", "kennisstad", "migrate", *words]
        home = os.environ | {"KENNISSTAD_HOME": str(tmp_path), "DATABASE_URL": ""}
        subprocess.run(command, env=home, check=True, capture_output=True)

    migrate("agreement", "0001")
    (file,) = tmp_path.glob("*.sqlite3")
    with sqlite3.connect(file) as database:
        database.executemany(OLD, AGREEMENTS)
    database.close()

    migrate("agreement")

    with sqlite3.connect(file) as database:
        found = database.execute(NOW).fetchall()
    database.close()
    assert found == [
        ("of-2012", "first", "signed", None),
        ("of-2017", "successor", "signed", "of-2012"),
        ("of-2023", "successor", "signed", "of-2017"),
    ]
