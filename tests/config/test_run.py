# SPDX-License-Identifier: EUPL-1.2
"""`kennisstad run` with real processes, real signals and a real port."""

import os
import signal
import socket

import pytest

from tests.config.conftest import Site, children_of, lives, started_by, wait_until

pytestmark = pytest.mark.process


def test_first_start_prepares_everything_and_the_second_only_looks(site: Site) -> None:
    first = site.run()
    os.kill(first.pid, signal.SIGINT)
    assert first.wait() == 0
    second = site.run()

    assert site.page().startswith("process ")
    assert site.traces("example") == ["loaded"]
    assert site.traces("pages") == ["needed", "needed"]
    assert site.traces("index") == ["needed", "needed"]
    said = [line for line in site.said().splitlines() if line[0].isalpha() and "Error" not in line]
    answers = [f"kennisstad answers on http://127.0.0.1:{site.port}", "Press Ctrl-C to stop."]
    assert [line for line in said if not line.startswith("Traceback")] == [
        "Setting up the database.",
        "Gathering the static files.",
        "Loading the example city.",
        *answers,
        *answers,
    ]
    assert second.poll() is None


def test_no_example_begins_with_an_empty_city(site: Site) -> None:
    site.begin("run", "--no-example", "--port", str(site.port))
    wait_until(lambda: "answers on" in site.said())

    assert site.traces("example") == []


def test_first_start_that_is_cut_off_is_finished_by_the_next(site: Site) -> None:
    cut_off = site.begin("run", "--port", str(site.port))
    wait_until(lambda: "Setting up the database." in site.said())
    os.kill(cut_off.pid, signal.SIGKILL)
    cut_off.wait()

    site.run()

    assert site.traces("example") == ["loaded"]


def test_the_greeting_repeats_how_to_sign_in_to_the_example(site: Site) -> None:
    site.home.mkdir()
    (site.home / "example-sign-ins.txt").write_text("makelaar  geheim-woord\n")

    site.run()

    heading = "To sign in to the example (name, password, role):"
    assert f"\n\n{heading}\nmakelaar  geheim-woord\n\nPress Ctrl-C to stop.\n" in site.said()


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_all_of_it(site: Site, told: signal.Signals) -> None:
    process = site.run()
    family = children_of(process.pid)

    os.kill(process.pid, told)

    assert process.wait(timeout=20) == 0
    assert len(family) >= 3
    assert [pid for pid in family if lives(pid)] == []
    assert is_free(site.port)


def test_children_do_not_outlive_a_killed_parent(site: Site) -> None:
    process = site.run()
    family = children_of(process.pid)

    os.kill(process.pid, signal.SIGKILL)

    wait_until(lambda: not any(map(lives, family)), seconds=20)
    assert is_free(site.port)


def test_a_child_that_dies_is_started_again(site: Site) -> None:
    process = site.run()
    before = site.page()
    server = min(children_of(process.pid))

    os.kill(server, signal.SIGKILL)

    wait_until(lambda: "The web server stopped (killed by SIGKILL); starting it again." in site.said())
    wait_until(lambda: answers(site))
    assert site.page() != before


def test_a_listening_process_that_dies_is_replaced(site: Site) -> None:
    site.run()

    os.kill(int(site.page().split()[1]), signal.SIGKILL)

    wait_until(lambda: answers(site))


def test_a_child_that_keeps_dying_stops_everything(site: Site) -> None:
    process = site.run()
    family = children_of(process.pid)
    server = min(family)

    for times in (1, 2, 3):
        (worker,) = set(started_by(process.pid)) - {server}
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda times=times: site.said().count("The background worker stopped") == times)
        wait_until(lambda: len(started_by(process.pid)) == 2)
    (worker,) = set(started_by(process.pid)) - {server}
    os.kill(worker, signal.SIGKILL)

    assert process.wait(timeout=20) == 1
    assert "The background worker keeps stopping; kennisstad gives up.\n" in site.said()
    assert [pid for pid in family if lives(pid)] == []


def answers(site: Site) -> bool:
    try:
        return site.page().startswith("process ")
    except OSError:
        return False


def is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
