# SPDX-License-Identifier: EUPL-1.2
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kennisstad.education.models import Course, ImportRun
from kennisstad.lib import calling
from tests.education.making import bundle, course, events, id_of, make_partner, offering, state
from tests.endpoint import Endpoint, lists_of, served

pytestmark = pytest.mark.django_db

C1, C2, C3 = (id_of("c", n) for n in (1, 2, 3))


@pytest.fixture(autouse=True)
def partner():
    return make_partner()


@pytest.fixture
def file(tmp_path):
    found = tmp_path / "courses.json"
    found.write_text(json.dumps(bundle()))
    return found


def run(source, *options, partner="universiteit-leiden"):
    out = StringIO()
    call_command("import_courses", str(source), "--partner", partner, *options, stdout=out)
    return out.getvalue().splitlines()


def refused(source, *options, partner="universiteit-leiden"):
    with pytest.raises(CommandError) as error:
        run(source, *options, partner=partner)
    return str(error.value)


ALL_NEW = [
    "organisations: 1 new, 0 changed, 0 unchanged, 0 withdrawn, 0 unfit",
    "academic sessions: 1 new, 0 changed, 0 unchanged, 0 withdrawn, 0 unfit",
    "courses: 3 new, 0 changed, 0 unchanged, 0 withdrawn, 0 unfit",
    "offerings: 3 new, 0 changed, 0 unchanged, 0 withdrawn, 0 unfit",
]


def test_reads_a_file_and_says_how_much_came_of_it(file):
    assert run(file) == ALL_NEW
    assert Course.objects.count() == 3


def test_names_what_needs_attention(file):
    # The command's clock is the real one, and an offering that began is not withdrawn.
    later = {"startDateTime": "2098-09-01T09:00:00Z", "endDateTime": "2098-10-01T09:00:00Z"}
    file.write_text(json.dumps(bundle(courseOfferings=[offering(n, of=n, **later) for n in (1, 2, 3)])))
    run(file)
    spoiled = bundle(
        courses=[course(1, name=[]), course(2)],
        courseOfferings=[offering(1, **later), offering(4, of=9, **later)],
    )
    file.write_text(json.dumps(spoiled))

    assert run(file) == [
        f"unfit     course {C1}: it has no name in Dutch or English",
        f"unfit     offering {id_of('f', 4)}: its course {id_of('c', 9)} is not known",
        f"withdrawn course {C3}: no longer named by its source",
        f"withdrawn offering {id_of('f', 2)}: no longer named by its source",
        f"withdrawn offering {id_of('f', 3)}: no longer named by its source",
        "organisations: 0 new, 0 changed, 1 unchanged, 0 withdrawn, 0 unfit",
        "academic sessions: 0 new, 0 changed, 1 unchanged, 0 withdrawn, 0 unfit",
        "courses: 0 new, 0 changed, 1 unchanged, 1 withdrawn, 1 unfit",
        "offerings: 0 new, 0 changed, 1 unchanged, 2 withdrawn, 1 unfit",
    ]


def test_a_dry_run_shows_every_line_and_changes_nothing(file):
    file.write_text(json.dumps(bundle(courses=[course(1)], courseOfferings=[offering(1)])))

    assert run(file, "--dry-run") == [
        f"new       organisation {id_of('0', 1)}: Faculteit 1",
        f"new       academic session {id_of('a', 1)}: Blok 1",
        f"new       course {C1}: Vak 1",
        f"new       offering {id_of('f', 1)}: of course {C1}, 2026-09-07 to 2026-10-23",
        *(line.replace("3 new", "1 new") for line in ALL_NEW),
        "Nothing was changed: this was a dry run.",
    ]
    assert (state(), ImportRun.objects.count(), events()) == ({"courses": [], "offerings": []}, 0, [])


def test_the_version_may_be_said_and_only_5_and_6_are_known(file):
    assert run(file, "--version", "6") == ALL_NEW
    assert run(file, "--version", "5", "--dry-run")[-5:-1] != ALL_NEW
    assert "invalid choice: '4'" in refused(file, "--version", "4")


def test_what_cannot_be_done_is_said_in_one_sentence(file, tmp_path):
    file.write_text('{"courses": [')

    assert refused(file) == f"{file} is not whole JSON: Expecting value at line 1, column 14."
    assert refused(tmp_path / "absent") == f"{tmp_path}/absent cannot be read: No such file or directory."
    assert refused(file, partner="nobody") == "There is no partner 'nobody'. Known are: universiteit-leiden."
    assert refused(file, "--token-file", str(tmp_path / "no")) == (
        f"The token file {tmp_path}/no cannot be read."
    )
    assert refused("file:///etc/passwd") == "An address begins with https:// or http:// and names a host."
    assert ImportRun.objects.count() == 0


def test_a_server_inside_our_network_is_called_with_allow_local_alone(tmp_path):
    token = tmp_path / "token"
    token.write_text("abc")
    with served(Endpoint(lists_of(bundle()))) as endpoint:
        port = endpoint.address.split(":")[2]
        for name in ("127.0.0.1", "2130706433", "0177.1", "localhost"):
            assert "inside a network of our own" in refused(f"http://{name}:{port}")
        assert endpoint.asked == []
        assert refused(endpoint.address, "--token-file", str(token)) == "A token is only sent over https."

        assert run(endpoint.address, "--allow-local", "--token-file", str(token)) == ALL_NEW
        assert {headers.get("Authorization") for headers in endpoint.headers} == {"Bearer abc"}


def test_a_walk_that_breaks_off_says_so_and_the_same_command_goes_on(monkeypatch):
    monkeypatch.setattr(calling, "PAUSES_S", ())
    lists = lists_of(bundle(courses=[course(1), course(2), course(1), course(3, name=None)]))
    with served(Endpoint(lists)) as endpoint:
        endpoint.trouble = lambda path, page: (500, {}, b"") if (path, page) == ("courses", 2) else None

        assert refused(endpoint.address, "--allow-local") == (
            f"The import broke off at page 2 of the courses: {endpoint.address} answers 500 for courses, "
            "1 times. What came before is kept; the same command goes on from there."
        )
        endpoint.trouble = lambda path, page: None

        assert run(endpoint.address, "--allow-local") == [
            "Went on from page 2 of the courses, where an earlier run broke off.",
            f"unfit     course {C3}: it has no name in Dutch or English",
            *ALL_NEW[:2],
            "courses: 2 new, 0 changed, 0 unchanged, 0 withdrawn, 1 unfit",
            "offerings: 2 new, 0 changed, 0 unchanged, 0 withdrawn, 0 unfit",
        ]


def test_an_endpoint_that_never_answers_leaves_no_run_behind(monkeypatch):
    monkeypatch.setattr(calling, "PAUSES_S", ())
    with served(Endpoint({}, trouble=lambda path, page: (503, {}, b""))) as endpoint:
        assert refused(endpoint.address, "--allow-local") == (
            f"{endpoint.address} answers 503 for organisations, 1 times."
        )

    assert ImportRun.objects.count() == 0
