# SPDX-License-Identifier: EUPL-1.2
import logging
from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from kennisstad.worker import periodic

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
done: list[tuple[str, datetime]] = []


def first(*, at: datetime) -> None:
    done.append(("first", at))


def fail(*, at: datetime) -> None:
    raise RuntimeError("no luck")


def last(*, at: datetime) -> None:
    done.append(("last", at))


def test_a_job_that_fails_is_logged_and_does_not_stop_the_others(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.PERIODIC = [
        f"{__name__}.first", f"{__name__}.fail", "kennisstad.nowhere.to_be_found", f"{__name__}.last",
    ]  # fmt: skip
    done.clear()

    with caplog.at_level(logging.ERROR):
        periodic.run_all(MONDAY)

    assert done == [("first", MONDAY), ("last", MONDAY)]
    assert [record.getMessage() for record in caplog.records] == [
        f"The periodic job {__name__}.fail failed.",
        "The periodic job kennisstad.nowhere.to_be_found failed.",
    ]


def test_every_periodic_job_of_the_settings_can_be_found(settings: Settings) -> None:
    from django.utils.module_loading import import_string

    assert all(callable(import_string(path)) for path in settings.PERIODIC)
